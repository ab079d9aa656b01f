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
import keras4j.internal.text.Quoted;

/** Statistics of a column's numbers, without the missing ones. */
final class ColumnMoments {
    /** The part of a number by which two results of one computation may differ: eight units in the last place. */
    private static final double ROUNDING = 8 * Math.ulp(1.0);

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

    /** Returns the mean, corrected by that of the deviations from it; the mean of equal values is their value. */
    static double mean(double[] values) {
        double mean = meanDeviation(values, 0);
        return mean + meanDeviation(values, mean);
    }

    private static double meanDeviation(double[] values, double from) {
        double sum = 0;
        int count = 0;
        for (double value : values) {
            if (!Double.isNaN(value)) {
                sum += value - from;
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
        double sd = isConstant(values) ? 1 : sd(values);
        return sd > 0 ? sd : 1;
    }

    /** Returns whether the values are equal, up to the rounding of the computation that they may come from. */
    static boolean isConstant(double[] values) {
        return isConstant(min(values), max(values));
    }

    /** Returns whether the smallest and the largest value are equal, up to that rounding. */
    static boolean isConstant(double min, double max) {
        return !(max - min > ROUNDING * Math.max(Math.abs(min), Math.abs(max)));
    }

    static double min(double[] values) {
        double min = Double.POSITIVE_INFINITY;
        boolean any = false;
        for (double value : values) {
            any |= value <= min;
            min = value < min ? value : min;
        }
        return any ? min : Double.NaN;
    }

    static double max(double[] values) {
        double max = Double.NEGATIVE_INFINITY;
        boolean any = false;
        for (double value : values) {
            any |= value >= max;
            max = value > max ? value : max;
        }
        return any ? max : Double.NaN;
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

    /** Returns a statistic of each column; a column without any value is an error, and so is a statistic that is not finite. */
    static Map<String, Double> of(StepTable table, List<String> columns, ToDoubleFunction<double[]> statistic) {
        Map<String, Double> values = new LinkedHashMap<>();
        for (String column : columns) {
            double[] numbers = table.numbers(column);
            if (isEmpty(numbers)) {
                throw new IllegalArgumentException(
                        "Recipe: column '" + Quoted.cut(column) + "' must have a value to learn from, got none");
            }
            values.put(column, finite(column, numbers, statistic.applyAsDouble(numbers)));
        }
        return values;
    }

    private static boolean isEmpty(double[] values) {
        for (double value : values) {
            if (!Double.isNaN(value)) {
                return false;
            }
        }
        return true;
    }

    private static double finite(String column, double[] numbers, double statistic) {
        if (Double.isFinite(statistic)) {
            return statistic;
        }
        UnusableNumberException.requireNotInfinite(column, numbers);
        throw new IllegalArgumentException("Recipe: column '" + Quoted.cut(column)
                + "' must have a finite statistic, got " + statistic + " from " + min(numbers) + " to " + max(numbers));
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
