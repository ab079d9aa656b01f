package keras4j.data;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import keras4j.internal.text.Quoted;
import org.jspecify.annotations.Nullable;

/** Cell of an array column in which axes vary: a row's numbers in C order, and their shape. */
final class VaryingCell {
    private final float[] numbers;
    private final int[] shape;

    private VaryingCell(float[] numbers, int[] shape) {
        this.numbers = numbers;
        this.shape = shape;
    }

    int[] shape() {
        return shape;
    }

    /**
     * Reads a cell: {@code float[]} or {@code int[]} for one axis that varies, {@code float[][]}, or a tensor of the
     * shape of one row.
     *
     * @param column the column, for messages
     * @param row the number of the row
     * @param cell the cell
     * @param accepted the shape of a row, in which axes may vary
     */
    static VaryingCell of(FrameColumn column, int row, Object cell, List<Integer> accepted) {
        VaryingCell read = fitting(column, row, cell, accepted);
        if (read.isEmpty()) {
            throw column.must("have cells of one number or more", "none").at(row);
        }
        return read;
    }

    private static VaryingCell fitting(FrameColumn column, int row, Object cell, List<Integer> accepted) {
        VaryingCell read = read(cell, accepted);
        if (read == null || !TensorShapes.fits(read.shape, accepted)) {
            throw column.must(
                            "have cells of shape " + TensorShapes.text(accepted),
                            read == null ? cell.getClass().getSimpleName() : TensorShapes.text(read.shape))
                    .at(row);
        }
        return read;
    }

    private boolean isEmpty() {
        return IntStream.of(shape).anyMatch(length -> length == 0);
    }

    /**
     * Reads a row whose shape is that of its array; flat arrays have one axis.
     *
     * @param input the input, for messages
     */
    static VaryingCell of(String input, int row, Object cell) {
        VaryingCell read = read(cell, List.of(Input.VARYING));
        if (read == null) {
            throw new InvalidRowException(
                            "Batches: " + Quoted.cut(input),
                            "hold float[], int[], float[][] with rows of one length, or tensors",
                            cell.getClass().getSimpleName())
                    .at(row);
        }
        if (read.isEmpty()) {
            throw new InvalidRowException("Batches: " + Quoted.cut(input), "hold one number or more", "none").at(row);
        }
        return read;
    }

    /** Returns rows of one shape as a tensor. */
    static Tensor stacked(List<VaryingCell> rows) {
        Tensor tensor = Tensor.allocate(
                DType.FLOAT32, TensorShapes.withRows(rows.size(), TensorShapes.list(rows.get(0).shape)));
        FloatBuffer floats = tensor.buffer().asFloatBuffer();
        rows.forEach(row -> floats.put(row.numbers));
        return tensor;
    }

    private static @Nullable VaryingCell read(Object cell, List<Integer> accepted) {
        if (cell instanceof Tensor tensor) {
            return new VaryingCell(tensor.toFloats(), tensor.shape());
        }
        if (cell instanceof float[][] rows) {
            return Arrays.stream(rows).anyMatch(row -> row.length != rows[0].length) ? null : matrix(rows);
        }
        if (cell instanceof int[] whole) {
            float[] numbers = new float[whole.length];
            for (int at = 0; at < whole.length; at++) {
                numbers[at] = whole[at];
            }
            return flat(numbers, accepted);
        }
        return cell instanceof float[] numbers ? flat(numbers, accepted) : null;
    }

    private static VaryingCell matrix(float[][] rows) {
        int columns = rows.length == 0 ? 0 : rows[0].length;
        float[] numbers = new float[rows.length * columns];
        for (int row = 0; row < rows.length; row++) {
            System.arraycopy(rows[row], 0, numbers, row * columns, columns);
        }
        return new VaryingCell(numbers, new int[] {rows.length, columns});
    }

    /** Returns a cell whose single axis that varies gets its length from the count of the numbers. */
    private static VaryingCell flat(float[] numbers, List<Integer> accepted) {
        long varying =
                accepted.stream().filter(length -> length == Input.VARYING).count();
        int others = TensorShapes.size(TensorShapes.at(accepted, 1));
        boolean whole = varying == 1 && numbers.length % others == 0;
        List<Integer> shape = whole ? TensorShapes.at(accepted, numbers.length / others) : List.of(numbers.length);
        return new VaryingCell(
                numbers, shape.stream().mapToInt(Integer::intValue).toArray());
    }
}
