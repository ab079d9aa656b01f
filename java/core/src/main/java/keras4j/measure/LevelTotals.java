package keras4j.measure;

import java.util.function.IntToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Weights of the cases of each level, those predicted as each level, and those predicted right. They take time and memory in
 * proportion to cases and levels, which a confusion matrix does not.
 */
final class LevelTotals {
    private final double[] actual;
    private final double[] predicted;
    private final double[] hits;
    private final double total;

    private LevelTotals(double[] actual, double[] predicted, double[] hits) {
        this.actual = actual;
        this.predicted = predicted;
        this.hits = hits;
        this.total = DoubleStream.of(actual).sum();
    }

    static LevelTotals of(ClassCases cases) {
        double[] actual = cases.totals();
        double[] predicted = new double[actual.length];
        double[] hits = new double[actual.length];
        int[] truth = cases.truth().codes();
        int[] estimate = cases.predicted().codes();
        for (int row = 0; row < truth.length; row++) {
            predicted[estimate[row]] += cases.weight(row);
            hits[truth[row]] += truth[row] == estimate[row] ? cases.weight(row) : 0;
        }
        return new LevelTotals(actual, predicted, hits);
    }

    /** Returns the weight of the cases of each level. */
    double[] actual() {
        return actual;
    }

    IntStream levels() {
        return IntStream.range(0, actual.length);
    }

    /** Returns the counts of one level against the rest. */
    EventCounts against(int level) {
        double hitsHere = hits[level];
        return new EventCounts(
                hitsHere,
                predicted[level] - hitsHere,
                actual[level] - hitsHere,
                total - predicted[level] - actual[level] + hitsHere);
    }

    private double sum(IntToDoubleFunction term) {
        return levels().mapToDouble(term).sum();
    }

    double accuracy() {
        return sum(k -> hits[k]) / total;
    }

    /** Computes Cohen's kappa. J. Cohen: A coefficient of agreement for nominal scales, 1960. */
    double kappa() {
        double chance = sum(k -> actual[k] * predicted[k]) / (total * total);
        return (accuracy() - chance) / (1 - chance);
    }

    /**
     * Computes the Matthews correlation coefficient; NaN if all cases are of one level, or all are predicted as one. J.
     * Gorodkin: Comparing two K-category assignments by a K-category correlation coefficient, 2004.
     */
    double matthews() {
        if (levels().filter(k -> actual[k] > 0).count() == 1
                || levels().filter(k -> predicted[k] > 0).count() == 1) {
            return Double.NaN;
        }
        double n = total;
        double agreed = sum(k -> actual[k] * predicted[k]);
        double actualSquares = sum(k -> actual[k] * actual[k]);
        double predictedSquares = sum(k -> predicted[k] * predicted[k]);
        return (sum(k -> hits[k]) * n - agreed)
                / (Math.sqrt(n * n - actualSquares) * Math.sqrt(n * n - predictedSquares));
    }
}
