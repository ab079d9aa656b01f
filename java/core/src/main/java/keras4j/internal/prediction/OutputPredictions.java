package keras4j.internal.prediction;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import keras4j.data.Outcome;
import keras4j.data.Tensor;
import keras4j.data.TensorSeries;
import org.dflib.Series;

/**
 * Predictions of one output of a network for some rows.
 *
 * @param output the raw output, {@code (rows, ...)}
 * @param outcome the outcome that it predicts
 */
public record OutputPredictions(Tensor output, Outcome outcome) {
    public OutputPredictions {
        int levels = outcome.levels().size();
        boolean fits =
                output.shape().length == 2 && (output.rowSize() == levels || (output.rowSize() == 1 && levels == 2));
        if (outcome.classifies() && !fits) {
            throw new IllegalArgumentException("Predictions: output must have shape (rows, " + levels
                    + "), one column a level of '" + outcome.name() + "', got " + output);
        }
    }

    /** Adds the column {@code <word><suffix>}, or {@code <word>_<column>} for each of several columns. */
    public void values(Map<String, Series<?>> columns, String word, String suffix) {
        if (outcome.columns().size() > 1) {
            float[] numbers = output.toFloats();
            for (int at = 0; at < outcome.columns().size(); at++) {
                columns.put(word + "_" + outcome.columns().get(at), Series.ofFloat(column(numbers, at)));
            }
        } else {
            columns.put(
                    word + suffix, output.rowSize() == 1 ? Series.ofFloat(output.toFloats()) : TensorSeries.of(output));
        }
    }

    /** Returns the most probable level of each row. */
    public List<String> labels() {
        float[] numbers = output.toFloats();
        return IntStream.range(0, output.rows())
                .mapToObj(row -> outcome.levels().get(code(numbers, row)))
                .toList();
    }

    private int code(float[] numbers, int row) {
        int width = output.rowSize();
        if (width == 1) {
            return numbers[row] > 0.5f ? 1 : 0;
        }
        int best = 0;
        for (int level = 1; level < width; level++) {
            if (numbers[row * width + level] > numbers[row * width + best]) {
                best = level;
            }
        }
        return best;
    }

    /** Adds the column {@code <word><suffix>_<level>} for each level. */
    public void probabilities(Map<String, Series<?>> columns, String word, String suffix) {
        for (int level = 0; level < outcome.levels().size(); level++) {
            columns.put(word + suffix + "_" + outcome.levels().get(level), Series.ofFloat(probability(level)));
        }
    }

    /** Returns the probability of a level, row after row. */
    public float[] probability(int level) {
        float[] numbers = output.toFloats();
        if (output.rowSize() > 1) {
            return column(numbers, level);
        }
        for (int row = 0; level == 0 && row < numbers.length; row++) {
            numbers[row] = 1 - numbers[row];
        }
        return numbers;
    }

    private float[] column(float[] numbers, int at) {
        int width = output.rowSize();
        float[] column = new float[output.rows()];
        for (int row = 0; row < column.length; row++) {
            column[row] = numbers[row * width + at];
        }
        return column;
    }
}
