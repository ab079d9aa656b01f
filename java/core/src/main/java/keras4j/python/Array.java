package keras4j.python;

import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A shaped view on direct memory that goes to Python without a copy. */
public final class Array {
    /** JAX and TensorFlow compute on memory at such addresses as it is; other memory they copy first. */
    private static final int ALIGNMENT = 64;

    private final String dtype;
    private final int[] shape;
    private final ByteBuffer memory;
    private final Shared.@Nullable Place place;

    /**
     * Views memory as an array.
     *
     * @param dtype NumPy's name of the element type: {@code float32}, {@code int32} or {@code uint8}
     * @param shape the length of each axis, at least one axis
     * @param memory a direct buffer whose whole capacity is the elements in C order; it belongs to Python until the
     *     call that it was given to has returned
     */
    public Array(String dtype, int[] shape, ByteBuffer memory) {
        this(dtype, shape, memory, null);
    }

    private Array(String dtype, int[] shape, ByteBuffer memory, Shared.@Nullable Place place) {
        long expected = width(dtype) * Arrays.stream(shape).asLongStream().reduce(1, (a, b) -> a * b);
        if (!memory.isDirect() || memory.capacity() != expected || shape.length == 0) {
            throw new IllegalArgumentException("Array: memory must be a direct buffer of " + expected + " bytes, got "
                    + memory + " for " + dtype + " " + Arrays.toString(shape));
        }
        this.dtype = dtype;
        this.shape = shape.clone();
        this.memory = memory.duplicate().order(ByteOrder.nativeOrder());
        this.place = place;
    }

    /** The same elements in other memory, which a file has at a place. */
    Array at(ByteBuffer copy, Shared.Place there) {
        return new Array(dtype, shape, copy, there);
    }

    /** Where a file has the elements, if one has. */
    Shared.@Nullable Place place() {
        return place;
    }

    /** A new array of zeros. */
    public static Array zeros(String dtype, int... shape) {
        int elements = Arrays.stream(shape).reduce(1, Math::multiplyExact);
        int bytes = Math.multiplyExact(elements, width(dtype));
        ByteBuffer memory = ByteBuffer.allocateDirect(Math.addExact(bytes, 2 * ALIGNMENT));
        return new Array(dtype, shape, memory.alignedSlice(ALIGNMENT).slice(0, bytes));
    }

    /** Raw bytes as a one-dimensional {@code uint8} array; copied into direct memory. */
    public static Array of(byte[] bytes) {
        return new Array(
                "uint8",
                new int[] {bytes.length},
                ByteBuffer.allocateDirect(bytes.length).put(bytes).rewind());
    }

    /** NumPy's name of the element type. */
    public String dtype() {
        return dtype;
    }

    /** The length of each axis. */
    public int[] shape() {
        return shape.clone();
    }

    /** The elements, in native order, from the first to the last. */
    public ByteBuffer memory() {
        return memory.duplicate().order(ByteOrder.nativeOrder()).clear();
    }

    /** Whether the memory may not be written to. */
    boolean readOnly() {
        return memory.isReadOnly();
    }

    /** The memory as the typed buffer that NumPy sees. */
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
