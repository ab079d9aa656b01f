package keras4j.tune;

import java.util.Collection;

/**
 * A criterion over the folds of a candidate; folds where it is undefined are left out, as in tune.
 *
 * @param mean the mean; NaN where no fold has it
 * @param n how many folds have it
 * @param stdErr the standard error of the mean: the standard deviation over the root of n; NaN below two folds
 */
record Summary(double mean, int n, double stdErr) {
    static Summary of(Criterion criterion, Collection<Outcome> outcomes) {
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
        return new Summary(mean, n, n < 2 ? Double.NaN : Math.sqrt(squares / (n - 1) / n));
    }
}
