package keras4j.internal.spark;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import keras4j.fitted.Fitted;
import keras4j.prediction.Predictions;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.JoinedRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.unsafe.types.UTF8String;
import org.dflib.DataFrame;
import org.dflib.Series;

/** Rows of a partition with their predictions, computed in batches. */
final class ScoredPartition implements Iterator<InternalRow> {
    private final Iterator<InternalRow> rows;
    private final ScoringTask task;
    private final Fitted fitted;
    private final FrameBuffer buffer;
    private Iterator<InternalRow> scored = Collections.emptyIterator();

    ScoredPartition(Iterator<InternalRow> rows, ScoringTask task) {
        this.rows = rows;
        this.task = task;
        this.fitted = task.model().value().fitted();
        this.buffer = task.frames().buffer(task.batchRows());
    }

    @Override
    public boolean hasNext() {
        while (!scored.hasNext() && rows.hasNext()) {
            scored = scored().iterator();
        }
        return scored.hasNext();
    }

    @Override
    public InternalRow next() {
        if (!hasNext()) {
            throw new NoSuchElementException("partition: no row is left");
        }
        return scored.next();
    }

    private List<InternalRow> scored() {
        List<InternalRow> batch = new ArrayList<>(task.batchRows());
        while (batch.size() < task.batchRows() && rows.hasNext()) {
            InternalRow row = rows.next();
            buffer.add(row);
            batch.add(row.copy());
        }
        DataFrame frame = buffer.frame();
        Predictions predictions =
                ExecutorScorers.with(fitted, task.onnx(), task.workers(), scorer -> scorer.predict(fitted, frame));
        return joined(batch, predictions.rowNumbers(), predictions.columns());
    }

    /** Returns the predicted rows, of which a step may have left some out. */
    private static List<InternalRow> joined(List<InternalRow> batch, int[] numbers, DataFrame predictions) {
        Object[][] cells = new Object[numbers.length][predictions.width()];
        for (int column = 0; column < predictions.width(); column++) {
            Series<?> series = predictions.getColumn(column);
            for (int at = 0; at < numbers.length; at++) {
                cells[at][column] = cell(series.get(at));
            }
        }
        List<InternalRow> joined = new ArrayList<>(numbers.length);
        for (int at = 0; at < numbers.length; at++) {
            joined.add(new JoinedRow(batch.get(numbers[at]), new GenericInternalRow(cells[at])));
        }
        return joined;
    }

    /** Returns a cell as Spark keeps it. */
    private static Object cell(Object predicted) {
        if (predicted instanceof float[] numbers) {
            return ArrayData.toArrayData(numbers);
        }
        return predicted instanceof String text ? UTF8String.fromString(text) : predicted;
    }
}
