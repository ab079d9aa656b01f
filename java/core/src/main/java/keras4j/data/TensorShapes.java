package keras4j.data;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import keras4j.internal.text.Quoted;

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

    /** Checks that a tensor's row can have this shape, in which axes may vary, and returns a copy. */
    static List<Integer> checked(List<Integer> rowShape) {
        bytes(DType.FLOAT32, DType.FLOAT32.bytes(), withRows(1, at(rowShape, 1)));
        return List.copyOf(rowShape);
    }

    static boolean varies(List<Integer> rowShape) {
        return rowShape.contains(Input.VARYING);
    }

    /** Returns a shape in which the axes that vary have a length. */
    static List<Integer> at(List<Integer> rowShape, int length) {
        return rowShape.stream()
                .map(each -> each == Input.VARYING ? (Integer) length : each)
                .toList();
    }

    /** Returns whether a row has a shape, in which axes may vary. */
    static boolean fits(int[] row, List<Integer> shape) {
        return row.length == shape.size()
                && IntStream.range(0, row.length)
                        .allMatch(axis -> shape.get(axis) == Input.VARYING || shape.get(axis) == row[axis]);
    }

    static int[] withRows(int rows, List<Integer> rowShape) {
        return IntStream.concat(IntStream.of(rows), rowShape.stream().mapToInt(Integer::intValue))
                .toArray();
    }

    static List<Integer> list(int[] shape) {
        return IntStream.of(shape).boxed().toList();
    }

    /** Returns text such as {@code (60000, 784)}, or {@code (any, 8)} for an axis that varies. */
    static String text(List<Integer> shape) {
        return shape.stream()
                .map(length -> length == Input.VARYING ? "any" : String.valueOf(length))
                .collect(Collectors.joining(", ", "(", ")"));
    }

    static String text(int[] shape) {
        return IntStream.of(shape).mapToObj(String::valueOf).collect(Collectors.joining(", ", "(", ")"));
    }

    /** Returns text such as {@code (rows, 784)}. */
    static String rows(List<Integer> rowShape) {
        return text(rowShape).replace("(", "(rows, ");
    }

    /** Checks that a tensor can have this shape, and returns its size in bytes. */
    static int bytes(DType dtype, int width, int[] shape) {
        if (shape.length == 0) {
            throw new IllegalArgumentException("Tensor: shape must have at least one dimension, got ()");
        }
        long bytes = width;
        for (int i = 0; i < shape.length; i++) {
            if (shape[i] < (i == 0 ? 0 : 1)) {
                throw new IllegalArgumentException(
                        "Tensor: shape must have dimensions of 1 or more (rows: 0 or more), got "
                                + Quoted.cut(text(shape)));
            }
            bytes *= shape[i];
            if (bytes > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("Tensor: shape must take at most 2147483647 bytes, got "
                        + Quoted.cut(text(shape)) + " " + dtype);
            }
        }
        return (int) bytes;
    }
}
