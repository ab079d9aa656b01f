package keras4j.recipe;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Statistics of a column's numbers, without the missing ones. */
final class ColumnMoments {
    private ColumnMoments() {}

    static double[] present(double[] values) {
        int count = 0;
        double[] kept = new double[values.length];
        for (double value : values) {
            if (!Double.isNaN(value)) {
                kept[count++] = value;
            }
        }
        return Arrays.copyOf(kept, count);
    }

    static double mean(double[] values) {
        double sum = 0;
        int count = 0;
        for (double value : values) {
            if (!Double.isNaN(value)) {
                sum += value;
                count++;
            }
        }
        return sum / count;
    }

    /** Returns the standard deviation with the divisor N−1. */
    static double sd(double[] values) {
        double mean = mean(values);
        double squares = 0;
        int count = 0;
        for (double value : values) {
            if (!Double.isNaN(value)) {
                squares += (value - mean) * (value - mean);
                count++;
            }
        }
        return Math.sqrt(squares / (count - 1));
    }

    /** Returns the standard deviation, or 1 for a constant column, which can't be scaled. */
    static double scale(double[] values) {
        double sd = sd(values);
        return sd > 0 ? sd : 1;
    }

    static double min(double[] values) {
        double min = Double.NaN;
        for (double value : values) {
            min = value < min || Double.isNaN(min) ? value : min;
        }
        return min;
    }

    static double max(double[] values) {
        double max = Double.NaN;
        for (double value : values) {
            max = value > max || Double.isNaN(max) ? value : max;
        }
        return max;
    }

    static double median(double[] values) {
        double[] sorted = present(values);
        Arrays.sort(sorted);
        return quantile(sorted, 0.5);
    }

    /** Returns a quantile by R's type 7: linear interpolation between the two nearest of sorted values. */
    static double quantile(double[] sorted, double part) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        double at = part * (sorted.length - 1);
        int below = (int) Math.floor(at);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }

    /** Returns a statistic of each column; a column without any value is an error. */
    static Map<String, Double> of(StepTable table, List<String> columns, ToDoubleFunction<double[]> statistic) {
        Map<String, Double> values = new LinkedHashMap<>();
        for (String column : columns) {
            double[] numbers = table.numbers(column);
            if (Arrays.stream(numbers).allMatch(Double::isNaN)) {
                throw new IllegalArgumentException(
                        "Recipe: column '" + column + "' must have a value to learn from, got none");
            }
            values.put(column, statistic.applyAsDouble(numbers));
        }
        return values;
    }

    static double at(Map<String, Double> values, String column) {
        return Objects.requireNonNull(values.get(column));
    }

    /** Returns a function for each column. */
    static Map<String, DoubleUnaryOperator> functions(
            Collection<String> columns, Function<String, DoubleUnaryOperator> function) {
        Map<String, DoubleUnaryOperator> functions = new LinkedHashMap<>();
        columns.forEach(column -> functions.put(column, function.apply(column)));
        return functions;
    }
}
