package keras4j.python;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What the rows of an input or output of a model are.
 *
 * @param dtype NumPy's name of the element type
 * @param row the shape of one row
 */
public record ArraySpec(String dtype, List<Integer> row) {
    public ArraySpec {
        row = List.copyOf(row);
    }

    /** The shape of some rows: {@code (rows, ...)}. */
    public int[] shape(int rows) {
        return IntStream.concat(IntStream.of(rows), row.stream().mapToInt(Integer::intValue))
                .toArray();
    }

    /** How many numbers one row has. */
    public int size() {
        return row.stream().reduce(1, Math::multiplyExact);
    }

    Array zeros(int rows) {
        return Array.zeros(dtype, shape(rows));
    }
}
