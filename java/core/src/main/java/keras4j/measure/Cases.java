package keras4j.measure;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import keras4j.data.Labels;
import keras4j.data.Tensor;
import keras4j.plot.Chart;
import org.dflib.DataFrame;
import org.dflib.Series;
import org.jspecify.annotations.Nullable;

/** Truth and predictions of some rows, numbers or classes, and perhaps a weight for each row. */
public abstract sealed class Cases permits NumberCases, ClassCases {
    private final double @Nullable [] weights;

    Cases(double @Nullable [] weights) {
        this.weights = weights;
    }

    /**
     * Cases whose truth is numbers.
     *
     * @throws IllegalArgumentException if there is no row, the rows differ in number, or a number is not finite
     */
    public static Cases of(double[] truth, double[] predicted) {
        return new NumberCases(truth.clone(), predicted.clone(), null);
    }

    /**
     * Cases whose truth is numbers.
     *
     * @param truth shape {@code (rows)} or {@code (rows, 1)}
     * @param predicted shape {@code (rows)} or {@code (rows, 1)}
     */
    public static Cases of(Tensor truth, Tensor predicted) {
        return of(numbers("truth", truth), numbers("predictions", predicted));
    }

    private static double[] numbers(String what, Tensor tensor) {
        if (tensor.rowSize() != 1) {
            throw must(what, "be one number a row", tensor);
        }
        return doubles(tensor.toFloats());
    }

    /**
     * Cases whose truth is classes, of which only the predicted class is known.
     *
     * @param predicted labels among the levels of {@code truth}
     */
    public static Cases of(Labels truth, Labels predicted) {
        return new ClassCases(truth, predicted.within(truth.levels()), null, null);
    }

    /**
     * Cases whose truth is classes. The predicted class is the most probable one, the first of equal ones.
     *
     * @param probabilities a row for each case, a column for each level of {@code truth}, from 0 to 1
     */
    public static Cases of(Labels truth, double[][] probabilities) {
        double[][] copy = Arrays.stream(probabilities).map(double[]::clone).toArray(double[][]::new);
        return new ClassCases(truth, ClassCases.mostProbable(truth, copy), copy, null);
    }

    /**
     * Cases whose truth is classes.
     *
     * @param probabilities shape {@code (rows, levels)}; {@code (rows, 1)} is the probability of the second of two levels
     */
    public static Cases of(Labels truth, Tensor probabilities) {
        boolean sigmoid = probabilities.rowSize() == 1 && truth.levels().size() == 2;
        return of(
                truth,
                IntStream.range(0, probabilities.rows())
                        .mapToObj(row -> doubles(probabilities.row(row)))
                        .map(row -> sigmoid ? new double[] {1 - row[0], row[0]} : row)
                        .toArray(double[][]::new));
    }

    /**
     * Cases from the columns of a frame: {@code .pred} for numbers; {@code .pred_class}, {@code .pred_<level>} or both for
     * classes, as {@code Predictions} and {@code augment} name them. The probabilities' columns tell the levels and their
     * order (columns that begin with {@code .pred_lower} or {@code .pred_upper} are bounds of intervals, none of these);
     * without them levels are the labels that occur, sorted.
     *
     * @param truth the column of the true numbers or classes
     * @throws IllegalArgumentException if a column is missing or a cell does not fit
     */
    public static Cases of(DataFrame frame, String truth) {
        return new FrameCases(frame, truth).cases();
    }

    /**
     * The same cases, weighted: a case with weight 2 counts as if it were there twice.
     *
     * @throws IllegalArgumentException if their number is not that of the rows, one is negative or not finite, or all are 0
     */
    public Cases weights(double... weights) {
        if (weights.length != rows()) {
            throw must("weights", "be " + rows() + " numbers, one a case", weights.length);
        }
        for (int row = 0; row < weights.length; row++) {
            if (!(weights[row] >= 0 && weights[row] < Double.POSITIVE_INFINITY)) {
                throw must("weights", "be 0 or more and finite", weights[row] + " at row " + row);
            }
        }
        if (Arrays.stream(weights).sum() == 0) {
            throw must("weights", "have a sum above 0", "only 0");
        }
        return weighted(weights.clone());
    }

    /** The same cases, weighted by a column of numbers. */
    public Cases weights(Series<?> column) {
        return weights(new Cells("weights", column).numbers());
    }

    abstract Cases weighted(double[] weights);

    /**
     * What these measures say; without any, yardstick's usual ones, see {@link Scores#of}.
     *
     * @throws IllegalArgumentException if a measure does not suit the cases
     */
    public Scores measure(Measure... measures) {
        return measures.length == 0
                ? Scores.of(Map.of("", this))
                : Measures.of(measures).scores(this);
    }

    /**
     * How often each level was predicted where each was true.
     *
     * @throws IllegalArgumentException if the cases are numbers
     */
    public ConfusionMatrix confusion() {
        return ConfusionMatrix.of(this);
    }

    /**
     * The receiver operating characteristic of the first of two levels, or of each of several.
     *
     * @throws IllegalArgumentException if the cases are not classes with probabilities, or there is none of the level, or none
     *     of another
     */
    public Curves roc() {
        return Curves.of(Curve.Kind.ROC, this);
    }

    /** Precision against recall, of the same levels as {@link #roc()}. */
    public Curves pr() {
        return Curves.of(Curve.Kind.PR, this);
    }

    /** The events found against the cases looked at, of the same levels as {@link #roc()}. */
    public Curves gain() {
        return Curves.of(Curve.Kind.GAIN, this);
    }

    /** How many times more events are found than by chance, of the same levels as {@link #roc()}. */
    public Curves lift() {
        return Curves.of(Curve.Kind.LIFT, this);
    }

    /** What came true against the probability, in ten bins, of the same levels as {@link #roc()}. */
    public Curves calibration() {
        return Curves.of(Curve.Kind.CALIBRATION, this);
    }

    /**
     * Predicted against observed numbers, as a picture.
     *
     * @throws IllegalArgumentException if the cases are classes
     */
    public Chart observedPredicted() {
        throw must("observedPredicted()", "be asked of numbers", this);
    }

    /**
     * Observed less predicted numbers against the predicted ones, as a picture.
     *
     * @throws IllegalArgumentException if the cases are classes
     */
    public Chart residuals() {
        throw must("residuals()", "be asked of numbers", this);
    }

    /** Number of cases. */
    public abstract int rows();

    boolean weighted() {
        return weights != null;
    }

    double weight(int row) {
        return weights == null ? 1 : weights[row];
    }

    void requireRows(int truth, int predicted) {
        if (truth == 0) {
            throw must("truth", "have at least one row", "none");
        }
        if (predicted != truth) {
            throw must("predictions", "have " + truth + " rows like truth", predicted);
        }
    }

    static double[] doubles(float[] floats) {
        return IntStream.range(0, floats.length).mapToDouble(i -> floats[i]).toArray();
    }

    static IllegalArgumentException must(String what, String accepted, Object got) {
        return new IllegalArgumentException("Cases: " + what + " must " + accepted + ", got " + got);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Cases that && Arrays.equals(weights, that.weights);
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
