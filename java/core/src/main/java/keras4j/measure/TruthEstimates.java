package keras4j.measure;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import keras4j.data.InvalidRowException;
import keras4j.data.Labels;
import keras4j.data.Tensor;
import keras4j.internal.text.Preconditions;
import keras4j.internal.text.Quoted;
import keras4j.plot.Chart;
import org.dflib.DataFrame;
import org.dflib.Series;
import org.jspecify.annotations.Nullable;

/** Truth and predictions of some rows, numbers or classes, and optionally a weight for each row. */
public abstract sealed class TruthEstimates permits NumberCases, ClassCases {
    private final double @Nullable [] weights;

    TruthEstimates(double @Nullable [] weights) {
        this.weights = weights;
    }

    /**
     * Returns cases of a numeric outcome.
     *
     * @param truth the true numbers
     * @param predicted the predicted numbers, one for each of {@code truth}
     * @return the cases
     * @throws IllegalArgumentException if there is no row, the rows differ in number, or a number is not finite
     */
    public static TruthEstimates of(double[] truth, double[] predicted) {
        Preconditions.notNull("TruthEstimates", "truth", truth);
        Preconditions.notNull("TruthEstimates", "predicted", predicted);
        return new NumberCases(truth.clone(), predicted.clone(), null);
    }

    /**
     * Returns cases of a numeric outcome, from tensors.
     *
     * @param truth shape {@code (rows)} or {@code (rows, 1)}
     * @param predicted shape {@code (rows)} or {@code (rows, 1)}
     * @return the cases
     */
    public static TruthEstimates of(Tensor truth, Tensor predicted) {
        Preconditions.notNull("TruthEstimates", "truth", truth);
        return of(numbers("truth", truth), numbers("predictions", predicted));
    }

    private static double[] numbers(String what, Tensor tensor) {
        if (tensor.rowSize() != 1) {
            throw invalid(what, "be one number a row", tensor);
        }
        return doubles(tensor.toFloats());
    }

    /**
     * Returns cases of a class outcome with predicted classes but no probabilities.
     *
     * @param truth the true labels
     * @param predicted labels among the levels of {@code truth}
     * @return the cases
     */
    public static TruthEstimates of(Labels truth, Labels predicted) {
        Preconditions.notNull("TruthEstimates", "truth", truth);
        Preconditions.notNull("TruthEstimates", "predicted", predicted);
        return new ClassCases(truth, predicted.recodedTo(truth.levels()), null, null);
    }

    /**
     * Returns cases of a class outcome. The predicted class is the most probable one, the first of equal ones.
     *
     * @param truth the true labels
     * @param probabilities a row for each case, a column for each level of {@code truth}, from 0 to 1
     * @return the cases
     */
    public static TruthEstimates of(Labels truth, double[][] probabilities) {
        Preconditions.notNull("TruthEstimates", "truth", truth);
        Preconditions.array("TruthEstimates", "probabilities", probabilities);
        double[][] copy = Arrays.stream(probabilities).map(double[]::clone).toArray(double[][]::new);
        return new ClassCases(truth, ClassCases.mostProbable(truth, copy), copy, null);
    }

    /**
     * Returns cases of a class outcome, with probabilities from a tensor.
     *
     * @param truth the true labels
     * @param probabilities shape {@code (rows, levels)}; {@code (rows, 1)} is the probability of the second of two
     *     levels
     * @return the cases
     */
    public static TruthEstimates of(Labels truth, Tensor probabilities) {
        Preconditions.notNull("TruthEstimates", "truth", truth);
        Preconditions.notNull("TruthEstimates", "probabilities", probabilities);
        boolean sigmoid = probabilities.rowSize() == 1 && truth.levels().size() == 2;
        return of(
                truth,
                IntStream.range(0, probabilities.rows())
                        .mapToObj(row -> doubles(probabilities.row(row)))
                        .map(row -> sigmoid ? new double[] {1 - row[0], row[0]} : row)
                        .toArray(double[][]::new));
    }

    /**
     * Returns cases from the columns of a frame, named as by {@code Predictions} and {@code augment}: {@code .pred} for
     * numbers; {@code .pred_class}, {@code .pred_<level>} or both for classes.
     *
     * <p>The columns of probabilities determine the levels and their order. Columns {@code .pred_lower_<level>} and
     * {@code .pred_upper_<level>} are interval bounds and ignored, unless the truth has a level of such a name. Without probabilities the levels are the labels that
     * occur, sorted.
     *
     * @param frame the frame
     * @param truth the column of the true numbers or classes
     * @return the cases
     * @throws IllegalArgumentException if a column is missing or a cell does not fit
     */
    public static TruthEstimates of(DataFrame frame, String truth) {
        Preconditions.notNull("TruthEstimates", "frame", frame);
        Preconditions.notNull("TruthEstimates", "truth", truth);
        return new FrameCases(frame, truth).cases();
    }

    /**
     * Returns a copy with case weights: a case with weight 2 counts as if it were there twice.
     *
     * @param weights one weight a case, 0 or more
     * @return the weighted cases
     * @throws IllegalArgumentException if the number of weights differs from that of the rows, one is negative or not
     *     finite, all are 0, or their sum is not finite
     */
    public TruthEstimates weights(double... weights) {
        Preconditions.notNull("TruthEstimates", "weights", weights);
        requireWeights(weights);
        return weighted(weights.clone());
    }

