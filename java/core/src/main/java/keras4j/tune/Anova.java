package keras4j.tune;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import keras4j.expr.Point;
import org.hipparchus.distribution.continuous.TDistribution;

/**
 * Analysis of variance that keeps the candidates which are not shown to be worse than the best.
 *
 * <p>With the score of candidate i on fold j as a mean, plus an effect of the candidate, plus one of the fold, plus
 * noise, the noise has (candidates - 1)(folds - 1) degrees of freedom, and the difference of two candidates' means the
 * variance 2 s² / folds. In such complete data this is what a mixed model with random folds estimates. The difference
 * to the best is tested with Student's t.
 */
final class Anova {
    private Anova() {}

    static List<Point> kept(List<Point> field, Results results, Criterion goal, double alpha) {
        List<Point> whole = field.stream()
                .filter(point ->
                        results.of(point).values().stream().noneMatch(outcome -> Double.isNaN(outcome.value(goal))))
                .toList();
        if (whole.size() < 2) {
            return whole;
        }
        double[][] scores = whole.stream()
                .map(point -> results.of(point).values().stream()
                        .mapToDouble(outcome -> outcome.value(goal))
                        .toArray())
                .toArray(double[][]::new);
        boolean[] worse = worse(scores, goal, alpha);
        return IntStream.range(0, whole.size())
                .filter(at -> !worse[at])
                .mapToObj(whole::get)
                .toList();
    }

    /** Returns, for each row of scores, true if its mean is significantly worse than the best; columns are folds. */
    static boolean[] worse(double[][] scores, Criterion goal, double alpha) {
        double[] means = Arrays.stream(scores).mapToDouble(Anova::mean).toArray();
        double best =
                Arrays.stream(means).boxed().min(CandidateOrder.numbers(goal)).orElseThrow();
        int folds = scores[0].length;
        int freedom = (scores.length - 1) * (folds - 1);
        double error = Math.sqrt(2 * residual(scores, means) / freedom / folds);
        boolean[] worse = new boolean[scores.length];
        for (int row = 0; row < scores.length; row++) {
            double difference = Math.abs(means[row] - best);
            worse[row] = difference > 0 && twoSided(difference / error, freedom) < alpha;
        }
        return worse;
    }

    /** Returns the probability of a number at least as far from 0 as t under Student's t distribution. */
    static double twoSided(double t, double freedom) {
        return 2 * new TDistribution(freedom).cumulativeProbability(-t);
    }

    /** The sum of squares that neither rows nor columns explain; what is left by rounding alone counts as none. */
    private static double residual(double[][] scores, double[] means) {
        int folds = scores[0].length;
        double all = mean(means);
        double sum = 0;
        double total = 0;
        for (int fold = 0; fold < folds; fold++) {
            int column = fold;
            double ofFold = Arrays.stream(scores)
                    .mapToDouble(row -> row[column])
                    .average()
                    .orElseThrow();
            for (int row = 0; row < scores.length; row++) {
                double rest = scores[row][fold] - means[row] - ofFold + all;
                sum += rest * rest;
                total += scores[row][fold] * scores[row][fold];
            }
        }
        return sum <= 1e-24 * total ? 0 : sum;
    }

    private static double mean(double[] numbers) {
        return Arrays.stream(numbers).average().orElseThrow();
    }
}
