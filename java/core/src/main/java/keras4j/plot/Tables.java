package keras4j.plot;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Cells from tables of numbers. */
final class Tables {
    private Tables() {}

    static void check(String subject, List<String> rows, List<String> columns, double[][] values) {
        Given.notEmpty(subject, "rows", rows.size());
        Given.notEmpty(subject, "columns", columns.size());
        Given.sameSize(subject, "row names", rows.size(), "values", values.length);
        for (int row = 0; row < values.length; row++) {
            Given.sameSize(subject, "column names", columns.size(), "row " + row, values[row].length);
        }
    }

    /** A length in units for so many cells. */
    static double side(int cells) {
        return Math.min(720, Math.max(260, 44.0 * cells));
    }

    static Span span(double[][] values) {
        return Span.of(Arrays.stream(values).flatMapToDouble(Arrays::stream).toArray());
    }

    static Cells cells(List<String> rows, List<String> columns, double[][] values, Ramp ramp) {
        double largest =
                Math.max(Math.abs(ramp.span().low()), Math.abs(ramp.span().high()));
        int decimals = Math.max(0, 2 - (int) StrictMath.floor(StrictMath.log10(Math.max(largest, 1e-4))));
        return new Cells(
                table(values, (row, column) -> ramp.shade(values[row][column])),
                table(values, (row, column) -> Ticks.label(values[row][column], decimals)),
                table(
                        values,
                        (row, column) ->
                                rows.get(row) + ", " + columns.get(column) + ": " + Ticks.label(values[row][column])));
    }

    /** Cells of counts, shaded by their share of the row. */
    static Cells shares(List<String> classes, double[][] counts) {
        double[] sums = Arrays.stream(counts)
                .mapToDouble(row -> Arrays.stream(row).sum())
                .toArray();
        return new Cells(
                table(counts, (row, column) -> sums[row] == 0 ? 0.0 : counts[row][column] / sums[row]),
                table(counts, (row, column) -> Ticks.label(counts[row][column])),
                table(
                        counts,
                        (row, column) -> "true " + classes.get(row) + ", predicted " + classes.get(column) + ": "
                                + Ticks.label(counts[row][column]) + " of " + Ticks.label(sums[row])));
    }

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
