package keras4j.internal.data;

import java.util.List;
import java.util.stream.IntStream;
import keras4j.data.Input;

/**
 * Element type and row shape of an input or output of a model.
 *
 * @param dtype the element type under its NumPy name
 * @param row the shape of one row, in which axes may vary
 */
public record ArraySpec(String dtype, List<Integer> row) {
    public ArraySpec {
        row = List.copyOf(row);
    }

    /** Returns the shape of a batch of rows: {@code (rows, ...)}. */
    public int[] shape(int rows) {
        return IntStream.concat(IntStream.of(rows), row.stream().mapToInt(Integer::intValue))
                .toArray();
    }

    /** Returns whether a batch of rows has this shape. */
    public boolean fits(int[] shape, int rows) {
        int[] own = shape(rows);
        return own.length == shape.length
                && IntStream.range(0, own.length)
                        .allMatch(axis -> own[axis] == Input.VARYING || own[axis] == shape[axis]);
    }

    /** Returns whether the length of an axis varies from row to row. */
    public boolean varies() {
        return row.contains(Input.VARYING);
    }

    /** Returns whether its elements are texts. */
    public boolean texts() {
        return dtype.equals("string");
    }

    /** Returns the number of elements in one row, where each axis that varies counts as one of length 1. */
    public int size() {
        return row.stream().filter(length -> length != Input.VARYING).reduce(1, Math::multiplyExact);
    }
}
