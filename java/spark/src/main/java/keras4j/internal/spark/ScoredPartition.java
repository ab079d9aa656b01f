package keras4j.internal.spark;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import keras4j.fitted.Fitted;
import keras4j.prediction.Predictions;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.dflib.DataFrame;
import org.dflib.Series;

/** Rows of a partition with their predictions, computed in batches. */
final class ScoredPartition implements Iterator<Row> {
    private final Iterator<Row> rows;
    private final ScoringTask task;
    private final Fitted fitted;
    private Iterator<Row> scored = Collections.emptyIterator();

    ScoredPartition(Iterator<Row> rows, ScoringTask task) {
        this.rows = rows;
        this.task = task;
        this.fitted = task.model().value().fitted();
    }

    @Override
    public boolean hasNext() {
        while (!scored.hasNext() && rows.hasNext()) {
            scored = scored(batch()).iterator();
        }
        return scored.hasNext();
    }

    @Override
    public Row next() {
        if (!hasNext()) {
            throw new NoSuchElementException("partition: no row is left");
        }
        return scored.next();
    }

    private List<Row> batch() {
        List<Row> batch = new ArrayList<>(task.batchRows());
        while (batch.size() < task.batchRows() && rows.hasNext()) {
            batch.add(rows.next());
        }
        return batch;
    }

    private List<Row> scored(List<Row> batch) {
        DataFrame frame = task.frames().frame(batch);
        Predictions predictions = ExecutorScorers.with(
                fitted, task.onnx(), task.workers(), scorer -> scorer.predict(fitted, frame));
        return joined(batch, predictions.rowNumbers(), predictions.columns());
    }

    /** Returns the predicted rows, of which a step may have left some out. */
    private static List<Row> joined(List<Row> batch, int[] numbers, DataFrame predictions) {
        List<Series<?>> columns = new ArrayList<>();
        predictions.getColumnsIndex().forEach(name -> columns.add(predictions.getColumn(name)));
        List<Row> joined = new ArrayList<>(numbers.length);
        for (int at = 0; at < numbers.length; at++) {
            joined.add(joined(batch.get(numbers[at]), columns, at));
        }
        return joined;
    }

    private static Row joined(Row row, List<Series<?>> columns, int at) {
        int own = row.size();
        Object[] cells = new Object[own + columns.size()];
        for (int column = 0; column < own; column++) {
            cells[column] = row.get(column);
        }
        for (int column = 0; column < columns.size(); column++) {
            cells[own + column] = columns.get(column).get(at);
        }
        return RowFactory.create(cells);
    }
}
