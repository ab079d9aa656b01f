package keras4j.tune;

import java.util.Collection;

/**
 * Summary of a criterion over the folds of a candidate; folds where it is undefined are omitted, as in tune.
 *
 * @param mean the mean; NaN if it is defined on no fold
 * @param n the number of folds
 * @param stdErr the standard error of the mean: the standard deviation over the root of n; NaN below two folds
 */
record ScoreSummary(double mean, int n, double stdErr) {
    static ScoreSummary of(Criterion criterion, Collection<TrialResult> outcomes) {
        double[] values = outcomes.stream()
                .mapToDouble(outcome -> outcome.value(criterion))
                .filter(value -> !Double.isNaN(value))
                .toArray();
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        double mean = sum / values.length;
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        int n = values.length;
        return new ScoreSummary(mean, n, n < 2 ? Double.NaN : Math.sqrt(squares / (n - 1) / n));
    }
}
