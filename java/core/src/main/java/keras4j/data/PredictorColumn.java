package keras4j.data;

import java.util.List;
import java.util.Objects;

/**
 * A predictor column of a model.
 *
 * @param name its name
 * @param shape the shape of one cell, empty for a plain number
 * @param dtype the type of its numbers
 */
public record PredictorColumn(String name, List<Integer> shape, DType dtype) {
    /**
     * Checks the shape.
     *
     * @param name its name
     * @param shape the shape of one cell, empty for a plain number
     * @param dtype the type of its numbers
     */
    public PredictorColumn {
        Objects.requireNonNull(name);
        Objects.requireNonNull(dtype);
        shape = TensorShapes.checked(shape);
    }

    static PredictorColumn of(FrameColumn column) {
        return new PredictorColumn(column.name(), TensorShapes.list(column.cellShape()), column.dtype());
    }
}
