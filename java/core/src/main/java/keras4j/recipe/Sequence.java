package keras4j.recipe;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import keras4j.data.InvalidRowException;
import keras4j.data.Tensor;
import keras4j.data.TensorSeries;
import org.dflib.DataFrame;
import org.dflib.Series;

/**
 * Sliding windows of the last rows, the current one included, which replace columns: cells of shape
 * {@code (timesteps, columns)}.
 */
record Sequence(Selector columns, int timesteps, String newColumn, SequencePadding padding) implements Step {
    Sequence {
        if (timesteps < 1) {
            throw new IllegalArgumentException("sequence: timesteps must be at least 1, got " + timesteps);
        }
    }

    @Override
    public Fitted learn(StepTable training) {
        return new Fitted(columns.in(training), timesteps, newColumn, padding);
    }

    /** Returns the columns' numbers, row by row. */
    static float[] interleaved(StepTable rows, List<String> columns) {
        float[] values = new float[rows.height() * columns.size()];
        for (int at = 0; at < columns.size(); at++) {
            double[] numbers = rows.numbers(columns.get(at));
            for (int row = 0; row < numbers.length; row++) {
                values[row * columns.size() + at] = (float) numbers[row];
            }
        }
        return values;
    }

    record Fitted(List<String> columns, int timesteps, String newColumn, SequencePadding padding)
            implements FittedStep {
        @Override
        public StepTable apply(StepTable rows) {
            if (columns.isEmpty()) {
                return rows;
            }
            int first = padding == SequencePadding.DROP ? timesteps - 1 : 0;
            if (rows.height() <= first) {
                throw new InvalidRowException("sequence: frame", "have at least " + timesteps + " rows", rows.height())
                        .advice("; in a resampling rollingOrigin(…).lag(" + first + ") adds those before");
            }
            StepTable left = rows.without(columns)
                    .rows(IntStream.range(first, rows.height()).toArray());
            return left.with(
                    new RecipeVariable(left.free(newColumn), Kind.ARRAY, Role.PREDICTOR, List.of()),
                    padding == SequencePadding.SHORTEN ? shortened(rows) : TensorSeries.of(windows(rows, first)));
        }

        private Series<?> shortened(StepTable rows) {
            int width = columns.size();
            float[] values = interleaved(rows, columns);
            return Series.ofIterable(IntStream.range(0, rows.height())
                    .mapToObj(last -> window(values, Math.max(0, last - timesteps + 1), last + 1, width))
                    .toList());
        }

        private static Tensor window(float[] values, int from, int to, int width) {
            return Tensor.of(Arrays.copyOfRange(values, from * width, to * width), to - from, width);
        }

        private Tensor windows(StepTable rows, int first) {
            int width = columns.size();
            int count = rows.height() - first;
            float[] values = interleaved(rows, columns);
            float[] windows = new float[count * timesteps * width];
            for (int window = 0; window < count; window++) {
                int from = Math.max(0, window + first - timesteps + 1);
                int length = (window + first - from + 1) * width;
                System.arraycopy(values, from * width, windows, (window + 1) * timesteps * width - length, length);
            }
            return Tensor.of(windows, count, timesteps, width);
        }

        @Override
        public Map<String, List<String>> parts() {
            return Map.of(newColumn, columns);
        }

        @Override
        public DataFrame tidy() {
            return TidyTable.of(columns);
        }
    }
}
