package keras4j.recipe;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;

/**
 * Log-likelihoods of the power transformations. Variances are computed in logarithms, because the transformed numbers may
 * differ by less than their rounding.
 */
final class PowerLikelihood {
    private static final double ZERO = 1e-10;

    private PowerLikelihood() {}

    /** Returns the log-likelihood of each λ of Box and Cox for positive numbers, up to a constant. */
    static DoubleUnaryOperator boxCox(double[] values) {
        double logs = DoubleStream.of(values).map(Math::log).sum();
        DoubleUnaryOperator logVariance = logVariance(values, 0);
        return lambda -> (lambda - 1) * logs - values.length / 2.0 * logVariance.applyAsDouble(lambda);
    }

    /** Returns the log-likelihood of each λ of Yeo and Johnson, up to a constant. */
    static DoubleUnaryOperator yeoJohnson(double[] values) {
        double logs = DoubleStream.of(values)
                .map(value -> Math.signum(value) * Math.log1p(Math.abs(value)))
                .sum();
        DoubleUnaryOperator logVariance = logVarianceOfSigned(values);
        return lambda -> (lambda - 1) * logs - values.length / 2.0 * logVariance.applyAsDouble(lambda);
    }

    private static DoubleUnaryOperator logVarianceOfSigned(double[] values) {
        if (DoubleStream.of(values).allMatch(value -> value >= 0)) {
            return logVariance(values, 1);
        }
        if (DoubleStream.of(values).allMatch(value -> value <= 0)) {
            DoubleUnaryOperator positive =
                    logVariance(DoubleStream.of(values).map(value -> -value).toArray(), 1);
            return lambda -> positive.applyAsDouble(2 - lambda);
        }
        double[] sizes = DoubleStream.of(values)
                .map(value -> Math.log1p(Math.abs(value)))
                .toArray();
        return lambda -> logVariance(values, sizes, lambda);
    }

    /** Returns the logarithm of the variance of numbers of both signs, of which the logarithms of 1 + |value| are known. */
    private static double logVariance(double[] values, double[] sizes, double lambda) {
        double[] logs = new double[values.length];
        Arrays.setAll(logs, row -> logMagnitude(sizes[row], values[row] > 0 ? lambda : 2 - lambda));
        double largest = DoubleStream.of(logs).max().orElse(0);
        Arrays.setAll(logs, row -> Math.signum(values[row]) * Math.exp(logs[row] - largest));
        return 2 * largest + Math.log(variance(logs));
    }

    /** Returns the logarithm of {@code expm1(power · log) / power}, which is positive. */
    private static double logMagnitude(double log, double power) {
        double exponent = power * log;
        if (Math.abs(power) < ZERO) {
            return Math.log(log);
        }
        double shift = Math.max(exponent, 0);
        return shift + Math.log(-Math.expm1(-Math.abs(exponent))) - Math.log(Math.abs(power));
    }

    /**
     * Returns the logarithm of the variance of {@code ((offset + value)^power - 1) / power} for each power. Powers are taken of
     * the ratios to the number whose power is largest, so that they are between 0 and 1.
     */
    private static DoubleUnaryOperator logVariance(double[] values, double offset) {
        double max = ColumnMoments.max(values);
        double min = ColumnMoments.min(values);
        double[] toMax = logRatios(values, max, offset);
        double[] toMin = logRatios(values, min, offset);
        return power -> power > 0
                ? logVariance(toMax, Math.log(offset + max), power)
                : logVariance(toMin, Math.log(offset + min), power);
    }

    private static double logVariance(double[] logRatios, double reference, double power) {
        if (Math.abs(power) < ZERO) {
            return Math.log(variance(logRatios));
        }
        double[] powers = new double[logRatios.length];
        Arrays.setAll(powers, row -> Math.expm1(power * logRatios[row]));
        return 2 * power * reference - 2 * Math.log(Math.abs(power)) + Math.log(variance(powers));
    }

    private static double[] logRatios(double[] values, double reference, double offset) {
        return DoubleStream.of(values)
                .map(value -> logRatio(value, reference, offset))
                .toArray();
    }

    private static double logRatio(double value, double reference, double offset) {
        double change = (value - reference) / (offset + reference);
        return Math.abs(change) < 0.5 ? Math.log1p(change) : Math.log((offset + value) / (offset + reference));
    }

    private static double variance(double[] values) {
        double mean = ColumnMoments.mean(values);
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return squares / values.length;
    }
}
