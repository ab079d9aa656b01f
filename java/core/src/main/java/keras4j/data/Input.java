package keras4j.data;

import java.util.List;
import java.util.Objects;
import keras4j.text.Quoted;
import org.dflib.DataFrame;

/**
 * One input of a model: a group of numeric columns, which become one matrix, or one array column.
 *
 * @param name the input's name in the model; {@code x} where it came as the only tensor
 * @param predictors its columns, in the order in which fit saw them
 */
public record Input(String name, List<Predictor> predictors) {
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
                        .map(column -> Predictor.of(Column.of(frame, column)))
                        .toList());
    }

    static Input of(String name, Tensor x) {
        return new Input(name, List.of(new Predictor(name, Shapes.list(x.rowShape()), x.dtype())));
    }

    /** The names of its columns, in order. */
    public List<String> columns() {
        return columns(predictors);
    }

    private static List<String> columns(List<Predictor> predictors) {
        return predictors.stream().map(Predictor::name).toList();
    }

    /** The shape of one row: the array column's, or the number of columns. */
    public List<Integer> shape() {
        return array() ? predictors.get(0).shape() : List.of(predictors.size());
    }

    /** The type of the numbers. */
    public DType dtype() {
        return predictors.get(0).dtype();
    }

    private boolean array() {
        return !predictors.get(0).shape().isEmpty();
    }

    Tensor read(DataFrame frame) {
        return array()
                ? Frames.arrays(Column.of(frame, predictors.get(0).name()), shape(), dtype())
                : Frames.matrix(frame, columns());
    }

    Tensor checked(Tensor x) {
        if (!Shapes.list(x.rowShape()).equals(shape())) {
            throw new IllegalArgumentException("Schema: " + name + " must have shape " + Shapes.rows(shape())
                    + " as in fit, got " + Shapes.text(x.shape()));
        }
        if (x.dtype() != dtype()) {
            throw new IllegalArgumentException(
                    "Schema: " + name + " must be " + dtype() + " as in fit, got " + x.dtype());
        }
        Numbers.requireFinite(x, "Schema: " + name);
        return x;
    }
}
