package keras4j.data;

import java.util.List;
import org.dflib.DataFrame;

/** Conversion of frame columns to tensors. */
final class FrameColumns {
    /** Rows that are copied at a time. */
    private static final int BLOCK_ROWS = 1024;

    private FrameColumns() {}

    /** Returns an array column of shape {@code (rows, ...rowShape)}; a {@link TensorSeries} is not copied. */
    static Tensor arrays(FrameColumn column, List<Integer> rowShape, DType dtype) {
        String what = "Schema: column '" + column.name() + "'";
        Tensor tensor = TensorShapes.varies(rowShape) ? column.varyingArrays(rowShape) : column.arrays(rowShape);
        NumberColumns.requireFinite(tensor, what, at -> column.name());
        return NumberColumns.convert(tensor, dtype, what, at -> column.name());
    }

    /**
     * Returns columns of texts as a tensor of a row shape.
     *
     * @param count the texts of one cell
     */
    static Tensor texts(DataFrame frame, List<String> names, int count, List<Integer> rowShape) {
        String[] all = new String[frame.height() * names.size() * count];
        for (int at = 0; at < names.size(); at++) {
            FrameColumn column = FrameColumn.of(frame, names.get(at));
            for (int row = 0; row < frame.height(); row++) {
                System.arraycopy(column.texts(row, count), 0, all, (row * names.size() + at) * count, count);
            }
        }
        return Tensor.ofStrings(all, TensorShapes.withRows(frame.height(), rowShape));
    }

    /**
     * Returns the columns as a matrix. Blocks of rows are copied for all columns in turn; a whole column would be
     * written in long strides.
     */
    static Tensor matrix(DataFrame frame, List<String> names) {
        List<FrameColumn> columns =
                names.stream().map(name -> FrameColumn.of(frame, name)).toList();
        Tensor matrix = Tensor.allocate(DType.FLOAT32, frame.height(), columns.size());
        for (int from = 0; from < frame.height(); from += BLOCK_ROWS) {
            for (int at = 0; at < columns.size(); at++) {
                columns.get(at).numbers(matrix, at, from, Math.min(from + BLOCK_ROWS, frame.height()));
            }
        }
        return matrix;
    }
}
