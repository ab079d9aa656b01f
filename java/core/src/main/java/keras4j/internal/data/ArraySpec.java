package keras4j.internal.data;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Element type and row shape of an input or output of a model.
 *
 * @param dtype the element type under its NumPy name
 * @param row the shape of one row
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

    /** Returns the number of elements in one row. */
    public int size() {
        return row.stream().reduce(1, Math::multiplyExact);
    }
}
