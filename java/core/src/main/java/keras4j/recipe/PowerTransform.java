package keras4j.recipe;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.dflib.DataFrame;

/** Fitted half of the power transformations to near-normality, and their maximum-likelihood estimate of λ. */
interface PowerTransform extends FittedStep {
    /** Number of distinct values from which a λ is estimated. */
    int MIN_DISTINCT = 5;

    /** Distance from a limit below which an estimate counts as the limit. */
    double LIMIT_DISTANCE = 1e-3;

    /** Returns the λ of each column. */
    Map<String, Double> lambdas();

    /** Returns the transformed number. */
    double map(double value, double lambda);

    /** Transformation of a number by a λ. */
    @FunctionalInterface
    interface Transformation {
        double map(double value, double lambda);
    }

    /**
     * Returns the λ of greatest likelihood of each column. As in R's recipes, a column with fewer than five distinct values,
     * or an estimate at a limit, has none; nor has a column whose numbers the transformation makes equal.
     */
    static Map<String, Double> lambdas(
            StepTable training,
            List<String> columns,
            Function<double[], DoubleUnaryOperator> likelihood,
            Transformation transformation,
            double lower,
            double upper) {
        Map<String, Double> lambdas = new LinkedHashMap<>();
        for (String column : columns) {
            double[] numbers = training.numbers(column);
            UnusableNumberException.requireNotInfinite(column, numbers);
            double[] values = ColumnMoments.present(numbers);
            long distinct = distinct(values, value -> value);
            if (distinct < MIN_DISTINCT) {
                continue;
            }
            double lambda = MaximumOpenings.of(likelihood.apply(values), lower, upper);
            boolean inside = lambda - lower > LIMIT_DISTANCE && upper - lambda > LIMIT_DISTANCE;
            if (inside && 2 * distinct(values, value -> transformation.map(value, lambda)) >= distinct) {
                lambdas.put(column, lambda);
            }
        }
        return lambdas;
    }

    private static long distinct(double[] values, DoubleUnaryOperator function) {
        double[] sorted =
                DoubleStream.of(values).map(function).filter(Double::isFinite).toArray();
        Arrays.sort(sorted);
        long count = Math.min(1, sorted.length);
        for (int at = 1; at < sorted.length; at++) {
            count += sorted[at] > sorted[at - 1] ? 1 : 0;
        }
        return count;
    }

    @Override
    default StepTable apply(StepTable rows) {
        return rows.map(ColumnMoments.functions(lambdas().keySet(), name -> {
            double lambda = ColumnMoments.at(lambdas(), name);
            return value -> Double.isNaN(value) ? value : map(value, lambda);
        }));
    }

    @Override
    default DataFrame tidy() {
        return TidyTable.of("terms", "value", lambdas());
    }
}
