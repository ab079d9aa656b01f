package keras4j.internal.spark;

import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.dflib.DataFrame;
import org.dflib.Series;

/** Buffer of rows that become a frame. It is filled row by row, while a row is in the cache of the processor. */
final class FrameBuffer {
    private final String[] names;
    private final ColumnBuffer[] columns;
    private int rows;

    FrameBuffer(List<String> names, List<ColumnBuffer> columns) {
        this.names = names.toArray(String[]::new);
        this.columns = columns.toArray(ColumnBuffer[]::new);
    }

    /** Copies the cells of a row. */
    void add(InternalRow row) {
        for (ColumnBuffer column : columns) {
            column.copy(row, rows);
        }
        rows++;
    }

    /** Returns the rows as a frame, and leaves the buffer empty. The frame is valid until rows are added again. */
    DataFrame frame() {
        Series<?>[] series = new Series<?>[columns.length];
        for (int at = 0; at < series.length; at++) {
            series[at] = columns[at].series(rows);
        }
        rows = 0;
        return DataFrame.byColumn(names).of(series);
    }
}
