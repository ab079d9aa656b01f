package keras4j.plot;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import keras4j.internal.text.Preconditions;
import keras4j.internal.text.Quoted;

/**
 * A variable with one value a row: numbers, or names in a declared order. In a search it is the column of one
 * parameter.
 */
public final class ChartVariable {
    private static final double MAX_WHOLE_LENGTH = 10;

    private final ChartAxis axis;
    private final List<Double> values;
    /** Half the length of an error bar at each value; empty for none. */
    private final List<Double> errors;
    /** The reason for excluding some rows. */
    private final String reason;

    private final Set<Integer> aside;

    private ChartVariable(ChartAxis axis, List<Double> values, List<Double> errors, String reason, Set<Integer> aside) {
        this.axis = axis;
        this.values = values;
        this.errors = errors;
        this.reason = reason;
        this.aside = aside;
    }

    private static ChartVariable of(ChartAxis axis, List<Double> values) {
        return new ChartVariable(axis, values, List.of(), "", Set.of());
    }

    /**
     * Returns a variable of numbers.
     *
     * @param name its name on the axis
     * @param values one number a row; NaN if missing
     * @return the variable
     */
    public static ChartVariable of(String name, double... values) {
        Preconditions.notNull("ChartVariable", "name", name);
        Preconditions.notNull("ChartVariable", "values", values);
        // Over a longer range a linear axis has its ticks at whole numbers anyway.
        boolean whole = Arrays.stream(values).allMatch(value -> value == Math.rint(value))
                && NumericExtent.of(values).length() <= MAX_WHOLE_LENGTH;
        return of(whole ? ChartAxis.whole(name) : ChartAxis.linear(name), ChartPoints.boxed(values));
    }

    /**
     * Returns a variable of names; their order on the axis is that of their first rows.
     *
     * @param name its name on the axis
     * @param values one name a row
     * @return the variable
     */
    public static ChartVariable of(String name, List<String> values) {
        Preconditions.notNull("ChartVariable", "name", name);
        Preconditions.items("ChartVariable", "values", values);
        return of(name, values, values.stream().distinct().toList());
    }

    /**
     * Returns a variable of names with declared levels.
     *
     * @param name its name on the axis
     * @param values one name a row
     * @param levels all possible names, in their order on the axis
     * @return the variable
     * @throws IllegalArgumentException if a name is none of the levels
     */
    public static ChartVariable of(String name, List<String> values, List<String> levels) {
        Preconditions.notNull("ChartVariable", "name", name);
        Preconditions.items("ChartVariable", "values", values);
        Preconditions.notNull("ChartVariable", "levels", levels);
        values.stream().filter(value -> !levels.contains(value)).findFirst().ifPresent(value -> {
            throw new IllegalArgumentException("ChartVariable: values of '" + Quoted.cut(name) + "' must be among "
                    + Quoted.cut(levels) + ", got '" + Quoted.cut(value) + "'");
        });
        double[] places = values.stream().mapToDouble(levels::indexOf).toArray();
        return of(ChartAxis.bands(name, levels), ChartPoints.boxed(places));
    }

    /**
     * Returns a copy with error bars.
     *
     * @param lengths half the length of the error bar of each row, such as a standard error; NaN for none
     * @return the variable
     */
    public ChartVariable errors(double... lengths) {
        Preconditions.notNull("ChartVariable", "lengths", lengths);
        Preconditions.sameSize("ChartVariable", "'" + name() + "'", size(), "errors", lengths.length);
        return new ChartVariable(axis, values, ChartPoints.boxed(lengths), reason, aside);
    }

    /**
     * Returns a copy with some rows excluded from comparison: in a score these are shown separately, and never as the
     * best.
     *
     * @param why the reason, shown in the legend
     * @param rows the numbers of the excluded rows, from 0
     * @return the variable
     */
    public ChartVariable excluded(String why, Set<Integer> rows) {
        Preconditions.notNull("ChartVariable", "why", why);
        Preconditions.items("ChartVariable", "rows", rows);
        return new ChartVariable(axis, values, errors, why, Set.copyOf(rows));
    }

    /**
     * Returns a copy on a logarithmic axis.
     *
     * @return the variable
     * @throws IllegalArgumentException if these are names, or a number is 0 or less
     */
    public ChartVariable log() {
        boolean names = axis.kind() == ChartAxis.Kind.BANDS;
        IntStream.range(0, size())
                .filter(row -> names || values.get(row) <= 0)
                .findFirst()
                .ifPresent(row -> {
                    String got = names ? "'" + label(row) + "'" : label(row);
                    throw new IllegalArgumentException("ChartVariable: values of '" + Quoted.cut(name())
                            + "' must be above 0, got " + Quoted.cut(got) + " at row " + row);
                });
        return new ChartVariable(ChartAxis.log(name()), values, errors, reason, aside);
    }

    /** {@return the name on the axis} */
    public String name() {
        return axis.label();
    }

    /** {@return the number of rows} */
    public int size() {
        return values.size();
    }

    ChartAxis axis() {
        return axis;
    }

    List<Double> values() {
        return values;
    }

    NumericExtent span() {
        return NumericExtent.of(values);
    }

    /** Returns the values of the compared rows; NaN for the excluded ones. */
    List<Double> compared() {
        return IntStream.range(0, size())
                .mapToObj(row -> aside.contains(row) ? Double.NaN : values.get(row))
                .toList();
    }

    /** Returns a dot for each row at these positions, the excluded ones as a separate series. */
    List<Mark> dots(String name, List<Double> places) {
        DotMarks compared = new DotMarks(new ChartPoints(name, places, compared()), errors, 0);
        List<Double> others = IntStream.range(0, size())
                .mapToObj(row -> aside.contains(row) ? values.get(row) : Double.NaN)
                .toList();
        return aside.isEmpty()
                ? List.of(compared)
                : List.of(compared, new DotMarks(new ChartPoints(reason, places, others), errors, 2));
    }

    /** Returns the formatted value of a row. */
    String label(int row) {
        double value = values.get(row);
        return axis.kind() == ChartAxis.Kind.BANDS ? axis.names().get((int) value) : AxisTicks.label(value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ChartVariable that
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

    /** Returns text such as {@code Variable 'units', 12 rows}. */
    @Override
    public String toString() {
        return "Variable '" + name() + "', " + size() + " rows";
    }
}
