package keras4j.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Objects;
import keras4j.internal.memory.DirectMemory;
import keras4j.internal.text.Preconditions;
import keras4j.internal.text.TextBytes;

/**
 * An n-dimensional array of numbers, or of texts, in direct memory, passed to Python without a copy: shape {@code (rows, ...)}, C
 * order, native byte order.
 *
 * <p>The first dimension counts rows. A tensor is immutable: no method changes it, and two of the same type, shape and
 * bytes are equal. {@link #wrap} and {@link #buffer} share memory with the caller, who must leave it unchanged.
 */
public final class Tensor implements Target {
    private final DType dtype;
    /** Bytes of one element; each text is its UTF-8, followed by zeros. */
    private final int width;

    private final int[] shape;
    private final ByteBuffer bytes;

    private Tensor(DType dtype, int width, int[] shape, ByteBuffer bytes) {
        this.dtype = dtype;
        this.width = width;
        this.shape = shape;
        this.bytes = bytes;
    }

    /**
     * Returns a copy of a matrix as float32: shape {@code (rows, columns)}.
     *
     * @param values the rows, all of one length
     * @return the tensor
     * @throws IllegalArgumentException if there is no row, or the rows differ in length
     */
    public static Tensor of(float[][] values) {
        Preconditions.array("Tensor", "values", values);
        if (values.length == 0) {
            throw new IllegalArgumentException("Tensor: values must have at least one row, got none");
        }
        int columns = values[0].length;
        Tensor tensor = allocate(DType.FLOAT32, values.length, columns);
        FloatBuffer floats = tensor.bytes.asFloatBuffer();
        for (int row = 0; row < values.length; row++) {
            if (values[row].length != columns) {
                throw new InvalidRowException(
                                "Tensor: rows", "all have " + columns + " values like row 0", values[row].length)
                        .at(row);
            }
            floats.put(values[row]);
        }
        return tensor;
    }

    /**
     * Returns a copy of {@code values} as float32, in C order: {@code of(values, 100, 28, 28)} is 100 pictures.
     *
     * @param values the numbers
     * @param shape the shape, rows first; its product is the length of {@code values}
     * @return the tensor
     */
    public static Tensor of(float[] values, int... shape) {
        Preconditions.notNull("Tensor", "values", values);
        Preconditions.notNull("Tensor", "shape", shape);
        Tensor tensor = allocate(DType.FLOAT32, shape);
        tensor.requireCount(values.length);
        tensor.bytes.asFloatBuffer().put(values);
        return tensor;
    }

    /**
     * Returns a copy of {@code values} as int32, in C order.
     *
     * @param values the numbers
     * @param shape the shape, rows first; its product is the length of {@code values}
     * @return the tensor
     */
    public static Tensor ofInts(int[] values, int... shape) {
        Preconditions.notNull("Tensor", "values", values);
        Preconditions.notNull("Tensor", "shape", shape);
        Tensor tensor = allocate(DType.INT32, shape);
        tensor.requireCount(values.length);
        tensor.bytes.asIntBuffer().put(values);
        return tensor;
    }

    /**
     * Returns a copy of {@code values} as uint8, in C order: the byte -1 is 255.
     *
     * @param values the unsigned bytes
     * @param shape the shape, rows first; its product is the length of {@code values}
     * @return the tensor
     */
    public static Tensor ofBytes(byte[] values, int... shape) {
        Preconditions.notNull("Tensor", "values", values);
        Preconditions.notNull("Tensor", "shape", shape);
        Tensor tensor = allocate(DType.UINT8, shape);
        tensor.requireCount(values.length);
        tensor.bytes.put(0, values);
        return tensor;
    }

    /**
     * Returns a copy of texts, in C order: {@code ofStrings(reviews, reviews.length, 1)} is one text a row.
     *
     * @param values the texts, which take as much memory each as the longest
     * @param shape the shape, rows first; its product is the length of {@code values}
     * @return the tensor
     * @throws IllegalArgumentException if a text is null, has the character NUL or half a surrogate pair, or the count
     *     differs
     */
    public static Tensor ofStrings(String[] values, int... shape) {
        Preconditions.array("Tensor", "values", values);
        Preconditions.notNull("Tensor", "shape", shape);
        byte[][] texts = TextBytes.of(values);
        int width = TextBytes.width(texts);
        Tensor tensor = allocate(DType.STRING, width, shape);
        tensor.requireCount(values.length);
        for (int at = 0; at < texts.length; at++) {
            tensor.bytes.put(at * width, texts[at]);
        }
        return tensor;
    }

    /**
     * Returns a tensor that shares the bytes of {@code buffer} from its position to its limit. Prediction is fastest if
     * they begin at a multiple of 64, as in {@link ByteBuffer#alignedSlice}; otherwise JAX and TensorFlow make a copy.
     *
     * @param buffer direct memory in native byte order, to be left unchanged from now on
     * @param dtype the type of its numbers
     * @param shape the shape, rows first
     * @return the tensor
     * @throws IllegalArgumentException if the buffer is not direct, not in native byte order, or its length does not
     *     match the shape
     */
    public static Tensor wrap(ByteBuffer buffer, DType dtype, int... shape) {
        Preconditions.notNull("Tensor", "buffer", buffer);
        Preconditions.notNull("Tensor", "dtype", dtype);
        Preconditions.notNull("Tensor", "shape", shape);
        if (dtype == DType.STRING) {
            throw new IllegalArgumentException(
                    "Tensor: dtype must be one of numbers, got string; ofStrings makes texts");
        }
        int size = TensorShapes.bytes(dtype, dtype.bytes(), shape);
        if (!buffer.isDirect()) {
            throw new IllegalArgumentException("Tensor: buffer must be direct, got a heap buffer");
        }
        if (buffer.order() != ByteOrder.nativeOrder()) {
            throw new IllegalArgumentException("Tensor: buffer must be in native byte order (" + ByteOrder.nativeOrder()
                    + "), got " + buffer.order());
        }
        if (buffer.remaining() != size) {
            throw new IllegalArgumentException("Tensor: buffer must hold " + size + " bytes for " + dtype + " "
                    + TensorShapes.text(shape) + ", got " + buffer.remaining());
        }
        return new Tensor(dtype, dtype.bytes(), shape.clone(), natively(buffer.slice()));
    }

