package keras4j.data;

import java.nio.IntBuffer;
import java.util.function.IntFunction;

/** Checks and conversions of a tensor's numbers. */
final class NumberColumns {
    /** Numbers that are checked at a time. */
    private static final int CHUNK = 4096;

    private static final int EXPONENT_ONE = 0x00800000;

    private NumberColumns() {}

    /**
     * Rejects NaN and infinities, naming the row and the column of the first.
     *
     * @param column the name of the column of a position in a row
     */
    static void requireFinite(Tensor tensor, String what, IntFunction<String> column) {
        if (tensor.dtype() != DType.FLOAT32) {
            return;
        }
        IntBuffer bits = tensor.buffer().asIntBuffer();
        int[] chunk = new int[Math.min(CHUNK, bits.capacity())];
        for (int from = 0; from < bits.capacity(); from += chunk.length) {
            int count = Math.min(chunk.length, bits.capacity() - from);
            bits.get(from, chunk, 0, count);
            if (!allFinite(chunk)) {
                refuse(tensor, what, column, from, count);
            }
        }
    }

    /**
     * Checks that all numbers are finite, without a branch in the loop, so that it is vectorised. One added to the
     * exponent overflows into the sign only if all its bits are set, as in NaN and infinities. Numbers left over from
     * an earlier chunk are finite.
     */
    private static boolean allFinite(int[] bits) {
        int overflow = 0;
        for (int number : bits) {
            overflow |= (number & Integer.MAX_VALUE) + EXPONENT_ONE;
        }
        return overflow >= 0;
    }

    private static void refuse(Tensor tensor, String what, IntFunction<String> column, int from, int count) {
        float[] chunk = tensor.floats(from, count);
        for (int i = 0; i < count; i++) {
            if (!Float.isFinite(chunk[i])) {
                throw must(what, column, "be finite", chunk[i], tensor, from + i);
            }
        }
    }

    private static InvalidRowException must(
            String what, IntFunction<String> column, String accepted, Object got, Tensor tensor, int index) {
        return new InvalidRowException(what, accepted, got)
                .in(column.apply(index % tensor.rowSize()))
                .at(index / tensor.rowSize())
                .advice(place(tensor, index));
    }

    /**
     * Returns the position in a row, such as {@code , column 17}, or {@code , column (4, 5)} for a row of several
     * dimensions.
     */
    private static String place(Tensor tensor, int index) {
        int[] rowShape = tensor.rowShape();
        int column = index % tensor.rowSize();
        if (rowShape.length == 0) {
            return "";
        }
        return ", column " + (rowShape.length == 1 ? column : position(column, rowShape));
    }

    private static String position(int column, int[] rowShape) {
        int[] at = new int[rowShape.length];
        for (int d = rowShape.length - 1; d >= 0; d--) {
            at[d] = column % rowShape[d];
            column /= rowShape[d];
        }
        return TensorShapes.text(at);
    }

    /** Converts the numbers to another type; a number that this type cannot hold is an error. */
    static Tensor convert(Tensor tensor, DType to, String what, IntFunction<String> column) {
        if (tensor.dtype() == to) {
            return tensor;
        }
        Tensor converted = Tensor.allocate(to, tensor.shape());
        int size = tensor.rows() * tensor.rowSize();
        for (int i = 0; i < size; i++) {
            double value = number(tensor, i);
            if (!to.holds(value)) {
                throw must(what, column, "be " + to.accepted(), value, tensor, i);
            }
            put(converted, i, value);
        }
        return converted;
    }

    private static double number(Tensor tensor, int i) {
        return switch (tensor.dtype()) {
            case FLOAT32 -> tensor.buffer().getFloat(i * 4);
            case INT32 -> tensor.buffer().getInt(i * 4);
            case UINT8 -> tensor.buffer().get(i) & 0xff;
            case STRING -> throw new IllegalStateException("numbers are not texts");
        };
    }

    private static void put(Tensor tensor, int i, double value) {
        switch (tensor.dtype()) {
            case FLOAT32 -> tensor.buffer().putFloat(i * 4, (float) value);
            case INT32 -> tensor.buffer().putInt(i * 4, (int) value);
            case UINT8 -> tensor.buffer().put(i, (byte) (int) value);
            case STRING -> throw new IllegalStateException("texts are not numbers");
        }
    }
}
