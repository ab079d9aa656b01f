package keras4j.internal.spark;

import java.util.Arrays;
import java.util.function.Function;
import org.apache.spark.sql.Row;
import org.dflib.Series;
import org.jspecify.annotations.Nullable;

/** Cells of one column, copied out of some rows. */
abstract class ColumnBuffer {
    final int column;

    ColumnBuffer(int column) {
        this.column = column;
    }

    /** Copies the cell of a row. */
    abstract void copy(Row row, int at);

    /** Returns the first cells as a column of a frame. */
    abstract Series<?> series(int rows);

    /** Buffer of double-precision numbers, in which NaN is missing. */
    static final class Doubles extends ColumnBuffer {
        private final double[] cells;

        Doubles(int column, int capacity) {
            super(column);
            this.cells = new double[capacity];
        }

        @Override
        void copy(Row row, int at) {
            cells[at] = row.isNullAt(column) ? Double.NaN : row.getDouble(column);
        }

        @Override
        Series<?> series(int rows) {
            return Series.ofDouble(Arrays.copyOf(cells, rows));
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
        void copy(Row row, int at) {
            cells[at] = row.isNullAt(column) ? Float.NaN : row.getFloat(column);
        }

        @Override
        Series<?> series(int rows) {
            return Series.ofFloat(Arrays.copyOf(cells, rows));
        }
    }

    /** Buffer of whole numbers; a column in which some are missing has them as objects. */
    static final class Longs extends ColumnBuffer {
        private final long[] cells;
        private final boolean[] missing;
        private final boolean wide;

        /**
         * Creates a buffer.
         *
         * @param wide whether the numbers may be beyond 32 bits
         */
        Longs(int column, int capacity, boolean wide) {
            super(column);
            this.cells = new long[capacity];
            this.missing = new boolean[capacity];
            this.wide = wide;
        }

        @Override
        void copy(Row row, int at) {
            missing[at] = row.isNullAt(column);
            cells[at] = missing[at] ? 0 : ((Number) row.get(column)).longValue();
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
        private final Function<Object, Object> conversion;

        Objects(int column, int capacity, Function<Object, Object> conversion) {
            super(column);
            this.cells = new Object[capacity];
            this.conversion = conversion;
        }

        @Override
        void copy(Row row, int at) {
            Object cell = row.get(column);
            cells[at] = cell == null ? null : conversion.apply(cell);
        }

        @Override
        Series<?> series(int rows) {
            return Series.of(Arrays.copyOf(cells, rows));
        }
    }
}