    /** Returns a tensor of zeros, which this package fills before it is published. */
    static Tensor allocate(DType dtype, int... shape) {
        return allocate(dtype, dtype.bytes(), shape);
    }

    private static Tensor allocate(DType dtype, int width, int[] shape) {
        int size = TensorShapes.bytes(dtype, width, shape);
        return new Tensor(dtype, width, shape.clone(), DirectMemory.zeros(size));
    }

    private static ByteBuffer natively(ByteBuffer buffer) {
        return buffer.order(ByteOrder.nativeOrder());
    }

    private void requireCount(int count) {
        if (count != size()) {
            throw new IllegalArgumentException(
                    "Tensor: values must be " + size() + (dtype == DType.STRING ? " texts" : " numbers") + " for shape "
                            + TensorShapes.text(shape) + ", got " + count);
        }
    }

    /** {@return the type of the numbers} */
    public DType dtype() {
        return dtype;
    }

    /** {@return all dimensions, rows first} */
    public int[] shape() {
        return shape.clone();
    }

    /** Returns the first dimension. */
    @Override
    public int rows() {
        return shape[0];
    }

    /** {@return all dimensions but the first; empty if each row is one number} */
    public int[] rowShape() {
        return Arrays.copyOfRange(shape, 1, shape.length);
    }

    /** {@return the count of numbers in one row} */
    public int rowSize() {
        return TensorShapes.rowSize(shape);
    }

    private int size() {
        return bytes.capacity() / width;
    }

    /**
     * Returns rows {@code from} (inclusive) to {@code to} (exclusive) as a view without a copy.
     *
     * @param from the first row, from 0
     * @param to the row after the last one
     * @return the view
     * @throws IndexOutOfBoundsException if the range is not within the rows
     */
    public Tensor slice(int from, int to) {
        Preconditions.range("Tensor", from, to, rows());
        int rowBytes = rowSize() * width;
        int[] part = shape.clone();
        part[0] = to - from;
        return new Tensor(dtype, width, part, natively(bytes.slice(from * rowBytes, part[0] * rowBytes)));
    }

    /**
     * Returns a copy of the chosen rows, in the order given; a row may be chosen several times.
     *
     * @throws IndexOutOfBoundsException if there is no such row
     */
    @Override
    public Tensor take(int... rows) {
        Preconditions.notNull("Tensor", "rows", rows);
        int[] picked = shape.clone();
        picked[0] = rows.length;
        Tensor taken = allocate(dtype, width, picked);
        int rowBytes = rowSize() * width;
        for (int i = 0; i < rows.length; i++) {
            taken.bytes.put(
                    i * rowBytes, bytes, Preconditions.index("Tensor", "row", rows[i], rows()) * rowBytes, rowBytes);
        }
        return taken;
    }

    /** Returns a view of these numbers in another shape of equal size. */
    Tensor reshape(int... other) {
        return new Tensor(dtype, width, other, bytes);
    }

    /**
     * Returns the memory itself: native order, position 0 is the first element, capacity is exactly this tensor. Texts
     * are UTF-8, each followed by zeros up to the bytes of the longest.
     *
     * @return a buffer over the shared memory, not to be written to
     */
    public ByteBuffer buffer() {
        return natively(bytes.duplicate());
    }

    /**
     * Returns a copy of all texts, in C order.
     *
     * @return the texts
     * @throws IllegalStateException if these are numbers
     */
    public String[] toStrings() {
        if (dtype != DType.STRING) {
            throw new IllegalStateException("Tensor: dtype must be string for toStrings(), got " + dtype);
        }
        return TextBytes.texts(bytes, width);
    }

    /** {@return a copy of all numbers as floats, in C order} */
    public float[] toFloats() {
        return floats(0, size());
    }

    /**
     * Returns a copy of one row as floats, in C order.
     *
     * @param row the row number, from 0
     * @return the numbers of the row
     */
    public float[] row(int row) {
        Preconditions.index("Tensor", "row", row, rows());
        return floats(row * rowSize(), rowSize());
    }

    private void requireNumbers() {
        if (dtype == DType.STRING) {
            throw new IllegalStateException(
                    "Tensor: dtype must be one of numbers, got string; toStrings() gives texts");
        }
    }

    float[] floats(int from, int count) {
        requireNumbers();
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

    /** Compares type, shape and bytes. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Tensor that
                && dtype == that.dtype
                && Arrays.equals(shape, that.shape)
                && (width == that.width ? bytes.equals(that.bytes) : Arrays.equals(toStrings(), that.toStrings()));
    }

    /** Hashes the first kilobyte of numbers only: equal tensors have equal hashes, and a large tensor is hashed fast. */
    @Override
    public int hashCode() {
        if (dtype == DType.STRING) {
            return Objects.hash(dtype, Arrays.hashCode(shape));
        }
        ByteBuffer head = bytes.slice(0, Math.min(1024, bytes.capacity()));
        return Objects.hash(dtype, Arrays.hashCode(shape), head);
    }

    @Override
    public String toString() {
        return "Tensor " + TensorShapes.text(shape) + " " + dtype;
    }
}
