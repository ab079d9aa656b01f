package keras4j.plot;

import java.util.Arrays;
import java.util.List;
import keras4j.internal.text.Preconditions;

/**
 * A named series of points. A point with a NaN or an infinite coordinate is missing: a line has a gap there.
 *
 * @param name its name in the legend; may be empty
 * @param x one coordinate a point
 * @param y the other, as many
 */
public record ChartPoints(String name, List<Double> x, List<Double> y) {
    /**
     * Checks and copies the coordinates.
     *
     * @param name its name in the legend; may be empty
     * @param x one coordinate a point
     * @param y the other, as many
     * @throws IllegalArgumentException if there are none, or more of one coordinate than of the other
     */
    public ChartPoints {
        Preconditions.notNull("ChartPoints", "name", name);
        x = Preconditions.items("ChartPoints", "x", x);
        y = Preconditions.items("ChartPoints", "y", y);
        Preconditions.sameSize("ChartPoints", "x", x.size(), "y", y.size());
        Preconditions.notEmpty("ChartPoints", "x", x.size());
    }

    /**
     * Returns points from arrays.
     *
     * @param name the name in the legend; may be empty
     * @param x one coordinate a point
     * @param y the other, as many
     * @return the points
     */
    public static ChartPoints of(String name, double[] x, double[] y) {
        Preconditions.notNull("ChartPoints", "x", x);
        Preconditions.notNull("ChartPoints", "y", y);
        return new ChartPoints(name, boxed(x), boxed(y));
    }

    /**
     * Returns points at x = 1, 2, …, one for each number.
     *
     * @param name the name in the legend; may be empty
     * @param y the numbers
     * @return the points
     */
    public static ChartPoints of(String name, double... y) {
        Preconditions.notNull("ChartPoints", "y", y);
        double[] places = new double[y.length];
        Arrays.setAll(places, place -> place + 1.0);
        return of(name, places, y);
    }

    static List<Double> boxed(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }

    /** {@return the number of points} */
    public int size() {
        return x.size();
    }

    /** Returns text such as {@code Points 'loss', 30}. */
    @Override
    public String toString() {
        return "Points '" + name + "', " + size();
    }
}