    private void requireWeights(double[] weights) {
        if (weights.length != rows()) {
            throw must("weights", "be " + rows() + " numbers, one a case", weights.length);
        }
        for (int row = 0; row < weights.length; row++) {
            if (!(weights[row] >= 0 && weights[row] < Double.POSITIVE_INFINITY)) {
                throw invalid("weights", "be 0 or more and finite", weights[row])
                        .at(row);
            }
        }
        double sum = Arrays.stream(weights).sum();
        if (sum == 0) {
            throw must("weights", "have a sum above 0", "only 0");
        }
        if (!Double.isFinite(sum)) {
            throw must("weights", "have a finite sum", sum);
        }
    }

    /**
     * Returns the cases with weights whose sum is from 1 to 2, so that no product of sums overflows or vanishes. The factor is
     * a power of 2, which changes no digit.
     */
    TruthEstimates scaled() {
        if (weights == null) {
            return this;
        }
        int exponent = Math.getExponent(Arrays.stream(weights).sum());
        return weighted(Arrays.stream(weights)
                .map(weight -> Math.scalb(weight, -exponent))
                .toArray());
    }

    /**
     * Returns a copy with case weights from a column of numbers.
     *
     * @param column one weight a case
     * @return the weighted cases
     */
    public TruthEstimates weights(Series<?> column) {
        Preconditions.notNull("TruthEstimates", "column", column);
        return weights(new PredictionCells("weights", column).numbers());
    }

    abstract TruthEstimates weighted(double[] weights);

    /**
     * Computes these measures; without any, yardstick's usual ones, see {@link Scores#of}.
     *
     * @param measures the measures, or none
     * @return the scores
     * @throws IllegalArgumentException if a measure does not suit the cases
     */
    public Scores measure(Measure... measures) {
        Preconditions.array("TruthEstimates", "measures", measures);
        return measures.length == 0
                ? Scores.of(Map.of("", this))
                : Measures.of(measures).scores(this);
    }

    /**
     * Counts predicted against true levels.
     *
     * @return the confusion matrix
     * @throws IllegalArgumentException if the cases are numbers
     */
    public ConfusionMatrix confusion() {
        return ConfusionMatrix.of(this);
    }

    /**
     * Returns the receiver operating characteristic (ROC) of the first of two levels, or of each of several.
     *
     * @return the curves
     * @throws IllegalArgumentException if the cases are not classes with probabilities, or there is none of the level,
     *     or none of another
     */
    public PerformanceCurves roc() {
        return PerformanceCurves.of(PerformanceCurve.Kind.ROC, this);
    }

    /**
     * Returns precision-recall curves, of the same levels as {@link #roc()}.
     *
     * @return the curves
     */
    public PerformanceCurves pr() {
        return PerformanceCurves.of(PerformanceCurve.Kind.PR, this);
    }

    /**
     * Returns gain curves, events found against cases tested, of the same levels as {@link #roc()}.
     *
     * @return the curves
     */
    public PerformanceCurves gain() {
        return PerformanceCurves.of(PerformanceCurve.Kind.GAIN, this);
    }

    /**
     * Returns lift curves, events found relative to random selection, of the same levels as {@link #roc()}.
     *
     * @return the curves
     */
    public PerformanceCurves lift() {
        return PerformanceCurves.of(PerformanceCurve.Kind.LIFT, this);
    }

    /**
     * Returns calibration curves, observed frequency against predicted probability in ten bins, of the same levels as
     * {@link #roc()}.
     *
     * @return the curves
     */
    public PerformanceCurves calibration() {
        return PerformanceCurves.of(PerformanceCurve.Kind.CALIBRATION, this);
    }

    /**
     * Plots predicted against observed numbers.
     *
     * @return the chart
     * @throws IllegalArgumentException if the cases are classes
     */
    public Chart observedPredicted() {
        throw must("observedPredicted()", "be called on numbers", this);
    }

    /**
     * Plots residuals, observed less predicted numbers, against the predicted ones.
     *
     * @return the chart
     * @throws IllegalArgumentException if the cases are classes
     */
    public Chart residuals() {
        throw must("residuals()", "be called on numbers", this);
    }

    /** {@return the number of cases} */
    public abstract int rows();

    boolean weighted() {
        return weights != null;
    }

    double weight(int row) {
        return weights == null ? 1 : weights[row];
    }

    void requireRows(int truth, int predicted) {
        if (truth == 0) {
            throw invalid("truth", "have at least one row", "none");
        }
        if (predicted != truth) {
            throw invalid("predictions", "have " + truth + " rows like truth", predicted);
        }
    }

    static double[] doubles(float[] floats) {
        return IntStream.range(0, floats.length).mapToDouble(i -> floats[i]).toArray();
    }

    static IllegalArgumentException must(String what, String accepted, Object got) {
        return new IllegalArgumentException(
                "TruthEstimates: " + what + " must " + accepted + ", got " + Quoted.cut(got));
    }

    /** Returns the exception for rows that can't be measured. */
    static InvalidRowException invalid(String what, String accepted, Object got) {
        return new InvalidRowException("TruthEstimates: " + what, accepted, got);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TruthEstimates that && Arrays.equals(weights, that.weights);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(weights);
    }

    @Override
    public String toString() {
        return "Cases " + rows() + " rows of " + what() + (weighted() ? ", weighted" : "");
    }

    abstract String what();
}
