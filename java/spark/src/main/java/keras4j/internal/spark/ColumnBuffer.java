package keras4j.internal.spark;

import java.util.Arrays;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.dflib.Series;
import org.jspecify.annotations.Nullable;

/** Cells of one column, copied out of some rows. */
abstract class ColumnBuffer {
    final int column;

    /**
     * Function that reads a cell which is not missing.
     *
     * @param <T> the class of cells
     */
    @FunctionalInterface
    interface CellReader<T> {
        /** Returns the cell at a place in a row or an array. */
        T read(SpecializedGetters cells, int at);
    }

    /** Function that reads a whole number which is not missing. */
    @FunctionalInterface
    interface WholeNumberReader {
        /** Returns the number at a place in a row. */
        long read(SpecializedGetters cells, int at);
    }

    ColumnBuffer(int column) {
        this.column = column;
    }

    /** Copies the cell of a row. */
    abstract void copy(InternalRow row, int at);

    /** Returns the first cells as a column of a frame, which is used until cells are copied again. */
    abstract Series<?> series(int rows);

    /** Buffer of double-precision numbers, in which NaN is missing. */
    static final class Doubles extends ColumnBuffer {
        private final double[] cells;

        Doubles(int column, int capacity) {
            super(column);
            this.cells = new double[capacity];
        }

        @Override
        void copy(InternalRow row, int at) {
            cells[at] = row.isNullAt(column) ? Double.NaN : row.getDouble(column);
        }

        @Override
        Series<?> series(int rows) {
            return Series.ofDouble(rows == cells.length ? cells : Arrays.copyOf(cells, rows));
        }
    }

    /** Buffer of single-precision numbers, in which NaN is missing. */
    static final class Floats extends ColumnBuffer {
        private final float[] cells;

        Floats(int column, int capacity) {
            super(column);
            this.cells = new float[capacity];
        }

        @Override
        void copy(InternalRow row, int at) {
            cells[at] = row.isNullAt(column) ? Float.NaN : row.getFloat(column);
        }

        @Override
        Series<?> series(int rows) {
            return Series.ofFloat(rows == cells.length ? cells : Arrays.copyOf(cells, rows));
        }
    }

    /** Buffer of whole numbers; a column in which some are missing has them as objects. */
    static final class Longs extends ColumnBuffer {
        private final long[] cells;
        private final boolean[] missing;
        private final WholeNumberReader reader;
        private final boolean wide;

        /**
         * Creates a buffer.
         *
         * @param wide whether the numbers may be beyond 32 bits
         */
        Longs(int column, int capacity, WholeNumberReader reader, boolean wide) {
            super(column);
            this.cells = new long[capacity];
            this.missing = new boolean[capacity];
            this.reader = reader;
            this.wide = wide;
        }

        @Override
        void copy(InternalRow row, int at) {
            missing[at] = row.isNullAt(column);
            cells[at] = missing[at] ? 0 : reader.read(row, column);
        }

        @Override
        Series<?> series(int rows) {
            for (int at = 0; at < rows; at++) {
                if (missing[at]) {
                    return objects(rows);
                }
            }
            return wide ? Series.ofLong(Arrays.copyOf(cells, rows)) : ints(rows);
        }

        private Series<?> ints(int rows) {
            int[] ints = new int[rows];
            Arrays.setAll(ints, at -> (int) cells[at]);
            return Series.ofInt(ints);
        }

        private Series<?> objects(int rows) {
            @Nullable Object[] objects = new Object[rows];
            Arrays.setAll(objects, at -> missing[at] ? null : number(at));
            return Series.of(objects);
        }

        private Object number(int at) {
            return wide ? (Object) cells[at] : (Object) (int) cells[at];
        }
    }

    /** Buffer of objects, such as texts; null is missing. */
    static final class Objects extends ColumnBuffer {
        private final @Nullable Object[] cells;
        private final CellReader<?> reader;

        Objects(int column, int capacity, CellReader<?> reader) {
            super(column);
            this.cells = new Object[capacity];
            this.reader = reader;
        }

        @Override
        void copy(InternalRow row, int at) {
            cells[at] = row.isNullAt(column) ? null : reader.read(row, column);
        }

        @Override
        Series<?> series(int rows) {
            return Series.of(Arrays.copyOf(cells, rows));
        }
    }
}
