package keras4j.recipe;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.dflib.DoubleSeries;
import org.dflib.FloatSeries;
import org.dflib.IntSeries;
import org.dflib.Series;

/** Counts of a column's most frequent and next value, and of its distinct values; missing values are excluded. */
record LevelFrequencies(int most, int next, int distinct, int rows) {
    static LevelFrequencies of(StepTable table, String name) {
        return of(
                exact(table.cells(name))
                        ? ofNumbers(ColumnMoments.present(table.numbers(name)))
                        : ofLabels(table, name),
                table.height());
    }

    private static LevelFrequencies of(IntStream counts, int rows) {
        int most = 0;
        int next = 0;
        int distinct = 0;
        for (int count : counts.toArray()) {
            next = Math.max(next, Math.min(most, count));
            most = Math.max(most, count);
            distinct++;
        }
        return new LevelFrequencies(most, next, distinct, rows);
    }

    /** Returns whether a column has at most one distinct value, found without counting. */
    static boolean constant(StepTable table, String name) {
        return exact(table.cells(name))
                ? constant(table.numbers(name))
                : ofLabels(table, name).count() <= 1;
    }

    private static boolean constant(double[] numbers) {
        double first = Double.NaN;
        for (double number : numbers) {
            if (!Double.isNaN(number)) {
                if (number != first && !Double.isNaN(first)) {
                    return false;
                }
                first = number;
            }
        }
        return true;
    }

    private static boolean exact(Series<?> cells) {
        return cells instanceof DoubleSeries || cells instanceof FloatSeries || cells instanceof IntSeries;
    }

    /** Returns the lengths of the runs of equal numbers, once sorted. */
    private static IntStream ofNumbers(double[] numbers) {
        Arrays.sort(numbers);
        int[] starts = IntStream.range(0, numbers.length)
                .filter(at -> at == 0 || numbers[at] != numbers[at - 1])
                .toArray();
        return IntStream.range(0, starts.length)
                .map(at -> (at + 1 < starts.length ? starts[at + 1] : numbers.length) - starts[at]);
    }

    private static IntStream ofLabels(StepTable table, String name) {
        Map<String, Integer> counts = new HashMap<>();
        for (int row = 0; row < table.height(); row++) {
            if (!table.missing(name, row)) {
                counts.merge(String.valueOf(table.cells(name).get(row)), 1, Integer::sum);
            }
        }
        return counts.values().stream().mapToInt(Integer::intValue);
    }

    boolean constant() {
        return distinct <= 1;
    }

    /** Returns the count of the most frequent value divided by that of the next. */
    double ratio() {
        return constant() ? Double.POSITIVE_INFINITY : (double) most / next;
    }

    /** Returns the number of distinct values in 100 rows. */
    double percentUnique() {
        return 100.0 * distinct / rows;
    }
}
