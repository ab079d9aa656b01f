package keras4j.data;

import java.util.List;
import org.dflib.DataFrame;

/** Columns of a frame as tensors. */
final class Frames {
    private static final int BLOCK = 1024;

    private Frames() {}

    /** An array column of shape {@code (rows, ...rowShape)}; a {@link TensorSeries} is not copied. */
    static Tensor arrays(Column column, List<Integer> rowShape, DType dtype) {
        String what = "Schema: column '" + column.name() + "'";
        Tensor tensor = column.arrays(rowShape);
        Numbers.requireFinite(tensor, what);
        return Numbers.convert(tensor, dtype, what);
    }

    /** Some rows of all columns at a time: a whole column would go through the matrix in strides. */
    static Tensor matrix(DataFrame frame, List<String> names) {
        List<Column> columns =
                names.stream().map(name -> Column.of(frame, name)).toList();
        Tensor matrix = Tensor.allocate(DType.FLOAT32, frame.height(), columns.size());
        for (int from = 0; from < frame.height(); from += BLOCK) {
            for (int at = 0; at < columns.size(); at++) {
                columns.get(at).numbers(matrix, at, from, Math.min(from + BLOCK, frame.height()));
            }
        }
        return matrix;
    }
}
