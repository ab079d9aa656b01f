package keras4j.plot;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * One thing that was varied, with a value a row: numbers, or names in a declared order. Where a search tried a parameter, this is
 * its column.
 */
public final class Variable {
    private static final double FEW = 10;

    private final Axis axis;
    private final List<Double> values;
    /** Half the length of a whisker at each value; empty for none. */
    private final List<Double> errors;
    /** Why some rows are set aside, and which. */
    private final String reason;

    private final Set<Integer> aside;

    private Variable(Axis axis, List<Double> values, List<Double> errors, String reason, Set<Integer> aside) {
        this.axis = axis;
        this.values = values;
        this.errors = errors;
        this.reason = reason;
        this.aside = aside;
    }

    private static Variable of(Axis axis, List<Double> values) {
        return new Variable(axis, values, List.of(), "", Set.of());
    }

    /** Numbers; NaN where there is none. */
    public static Variable of(String name, double... values) {
        // Between many whole numbers no axis would be divided otherwise.
        boolean whole = Arrays.stream(values).allMatch(value -> value == Math.rint(value))
                && Span.of(values).length() <= FEW;
        return of(whole ? Axis.whole(name) : Axis.linear(name), Points.boxed(values));
    }

    /** Names; their order on the axis is that of their first rows. */
    public static Variable of(String name, List<String> values) {
        return of(name, values, values.stream().distinct().toList());
    }

    /**
     * Names.
     *
     * @param levels all that there can be, in their order on the axis
     * @throws IllegalArgumentException if a name is none of the levels
     */
    public static Variable of(String name, List<String> values, List<String> levels) {
        values.stream().filter(value -> !levels.contains(value)).findFirst().ifPresent(value -> {
            throw new IllegalArgumentException(
                    "Variable: values of '" + name + "' must be among " + levels + ", got '" + value + "'");
        });
        double[] places = values.stream().mapToDouble(levels::indexOf).toArray();
        return of(Axis.bands(name, levels), Points.boxed(places));
    }

    /** The same with whiskers of this half-length at each row, such as a standard error; NaN for none. */
    public Variable errors(double... lengths) {
        Given.sameSize("Variable", "'" + name() + "'", size(), "errors", lengths.length);
        return new Variable(axis, values, Points.boxed(lengths), reason, aside);
    }

    /** The same with some rows that do not compare with the others: where it is a score, these are shown apart, and never best. */
    public Variable aside(String why, Set<Integer> rows) {
        return new Variable(axis, values, errors, why, Set.copyOf(rows));
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
        return new Variable(Axis.log(name()), values, errors, reason, aside);
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

    /** The values of the rows that are not set aside; NaN for those that are. */
    List<Double> compared() {
        return IntStream.range(0, size())
                .mapToObj(row -> aside.contains(row) ? Double.NaN : values.get(row))
                .toList();
    }

    /** A dot a row against these places, those set aside as a series of their own. */
    List<Mark> dots(String name, List<Double> places) {
        Dots compared = new Dots(new Points(name, places, compared()), errors, 0);
        List<Double> others = IntStream.range(0, size())
                .mapToObj(row -> aside.contains(row) ? values.get(row) : Double.NaN)
                .toList();
        return aside.isEmpty()
                ? List.of(compared)
                : List.of(compared, new Dots(new Points(reason, places, others), errors, 2));
    }

    /** The value of a row as it is written. */
    String label(int row) {
        double value = values.get(row);
        return axis.kind() == Axis.Kind.BANDS ? axis.names().get((int) value) : Ticks.label(value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Variable that
                && axis.equals(that.axis)
                && values.equals(that.values)
                && errors.equals(that.errors)
                && reason.equals(that.reason)
                && aside.equals(that.aside);
    }

    @Override
    public int hashCode() {
        return Objects.hash(axis, values, errors, reason, aside);
    }

    /** As in {@code Variable 'units', 12 rows}. */
    @Override
    public String toString() {
        return "Variable '" + name() + "', " + size() + " rows";
    }
}
