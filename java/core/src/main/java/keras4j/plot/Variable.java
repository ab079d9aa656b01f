package keras4j.plot;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One thing that was varied, with a value a row: numbers, or names in a declared order. Where a search tried a parameter, this is
 * its column.
 */
public final class Variable {
    private static final double FEW = 10;

    private final Axis axis;
    private final List<Double> values;

    private Variable(Axis axis, List<Double> values) {
        this.axis = axis;
        this.values = values;
    }

    /** Numbers; NaN where there is none. */
    public static Variable of(String name, double... values) {
        // Between many whole numbers no axis would be divided otherwise.
        boolean whole = Arrays.stream(values).allMatch(value -> value == Math.rint(value))
                && Span.of(values).length() <= FEW;
        return new Variable(whole ? Axis.whole(name) : Axis.linear(name), Points.boxed(values));
    }

    /** Names; their order on the axis is that of their first rows. */
    public static Variable of(String name, List<String> values) {
        List<String> levels = values.stream().distinct().toList();
        double[] places = values.stream().mapToDouble(levels::indexOf).toArray();
        return new Variable(Axis.bands(name, levels), Points.boxed(places));
    }

    /**
     * The same numbers on a logarithmic axis.
     *
     * @throws IllegalArgumentException if these are names, or a number is 0 or less
     */
    public Variable log() {
        boolean names = axis.kind() == Axis.Kind.BANDS;
        IntStream.range(0, size())
                .filter(row -> names || values.get(row) <= 0)
                .findFirst()
                .ifPresent(row -> {
                    String got = names ? "'" + label(row) + "'" : label(row);
                    throw new IllegalArgumentException(
                            "Variable: values of '" + name() + "' must be above 0, got " + got + " at row " + row);
                });
        return new Variable(Axis.log(name()), values);
    }

    /** What it is called. */
    public String name() {
        return axis.label();
    }

    /** Number of rows. */
    public int size() {
        return values.size();
    }

    Axis axis() {
        return axis;
    }

    List<Double> values() {
        return values;
    }

    Span span() {
        return Span.of(values);
    }

    /** The value of a row as it is written. */
    String label(int row) {
        double value = values.get(row);
        return axis.kind() == Axis.Kind.BANDS ? axis.names().get((int) value) : Ticks.label(value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Variable that && axis.equals(that.axis) && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return 31 * axis.hashCode() + values.hashCode();
    }

    /** As in {@code Variable 'units', 12 rows}. */
    @Override
    public String toString() {
        return "Variable '" + name() + "', " + size() + " rows";
    }
}
