package keras4j.internal.prediction;

import java.util.List;
import java.util.stream.IntStream;
import keras4j.data.Outcome;
import keras4j.data.Tensor;
import keras4j.data.TensorSeries;
import keras4j.internal.text.Quoted;
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
                    + "), one column a level of '" + Quoted.cut(outcome.name()) + "', got " + output);
        }
    }

    /** Adds the column of numbers, or one for each of several columns. */
    public void values(PredictionColumns columns, String word, PredictionNames names) {
        List<String> each = names.values(word);
        if (each.size() == 1) {
            columns.add(
                    each.get(0), output.rowSize() == 1 ? Series.ofFloat(output.toFloats()) : TensorSeries.of(output));
            return;
        }
        float[] numbers = output.toFloats();
        for (int at = 0; at < each.size(); at++) {
            columns.add(each.get(at), Series.ofFloat(column(numbers, at)));
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
        return highest(numbers, row * width, width);
    }

    private static int highest(float[] numbers, int from, int count) {
        int best = 0;
        for (int level = 1; level < count; level++) {
            if (numbers[from + level] > numbers[from + best]) {
                best = level;
            }
        }
        return best;
    }

    /** Adds a column for each level. */
    public void probabilities(PredictionColumns columns, String word, PredictionNames names) {
        for (int level = 0; level < outcome.levels().size(); level++) {
            columns.add(names.level(word, outcome.levels().get(level)), Series.ofFloat(probability(level)));
        }
    }

    /** Adds labels and probabilities of a class, or values. */
    public void all(PredictionColumns columns, PredictionNames names) {
        if (outcome.classifies()) {
            columns.add(names.label(), Series.ofIterable(labels()));
            probabilities(columns, ".pred", names);
        } else {
            values(columns, ".pred", names);
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
