package keras4j.measure;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import keras4j.plot.Chart;
import keras4j.plot.ChartPoints;
import keras4j.plot.Charts;
import org.jspecify.annotations.Nullable;

/** Cases of a numeric outcome: true and predicted numbers. */
final class NumberCases extends TruthEstimates {
    private final double[] truth;
    private final double[] predicted;

    NumberCases(double[] truth, double[] predicted, double @Nullable [] weights) {
        super(weights);
        requireRows(truth.length, predicted.length);
        requireFinite("truth", truth);
        requireFinite("predictions", predicted);
        this.truth = truth;
        this.predicted = predicted;
    }

    private static void requireFinite(String what, double[] values) {
        for (int row = 0; row < values.length; row++) {
            if (!Double.isFinite(values[row])) {
                throw invalid(what, "be finite", values[row]).at(row);
            }
        }
    }

    double truth(int row) {
        return truth[row];
    }

    double predicted(int row) {
        return predicted[row];
    }

    /** Returns the weighted mean of a function of truth and prediction. */
    double mean(DoubleBinaryOperator each) {
        double sum = 0;
        double total = 0;
        for (int row = 0; row < truth.length; row++) {
            sum += weight(row) * each.applyAsDouble(truth[row], predicted[row]);
            total += weight(row);
        }
        return sum / total;
    }

    /** Returns the divisor that makes a weighted variance unbiased, relative to the sum of weights. */
    double unbiased() {
        double sum = 0;
        double squares = 0;
        for (int row = 0; row < truth.length; row++) {
            sum += weight(row);
            squares += weight(row) * weight(row);
        }
        return 1 - squares / (sum * sum);
    }

    @Override
    public Chart observedPredicted() {
        return Charts.observedPredicted(ChartPoints.of("", truth, predicted));
    }

    @Override
    public Chart residuals() {
        double[] missed = new double[truth.length];
        Arrays.setAll(missed, row -> truth[row] - predicted[row]);
        return Charts.residuals(ChartPoints.of("", predicted, missed));
    }

    @Override
    TruthEstimates weighted(double[] weights) {
        return new NumberCases(truth, predicted, weights);
    }

    @Override
    public int rows() {
        return truth.length;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof NumberCases that
                && super.equals(other)
                && Arrays.equals(truth, that.truth)
                && Arrays.equals(predicted, that.predicted);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * super.hashCode() + Arrays.hashCode(truth)) + Arrays.hashCode(predicted);
    }

    @Override
    String what() {
        return "numbers";
    }
}
