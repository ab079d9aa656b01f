package keras4j.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Objects;

/**
 * An n-dimensional array of numbers in direct memory, which Python sees without a copy: shape
 * {@code (rows, ...)}, C order, native byte order.
 *
 * <p>The first dimension counts rows. A tensor is a value: nothing here changes it, and two of the same type, shape and
 * bytes are equal. {@link #wrap} and {@link #buffer} share memory with the caller, who must leave it unchanged.
 */
public final class Tensor implements Target {
    /** JAX and TensorFlow compute on memory at such addresses as it is; other memory they copy first. */
    private static final int ALIGNMENT = 64;

    private final DType dtype;
    private final int[] shape;
    private final ByteBuffer bytes;

    private Tensor(DType dtype, int[] shape, ByteBuffer bytes) {
        this.dtype = dtype;
        this.shape = shape;
        this.bytes = bytes;
    }

    /**
     * A copy of a matrix as float32: shape {@code (rows, columns)}.
     *
     * @throws IllegalArgumentException if there is no row, or the rows differ in length
     */
    public static Tensor of(float[][] values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("Tensor: values must have at least one row, got none");
        }
        int columns = values[0].length;
        Tensor tensor = allocate(DType.FLOAT32, values.length, columns);
        FloatBuffer floats = tensor.bytes.asFloatBuffer();
        for (int row = 0; row < values.length; row++) {
            if (values[row].length != columns) {
                throw new IllegalArgumentException("Tensor: rows must all have " + columns + " values like row 0, got "
                        + values[row].length + " in row " + row);
            }
            floats.put(values[row]);
        }
        return tensor;
    }

    /** A copy of {@code values} as float32, in C order: {@code of(values, 100, 28, 28)} is 100 pictures. */
    public static Tensor of(float[] values, int... shape) {
        Tensor tensor = allocate(DType.FLOAT32, shape);
        tensor.requireCount(values.length);
        tensor.bytes.asFloatBuffer().put(values);
        return tensor;
    }

    /** A copy of {@code values} as int32, in C order. */
    public static Tensor ofInts(int[] values, int... shape) {
        Tensor tensor = allocate(DType.INT32, shape);
        tensor.requireCount(values.length);
        tensor.bytes.asIntBuffer().put(values);
        return tensor;
    }

    /** A copy of {@code values} as uint8, in C order: the byte -1 is 255. */
    public static Tensor ofBytes(byte[] values, int... shape) {
        Tensor tensor = allocate(DType.UINT8, shape);
        tensor.requireCount(values.length);
        tensor.bytes.put(0, values);
        return tensor;
    }

    /**
     * The bytes of {@code buffer} from its position to its limit, not copied. Prediction is fastest where they begin at a
     * multiple of 64, as in {@link ByteBuffer#alignedSlice}; elsewhere JAX and TensorFlow make a copy of their own.
     *
     * @throws IllegalArgumentException if the buffer is not direct, not in native byte order, or not as long as the shape says
     */
    public static Tensor wrap(ByteBuffer buffer, DType dtype, int... shape) {
        int size = Shapes.bytes(dtype, shape);
        if (!buffer.isDirect()) {
            throw new IllegalArgumentException("Tensor: buffer must be direct, got a heap buffer");
        }
        if (buffer.order() != ByteOrder.nativeOrder()) {
            throw new IllegalArgumentException("Tensor: buffer must be in native byte order (" + ByteOrder.nativeOrder()
                    + "), got " + buffer.order());
        }
        if (buffer.remaining() != size) {
            throw new IllegalArgumentException("Tensor: buffer must hold " + size + " bytes for " + dtype + " "
                    + Shapes.text(shape) + ", got " + buffer.remaining());
        }
        return new Tensor(dtype, shape.clone(), natively(buffer.slice()));
    }

    /** A tensor of zeros, to be filled by this package before anyone else sees it. */
    static Tensor allocate(DType dtype, int... shape) {
        int size = Shapes.bytes(dtype, shape);
        ByteBuffer bytes = ByteBuffer.allocateDirect(Math.addExact(size, 2 * ALIGNMENT));
        return new Tensor(
                dtype, shape.clone(), natively(bytes.alignedSlice(ALIGNMENT).slice(0, size)));
    }

    private static ByteBuffer natively(ByteBuffer buffer) {
        return buffer.order(ByteOrder.nativeOrder());
    }

    private void requireCount(int count) {
        if (count != size()) {
            throw new IllegalArgumentException(
                    "Tensor: values must be " + size() + " numbers for shape " + Shapes.text(shape) + ", got " + count);
        }
    }

    public DType dtype() {
        return dtype;
    }

    /** All dimensions, rows first. */
    public int[] shape() {
        return shape.clone();
    }

    /** The first dimension. */
    @Override
    public int rows() {
        return shape[0];
    }

    /** All dimensions but the first; empty when each row is one number. */
    public int[] rowShape() {
        return Arrays.copyOfRange(shape, 1, shape.length);
    }

    /** Numbers in one row. */
    public int rowSize() {
        return Shapes.rowSize(shape);
    }

    private int size() {
        return bytes.capacity() / dtype.bytes();
    }

    /**
     * Rows {@code from} (inclusive) to {@code to} (exclusive), a view without a copy.
     *
     * @throws IndexOutOfBoundsException if the range is not within the rows
     */
    public Tensor slice(int from, int to) {
        Objects.checkFromToIndex(from, to, rows());
        int rowBytes = rowSize() * dtype.bytes();
        int[] part = shape.clone();
        part[0] = to - from;
        return new Tensor(dtype, part, natively(bytes.slice(from * rowBytes, part[0] * rowBytes)));
    }

    /**
     * A copy of the chosen rows, in the order given; a row may be chosen several times.
     *
     * @throws IndexOutOfBoundsException if there is no such row
     */
    @Override
    public Tensor take(int... rows) {
        int[] picked = shape.clone();
        picked[0] = rows.length;
        Tensor taken = allocate(dtype, picked);
        int rowBytes = rowSize() * dtype.bytes();
        for (int i = 0; i < rows.length; i++) {
            taken.bytes.put(i * rowBytes, bytes, Objects.checkIndex(rows[i], rows()) * rowBytes, rowBytes);
        }
        return taken;
    }

    /** The same numbers in another shape of the same size, a view without a copy. */
    Tensor reshape(int... other) {
        return wrap(buffer(), dtype, other);
    }

    /** The memory itself: native order, position 0 is the first element, capacity is exactly this tensor. */
    public ByteBuffer buffer() {
        return natively(bytes.duplicate());
    }

    /** A copy of all numbers as floats, in C order. */
    public float[] toFloats() {
        return floats(0, size());
    }

    /** A copy of one row as floats, in C order. */
    public float[] row(int row) {
        Objects.checkIndex(row, rows());
        return floats(row * rowSize(), rowSize());
    }

    float[] floats(int from, int count) {
        float[] values = new float[count];
        if (dtype == DType.FLOAT32) {
            bytes.asFloatBuffer().get(from, values);
        } else {
            for (int i = 0; i < count; i++) {
                values[i] = dtype == DType.INT32 ? bytes.getInt((from + i) * 4) : bytes.get(from + i) & 0xff;
            }
        }
        return values;
    }

    /** Equal when type, shape and bytes are. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Tensor that
                && dtype == that.dtype
                && Arrays.equals(shape, that.shape)
                && bytes.equals(that.bytes);
    }

    /** Looks at the first kilobyte only: equal tensors agree, and a large one costs nothing. */
    @Override
    public int hashCode() {
        ByteBuffer head = bytes.slice(0, Math.min(1024, bytes.capacity()));
        return Objects.hash(dtype, Arrays.hashCode(shape), head);
    }

    @Override
    public String toString() {
        return "Tensor " + Shapes.text(shape) + " " + dtype;
    }
}
