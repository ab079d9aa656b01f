package keras4j.internal.python;

import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;
import keras4j.internal.data.ArraySpec;
import keras4j.internal.memory.DirectMemory;
import org.jspecify.annotations.Nullable;

/**
 * Direct memory, or a place in a file, with a shape and an element type, passed to Python without a copy.
 */
public final class PythonArray {
    private final String dtype;
    private final int[] shape;
    private final @Nullable ByteBuffer memory;
    private final SharedArrays.@Nullable Place place;

    /**
     * Creates an array over existing memory.
     *
     * @param dtype the element type under its NumPy name: {@code float32}, {@code int32} or {@code uint8}
     * @param shape the length of each axis, at least one axis
     * @param memory a direct buffer whose whole capacity is the elements in C order; it belongs to Python until the
     *     call that received it has returned
     */
    public PythonArray(String dtype, int[] shape, ByteBuffer memory) {
        this(dtype, shape, memory.duplicate(), null);
        long expected = bytes();
        if (!memory.isDirect() || memory.capacity() != expected || shape.length == 0) {
            throw new IllegalArgumentException("Array: memory must be a direct buffer of " + expected + " bytes, got "
                    + memory + " for " + dtype + " " + Arrays.toString(shape));
        }
    }

    private PythonArray(String dtype, int[] shape, @Nullable ByteBuffer memory, SharedArrays.@Nullable Place place) {
        this.dtype = dtype;
        this.shape = shape.clone();
        this.memory = memory;
        this.place = place;
    }

    /** Returns an array of the same elements, which are in a file. */
    PythonArray at(SharedArrays.Place there) {
        return new PythonArray(dtype, shape, null, there);
    }

    /** Returns the place of the elements in a file, or null if they are not in a file. */
    SharedArrays.@Nullable Place place() {
        return place;
    }

    /** Returns a new array of zeros. */
    public static PythonArray zeros(String dtype, int... shape) {
        int elements = Arrays.stream(shape).reduce(1, Math::multiplyExact);
        int bytes = Math.multiplyExact(elements, width(dtype));
        return new PythonArray(dtype, shape, DirectMemory.zeros(bytes));
    }

    /** Returns zeros for some rows. */
    static PythonArray zeros(ArraySpec spec, int rows) {
        return zeros(spec.dtype(), spec.shape(rows));
    }

    /** Returns raw bytes as a one-dimensional {@code uint8} array, copied into direct memory. */
    public static PythonArray of(byte[] bytes) {
        return new PythonArray(
                "uint8",
                new int[] {bytes.length},
                DirectMemory.zeros(bytes.length).put(bytes).rewind());
    }

    /** Returns the element type under its NumPy name. */
    public String dtype() {
        return dtype;
    }

    /** Returns the length of each axis. */
    public int[] shape() {
        return shape.clone();
    }

    /** Returns the size of the elements in bytes. */
    long bytes() {
        return width(dtype) * Arrays.stream(shape).asLongStream().reduce(1, (a, b) -> a * b);
    }

    /** Returns the elements, in native order, from the first to the last; they must be in memory, not in a file. */
    public ByteBuffer memory() {
        return inMemory().duplicate().order(ByteOrder.nativeOrder()).clear();
    }

    /** Returns whether the memory is read-only. */
    boolean readOnly() {
        return inMemory().isReadOnly();
    }

    private ByteBuffer inMemory() {
        return Objects.requireNonNull(memory, "the elements are in a file");
    }

    /** Returns the memory as the typed buffer that NumPy sees. */
    Buffer typed() {
        return switch (dtype) {
            case "float32" -> memory().asFloatBuffer();
            case "int32" -> memory().asIntBuffer();
            default -> memory();
        };
    }

    private static int width(String dtype) {
        return switch (dtype) {
            case "float32", "int32" -> 4;
            case "uint8" -> 1;
            default -> throw new IllegalArgumentException("Array: dtype must be float32, int32 or uint8, got " + dtype);
        };
    }

    @Override
    public String toString() {
        return "Array " + dtype + " " + Arrays.toString(shape);
    }
}
