package keras4j.data;

import java.util.List;
import java.util.Objects;

/**
 * A column that goes into a model.
 *
 * @param name its name
 * @param shape the shape of one cell, empty for a plain number
 * @param dtype the type of its numbers
 */
public record Predictor(String name, List<Integer> shape, DType dtype) {
    public Predictor {
        Objects.requireNonNull(name);
        Objects.requireNonNull(dtype);
        shape = Shapes.checked(shape);
    }

    static Predictor of(Column column) {
        return new Predictor(column.name(), Shapes.list(column.cellShape()), column.dtype());
    }
}
