package keras4j.data;

import java.util.List;
import java.util.Objects;
import keras4j.internal.text.Quoted;
import org.dflib.DataFrame;

/**
 * One input of a model: a group of numeric columns, which become one matrix, or one array column.
 *
 * @param name the input's name in the model; {@code x} for a single tensor
 * @param predictors its columns, in the order of the fit
 */
public record Input(String name, List<PredictorColumn> predictors) {
    /**
     * Checks and copies the columns.
     *
     * @param name the input's name in the model; {@code x} for a single tensor
     * @param predictors its columns, in the order of the fit
     */
    public Input {
        Objects.requireNonNull(name);
        predictors = List.copyOf(predictors);
        long arrays = predictors.stream().filter(p -> !p.shape().isEmpty()).count();
        if (predictors.isEmpty() || (arrays > 0 && predictors.size() > 1)) {
            throw new IllegalArgumentException("Schema: input '" + name
                    + "' must take columns of numbers or exactly one array column, got "
                    + (predictors.isEmpty()
                            ? "none"
                            : Quoted.of(columns(predictors)) + " with " + arrays + " array column(s)"));
        }
    }

    static Input of(String name, List<String> columns, DataFrame frame) {
        return new Input(
                name,
                columns.stream()
                        .map(column -> PredictorColumn.of(FrameColumn.of(frame, column)))
                        .toList());
    }

    static Input of(String name, Tensor x) {
        return new Input(name, List.of(new PredictorColumn(name, TensorShapes.list(x.rowShape()), x.dtype())));
    }

    /** {@return the names of its columns, in order} */
    public List<String> columns() {
        return columns(predictors);
    }

    private static List<String> columns(List<PredictorColumn> predictors) {
        return predictors.stream().map(PredictorColumn::name).toList();
    }

    /** {@return the shape of one row: the array column's, or the number of columns} */
    public List<Integer> shape() {
        return array() ? predictors.get(0).shape() : List.of(predictors.size());
    }

    /** {@return the type of the numbers} */
    public DType dtype() {
        return predictors.get(0).dtype();
    }

    private boolean array() {
        return !predictors.get(0).shape().isEmpty();
    }

    Tensor read(DataFrame frame) {
        return array()
                ? FrameColumns.arrays(FrameColumn.of(frame, predictors.get(0).name()), shape(), dtype())
                : FrameColumns.matrix(frame, columns());
    }

    Tensor checked(Tensor x) {
        if (!TensorShapes.list(x.rowShape()).equals(shape())) {
            throw new IllegalArgumentException("Schema: " + name + " must have shape " + TensorShapes.rows(shape())
                    + " as in fit, got " + TensorShapes.text(x.shape()));
        }
        if (x.dtype() != dtype()) {
            throw new IllegalArgumentException(
                    "Schema: " + name + " must be " + dtype() + " as in fit, got " + x.dtype());
        }
        NumberColumns.requireFinite(x, "Schema: " + name);
        return x;
    }
}
