package keras4j.plot;

import java.util.Arrays;
import java.util.List;

/**
 * A named series of points. A point with a NaN or an infinite coordinate is missing: a line has a gap there.
 *
 * @param name what the legend calls it; may be empty
 * @param x one coordinate a point
 * @param y the other, as many
 */
public record Points(String name, List<Double> x, List<Double> y) {
    /**
     * Points of these coordinates.
     *
     * @throws IllegalArgumentException if there are none, or more of one coordinate than of the other
     */
    public Points {
        x = List.copyOf(x);
        y = List.copyOf(y);
        Given.sameSize("Points", "x", x.size(), "y", y.size());
        Given.notEmpty("Points", "x", x.size());
    }

    /** The same from arrays. */
    public static Points of(String name, double[] x, double[] y) {
        return new Points(name, boxed(x), boxed(y));
    }

    /** Points at x = 1, 2, …: one a number. */
    public static Points of(String name, double... y) {
        double[] places = new double[y.length];
        Arrays.setAll(places, place -> place + 1.0);
        return of(name, places, y);
    }

    static List<Double> boxed(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }

    /** Number of points. */
    public int size() {
        return x.size();
    }

    /** As in {@code Points 'loss', 30}. */
    @Override
    public String toString() {
        return "Points '" + name + "', " + size();
    }
}
