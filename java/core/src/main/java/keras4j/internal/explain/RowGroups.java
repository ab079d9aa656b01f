package keras4j.internal.explain;

import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import keras4j.data.Tensor;
import keras4j.internal.fitted.FittedModel;
import keras4j.internal.text.Quoted;
import keras4j.internal.workflow.DataPreparation;
import keras4j.prediction.Predictions;
import org.dflib.DataFrame;
import org.dflib.Series;

/** Outputs of rows that were computed in groups, one for each size of the rows. */
public final class RowGroups {
    private final DataPreparation preparation;
    private final DataFrame frame;
    private final DataFrame predictable;
    private final List<int[]> groups;
    private final List<List<Tensor>> outputs;

    private RowGroups(
            DataPreparation preparation,
            DataFrame frame,
            DataFrame predictable,
            List<int[]> groups,
            List<List<Tensor>> outputs) {
        this.preparation = preparation;
        this.frame = frame;
        this.predictable = predictable;
        this.groups = groups;
        this.outputs = outputs;
    }

    /**
     * Computes the outputs of the rows of a frame.
     *
     * @param compute returns one tensor for each output of some prepared rows
     */
    public static RowGroups of(FittedModel model, DataFrame frame, UnaryOperator<List<Tensor>> compute) {
        DataPreparation preparation = model.preparation();
        DataFrame predictable = preparation.predictable(frame);
        List<int[]> groups = preparation.sizes(predictable);
        return new RowGroups(
                preparation,
                frame,
                predictable,
                groups,
                groups.stream()
                        .map(rows -> compute.apply(preparation.x(predictable, rows)))
                        .toList());
    }

    /** Returns rows of the only column of a model as a frame. */
    public static DataFrame frame(FittedModel model, List<?> rows) {
        List<String> columns = model.preparation().predictors();
        if (columns.size() != 1) {
            throw new IllegalArgumentException("Keras.predictEach: rows must be a frame for several columns, "
                    + Quoted.of(columns) + ", got a list");
        }
        return DataFrame.byColumn(columns.get(0)).of(Series.ofIterable(rows));
    }

    /**
     * Returns the predictions for all rows in order.
     *
     * @throws IllegalArgumentException if the shape of an output depends on the row
     */
    public Predictions predictions() {
        if (groups.isEmpty()) {
            throw new IllegalArgumentException("Keras.predict: frame must have at least one row, got none");
        }
        return preparation.predictions(
                frame,
                predictable,
                IntStream.range(0, outputs.get(0).size()).mapToObj(this::joined).toList());
    }

    private Tensor joined(int output) {
        List<Tensor> parts = outputs.stream().map(each -> each.get(output)).toList();
        int[] row = parts.get(0).rowShape();
        for (Tensor part : parts) {
            if (!Arrays.equals(row, part.rowShape())) {
                throw new IllegalArgumentException(
                        "Keras.predict: rows must give outputs of one shape, got " + Arrays.toString(row) + " and "
                                + Arrays.toString(part.rowShape()) + "; predictEach predicts each row by itself");
            }
        }
        int rows = groups.stream().mapToInt(group -> group.length).sum();
        int[] shape = IntStream.concat(IntStream.of(rows), IntStream.of(row)).toArray();
        float[] all = new float[rows * parts.get(0).rowSize()];
        for (int group = 0; group < parts.size(); group++) {
            scatter(parts.get(group), groups.get(group), all);
        }
        return Tensor.of(all, shape);
    }

    private static void scatter(Tensor part, int[] rows, float[] all) {
        float[] numbers = part.toFloats();
        int width = part.rowSize();
        for (int at = 0; at < rows.length; at++) {
            System.arraycopy(numbers, at * width, all, rows[at] * width, width);
        }
    }

    /** Returns the predictions for each row, in order. */
    public List<Predictions> each() {
        SortedMap<Integer, Predictions> each = new TreeMap<>();
        for (int group = 0; group < groups.size(); group++) {
            int[] members = groups.get(group);
            for (int at = 0; at < members.length; at++) {
                int place = at;
                each.put(
                        members[at],
                        preparation.predictions(outputs.get(group).stream()
                                .map(output -> output.take(place))
                                .toList()));
            }
        }
        return List.copyOf(each.values());
    }
}
