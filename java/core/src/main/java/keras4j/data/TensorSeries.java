package keras4j.data;

import java.util.Arrays;
import java.util.stream.IntStream;
import keras4j.internal.text.Preconditions;
import keras4j.internal.text.Quoted;
import org.dflib.IntSeries;
import org.dflib.Series;
import org.dflib.series.ObjectSeries;
import org.jspecify.annotations.Nullable;

/**
 * An array column of a frame: each cell is one row of a {@link Tensor}, as {@code float[]}.
 *
 * <p>The numbers are not copied. A contiguous range ({@code head}, {@code tail}, {@code rowsRange}) is a view on the
 * same memory, any other selection of rows a list of row numbers. Reading a cell copies it, so changes to the copy have
 * no effect here.
 */
public final class TensorSeries extends ObjectSeries<float[]> {
    private final Tensor source;
    private final int @Nullable [] picked;

    private TensorSeries(Tensor source, int @Nullable [] picked) {
        super(float[].class);
        this.inferredType = float[].class;
        this.source = source;
        this.picked = picked;
    }

    /**
     * Returns the column whose cells are the rows of {@code tensor}, without a copy.
     *
     * @param tensor numbers of shape {@code (rows, ...)}
     * @return the column
     * @throws IllegalArgumentException if the tensor has rows only, which are an ordinary column, or holds texts
     */
    public static TensorSeries of(Tensor tensor) {
        Preconditions.notNull("TensorSeries", "tensor", tensor);
        if (tensor.shape().length < 2) {
            throw new IllegalArgumentException("TensorSeries: tensor must have shape (rows, ...), got "
                    + Quoted.cut(TensorShapes.text(tensor.shape())));
        }
        if (tensor.dtype() == DType.STRING) {
            throw new IllegalArgumentException(
                    "TensorSeries: tensor must be numbers, got texts; a column of String cells holds them");
        }
        return new TensorSeries(tensor, null);
    }

    /** {@return all rows as one tensor: the memory itself, or a copy of the selected rows} */
    public Tensor tensor() {
        return picked == null ? source : source.take(picked);
    }

    /** {@return the dimensions of one cell} */
    public int[] rowShape() {
        return source.rowShape();
    }

    /** {@return the type of the numbers} */
    public DType dtype() {
        return source.dtype();
    }

    @Override
    public int size() {
        return picked == null ? source.rows() : picked.length;
    }

    @Override
    public float[] get(int index) {
        int row = Preconditions.index("TensorSeries", "index", index, size());
        return source.row(picked == null ? row : picked[row]);
    }

    @Override
    public void copyTo(Object[] to, int fromOffset, int toOffset, int len) {
        Preconditions.notNull("TensorSeries", "to", to);
        Preconditions.range("TensorSeries.copyTo: source", fromOffset, fromOffset + len, size());
        Preconditions.range("TensorSeries.copyTo: target", toOffset, toOffset + len, to.length);
        for (int i = 0; i < len; i++) {
            to[toOffset + i] = get(fromOffset + i);
        }
    }

    @Override
    public TensorSeries selectRange(int from, int to) {
        Preconditions.range("TensorSeries", from, to, size());
        return picked == null
                ? new TensorSeries(source.slice(from, to), null)
                : new TensorSeries(source, Arrays.copyOfRange(picked, from, to));
    }

    /** Returns the rows at {@code positions} as a view; a join's gaps (-1) make an ordinary column with nulls. */
    @Override
    public Series<float[]> select(IntSeries positions) {
        Preconditions.notNull("TensorSeries", "positions", positions);
        int[] rows = positions.toIntArray();
        if (IntStream.of(rows).anyMatch(row -> row < 0)) {
            return super.select(positions);
        }
        for (int i = 0; i < rows.length; i++) {
            int row = Preconditions.index("TensorSeries", "position", rows[i], size());
            rows[i] = picked == null ? row : picked[row];
        }
        return new TensorSeries(source, rows);
    }

    @Override
    public TensorSeries materialize() {
        return this;
    }

    @Override
    public TensorSeries fillNulls(float[] value) {
        Preconditions.notNull("TensorSeries", "value", value);
        return this;
    }

    @Override
    public TensorSeries fillNullsFromSeries(Series<? extends float[]> values) {
        Preconditions.notNull("TensorSeries", "values", values);
        return this;
    }

    @Override
    public TensorSeries fillNullsBackwards() {
        return this;
    }

    @Override
    public TensorSeries fillNullsForward() {
        return this;
    }
}
