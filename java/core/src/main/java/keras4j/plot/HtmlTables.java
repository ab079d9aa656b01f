package keras4j.plot;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import keras4j.internal.text.Preconditions;

/** Conversion of tables of numbers to coloured cells. */
final class HtmlTables {
    private HtmlTables() {}

    static void check(String subject, List<String> rows, List<String> columns, double[][] values) {
        Preconditions.notEmpty(subject, "rows", rows.size());
        Preconditions.notEmpty(subject, "columns", columns.size());
        Preconditions.sameSize(subject, "row names", rows.size(), "values", values.length);
        for (int row = 0; row < values.length; row++) {
            Preconditions.sameSize(subject, "column names", columns.size(), "row " + row, values[row].length);
        }
    }

    /** Returns the mean of the numbers that are there, NaN for none. */
    static double mean(DoubleStream values) {
        return values.filter(value -> !Double.isNaN(value)).average().orElse(Double.NaN);
    }

    /** Returns the length in units of this many cells. */
    static double side(int cells) {
        return Math.min(720, Math.max(260, 44.0 * cells));
    }

    static NumericExtent span(double[][] values) {
        return NumericExtent.of(
                Arrays.stream(values).flatMapToDouble(Arrays::stream).toArray());
    }

    static HeatmapCells cells(List<String> rows, List<String> columns, double[][] values, ColorScale ramp) {
        double largest =
                Math.max(Math.abs(ramp.span().low()), Math.abs(ramp.span().high()));
        int decimals = Math.max(0, 2 - (int) StrictMath.floor(StrictMath.log10(Math.max(largest, 1e-4))));
        return new HeatmapCells(
                table(values, (row, column) -> ramp.shade(values[row][column])),
                table(values, (row, column) -> AxisTicks.label(values[row][column], decimals)),
                table(
                        values,
                        (row, column) -> rows.get(row) + ", " + columns.get(column) + ": "
                                + AxisTicks.label(values[row][column])));
    }

    /** Returns cells of counts, shaded by their share of the row. */
    static HeatmapCells shares(List<String> classes, double[][] counts) {
        double[] sums = Arrays.stream(counts)
                .mapToDouble(row -> Arrays.stream(row).sum())
                .toArray();
        return new HeatmapCells(
                table(counts, (row, column) -> sums[row] == 0 ? 0.0 : counts[row][column] / sums[row]),
                table(counts, (row, column) -> AxisTicks.label(counts[row][column])),
                table(
                        counts,
                        (row, column) -> "true " + classes.get(row) + ", predicted " + classes.get(column) + ": "
                                + AxisTicks.label(counts[row][column]) + " of " + AxisTicks.label(sums[row])));
    }

    /** A function of the position of a cell. */
    private interface Cell<T> {
        T at(int row, int column);
    }

    private static <T> List<List<T>> table(double[][] values, Cell<T> cell) {
        return IntStream.range(0, values.length)
                .mapToObj(row -> IntStream.range(0, values[row].length)
                        .mapToObj(column -> cell.at(row, column))
                        .toList())
                .toList();
    }
}
