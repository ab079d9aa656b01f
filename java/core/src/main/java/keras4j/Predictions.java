package keras4j;

import java.util.List;
import java.util.stream.IntStream;
import keras4j.data.Schema;
import keras4j.data.Tensor;
import keras4j.data.TensorSeries;
import org.dflib.DataFrame;
import org.dflib.Series;

/**
 * What a network says about some rows: its raw output and, by what was learned, values or classes and probabilities.
 *
 * <p>Columns are named as in tidymodels: {@code .pred}, {@code .pred_class}, {@code .pred_<level>}.
 */
public final class Predictions {
    private final Tensor tensor;
    private final Schema.Outcome outcome;

    private Predictions(Tensor tensor, Schema.Outcome outcome) {
        this.tensor = tensor;
        this.outcome = outcome;
    }

    /**
     * Reads a network's output as what {@code schema} says was learned.
     *
     * @param output shape {@code (rows, levels)} for a classifier, {@code (rows, 1)} if it has two levels and ends in one
     *     sigmoid unit; {@code (rows, ...)} for a regression
     * @throws IllegalArgumentException if a classifier's output has another shape
     */
    public static Predictions of(Tensor output, Schema schema) {
        Schema.Outcome outcome = schema.outcome();
        if (schema.classifies()) {
            int levels = outcome.levels().size();
            boolean fits = output.shape().length == 2
                    && (output.rowSize() == levels || (output.rowSize() == 1 && levels == 2));
            if (!fits) {
                throw new IllegalArgumentException("Predictions: output must have shape (rows, " + levels
                        + "), one column a level of '" + outcome.name() + "', got " + output);
            }
        }
        return new Predictions(output, outcome);
    }

    /** The network's output as it came. */
    public Tensor tensor() {
        return tensor;
    }

    public int rows() {
        return tensor.rows();
    }

    /**
     * Column {@code .pred}: one float a row, or one array where the outcome has several numbers.
     *
     * @throws IllegalStateException if the outcome is a class
     */
    public DataFrame values() {
        requireValues("values()");
        Series<?> column = tensor.rowSize() == 1 ? Series.ofFloat(tensor.toFloats()) : TensorSeries.of(tensor);
        return DataFrame.byColumn(".pred").of(column);
    }

    /**
     * All predicted numbers, row after row.
     *
     * @throws IllegalStateException if the outcome is a class
     */
    public float[] floats() {
        requireValues("floats()");
        return tensor.toFloats();
    }

    private void requireValues(String asked) {
        if (!outcome.levels().isEmpty()) {
            throw new IllegalStateException(
                    "Predictions: " + asked + " must be asked of a regression, got the classes of '" + outcome.name()
                            + "'; use classes() or probabilities()");
        }
    }

    /**
     * Column {@code .pred_class}: the most probable level of each row, the first of equal ones. With one sigmoid unit it is
     * the second level where its probability is above 0.5.
     *
     * @throws IllegalStateException if the outcome is numbers
     */
    public DataFrame classes() {
        requireClasses("classes()");
        return DataFrame.byColumn(".pred_class").of(Series.ofIterable(labels()));
    }

    /**
     * The most probable level of each row, see {@link #classes()}.
     *
     * @throws IllegalStateException if the outcome is numbers
     */
    public List<String> labels() {
        requireClasses("labels()");
        float[] output = tensor.toFloats();
        return IntStream.range(0, rows())
                .mapToObj(row -> outcome.levels().get(code(output, row)))
                .toList();
    }

    private int code(float[] output, int row) {
        int width = tensor.rowSize();
        if (width == 1) {
            return output[row] > 0.5f ? 1 : 0;
        }
        int best = 0;
        for (int level = 1; level < width; level++) {
            if (output[row * width + level] > output[row * width + best]) {
                best = level;
            }
        }
        return best;
    }

    /**
     * Columns {@code .pred_<level>}, in the order of the levels: the network's output for each class.
     *
     * @throws IllegalStateException if the outcome is numbers
     */
    public DataFrame probabilities() {
        requireClasses("probabilities()");
        float[] output = tensor.toFloats();
        List<String> levels = outcome.levels();
        return DataFrame.byColumn(levels.stream().map(level -> ".pred_" + level).toArray(String[]::new))
                .of(IntStream.range(0, levels.size())
                        .mapToObj(level -> Series.ofFloat(probability(output, level)))
                        .toArray(Series<?>[]::new));
    }

    private float[] probability(float[] output, int level) {
        int width = tensor.rowSize();
        float[] column = new float[rows()];
        for (int row = 0; row < column.length; row++) {
            float p = output[row * width + (width == 1 ? 0 : level)];
            column[row] = width == 1 && level == 0 ? 1 - p : p;
        }
        return column;
    }

    private void requireClasses(String asked) {
        if (outcome.levels().isEmpty()) {
            throw new IllegalStateException("Predictions: " + asked
                    + " must be asked of a classifier, got the numbers of '" + outcome.name() + "'; use values()");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Predictions that && tensor.equals(that.tensor) && outcome.equals(that.outcome);
    }

    @Override
    public int hashCode() {
        return 31 * tensor.hashCode() + outcome.hashCode();
    }

    @Override
    public String toString() {
        List<String> levels = outcome.levels();
        String what = levels.isEmpty() ? "" : ", " + levels.size() + " levels";
        return "Predictions of '" + outcome.name() + "' for " + rows() + " rows" + what;
    }
}
