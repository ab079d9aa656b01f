package keras4j.internal.spark;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.dflib.DataFrame;

/** Rows of a dataset on the driver, as frames of some rows, while one partition after another arrives. */
public final class DatasetBatches implements Iterator<DataFrame> {
    private final Iterator<InternalRow> rows;
    private final RowFrames frames;
    private final int size;

    private DatasetBatches(Iterator<InternalRow> rows, RowFrames frames, int size) {
        this.rows = rows;
        this.frames = frames;
        this.size = size;
    }

    /**
     * Returns the frames of one pass.
     *
     * @param size the rows of each frame but the last
     * @param pass the number of the pass, from 0
     */
    public static Stream<DataFrame> frames(Dataset<Row> dataset, int size, int pass) {
        var spark = dataset.sparkSession();
        List<String> columns = Arrays.asList(dataset.columns());
        RowFrames frames =
                RowFrames.of(dataset.schema(), columns, List.of(), spark.conf().get("spark.sql.session.timeZone"));
        spark.sparkContext().setJobDescription("keras4j batches: pass " + (pass + 1));
        Iterator<DataFrame> all = new DatasetBatches(InternalRows.of(dataset).toLocalIterator(), frames, size);
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(all, Spliterator.ORDERED), false);
    }

    @Override
    public boolean hasNext() {
        return rows.hasNext();
    }

    @Override
    public DataFrame next() {
        if (!hasNext()) {
            throw new NoSuchElementException("dataset: no row is left");
        }
        FrameBuffer buffer = frames.buffer(size);
        for (int row = 0; row < size && rows.hasNext(); row++) {
            buffer.add(rows.next());
        }
        return buffer.frame();
    }
}
