package keras4j.data;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Arithmetic and text of shapes. */
final class TensorShapes {
    private TensorShapes() {}

    /** Returns the elements in one row: the product of all dimensions but the first. */
    static int rowSize(int[] shape) {
        int size = 1;
        for (int i = 1; i < shape.length; i++) {
            size *= shape[i];
        }
        return size;
    }

    static int size(List<Integer> shape) {
        return shape.stream().reduce(1, (a, b) -> a * b);
    }

    /** Checks that a tensor's row can have this shape, and returns a copy. */
    static List<Integer> checked(List<Integer> rowShape) {
        bytes(DType.FLOAT32, withRows(1, rowShape));
        return List.copyOf(rowShape);
    }

    static int[] withRows(int rows, List<Integer> rowShape) {
        return IntStream.concat(IntStream.of(rows), rowShape.stream().mapToInt(Integer::intValue))
                .toArray();
    }

    static List<Integer> list(int[] shape) {
        return IntStream.of(shape).boxed().toList();
    }

    /** Returns text such as {@code (60000, 784)}. */
    static String text(List<Integer> shape) {
        return shape.stream().map(String::valueOf).collect(Collectors.joining(", ", "(", ")"));
    }

    static String text(int[] shape) {
        return text(list(shape));
    }

    /** Returns text such as {@code (rows, 784)}. */
    static String rows(List<Integer> rowShape) {
        return text(rowShape).replace("(", "(rows, ");
    }

    /** Checks that a tensor can have this shape, and returns its size in bytes. */
    static int bytes(DType dtype, int[] shape) {
        if (shape.length == 0) {
            throw new IllegalArgumentException("Tensor: shape must have at least one dimension, got ()");
        }
        long bytes = dtype.bytes();
        for (int i = 0; i < shape.length; i++) {
            if (shape[i] < (i == 0 ? 0 : 1)) {
                throw new IllegalArgumentException(
                        "Tensor: shape must have dimensions of 1 or more (rows: 0 or more), got " + text(shape));
            }
            bytes *= shape[i];
            if (bytes > Integer.MAX_VALUE) {
                throw new IllegalArgumentException(
                        "Tensor: shape must take at most 2147483647 bytes, got " + text(shape) + " " + dtype);
            }
        }
        return (int) bytes;
    }
}
