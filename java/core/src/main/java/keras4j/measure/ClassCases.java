package keras4j.measure;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import keras4j.data.Labels;
import keras4j.internal.text.Quoted;
import org.jspecify.annotations.Nullable;

/** Cases of a class outcome: true and predicted classes, and optionally the probability of each. */
final class ClassCases extends TruthEstimates {
    /** Tolerance for float32 rounding of a probability. */
    private static final double TOLERANCE = 1e-5;

    private final Labels truth;
    private final Labels predicted;
    private final double @Nullable [][] probabilities;

    ClassCases(Labels truth, Labels predicted, double @Nullable [][] probabilities, double @Nullable [] weights) {
        super(weights);
        requireRows(truth.rows(), predicted.rows());
        if (truth.levels().size() < 2) {
            throw must("truth", "have at least two levels", Quoted.of(truth.levels()));
        }
        this.truth = truth;
        this.predicted = predicted;
        this.probabilities = probabilities;
    }

    static Labels mostProbable(Labels truth, double[][] probabilities) {
        List<String> levels = truth.levels();
        int[] codes = new int[probabilities.length];
        for (int row = 0; row < codes.length; row++) {
            requireProbabilities(probabilities[row], levels, row);
            codes[row] = largest(probabilities[row]);
        }
        return Labels.of(levels, codes);
    }

    private static int largest(double[] numbers) {
        int best = 0;
        for (int i = 1; i < numbers.length; i++) {
            best = numbers[i] > numbers[best] ? i : best;
        }
        return best;
    }

    static void requireProbabilities(double[] row, List<String> levels, int at) {
        if (row.length != levels.size()) {
            throw must(
                    "probabilities",
                    "have " + levels.size() + " columns, one a level of " + Quoted.of(levels),
                    row.length + " at row " + at);
        }
        for (double p : row) {
            requireProbability(p, at);
        }
    }

    private static void requireProbability(double p, int at) {
        if (!(p >= -TOLERANCE && p <= 1 + TOLERANCE)) {
            throw invalid("probabilities", "be from 0 to 1, as softmax or sigmoid gives them", p)
                    .at(at);
        }
    }

    List<String> levels() {
        return truth.levels();
    }

    Labels truth() {
        return truth;
    }

    Labels predicted() {
        return predicted;
    }

    boolean hasProbabilities() {
        return probabilities != null;
    }

    /** Returns the probability of each level in one row. */
    double[] probabilities(int row) {
        return Objects.requireNonNull(probabilities)[row];
    }

    /** Ranks some rows for one level against the rest; rows of weight 0 are left out. */
    ProbabilityRanking ranking(int level, IntStream rows) {
        int[] chosen = rows.filter(row -> weight(row) > 0).toArray();
        int[] codes = truth.codes();
        return ProbabilityRanking.of(
                chosen.length,
                i -> probabilities(chosen[i])[level],
                i -> codes[chosen[i]] == level,
                i -> weight(chosen[i]));
    }

    /** Returns the sum of weights of the cases of each level. */
    double[] totals() {
        double[] totals = new double[levels().size()];
        int[] codes = truth.codes();
        for (int row = 0; row < codes.length; row++) {
            totals[codes[row]] += weight(row);
        }
        return totals;
    }

    @Override
    TruthEstimates weighted(double[] weights) {
        return new ClassCases(truth, predicted, probabilities, weights);
    }

    @Override
    public int rows() {
        return truth.rows();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ClassCases that
                && super.equals(other)
                && truth.equals(that.truth)
                && predicted.equals(that.predicted)
                && Arrays.deepEquals(probabilities, that.probabilities);
    }

    @Override
    public int hashCode() {
        return Objects.hash(super.hashCode(), truth, predicted, Arrays.deepHashCode(probabilities));
    }

    @Override
    String what() {
        return levels().size() + " levels" + (hasProbabilities() ? " with probabilities" : "");
    }
}
