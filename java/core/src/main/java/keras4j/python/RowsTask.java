package keras4j.python;

import java.util.ArrayList;
import java.util.List;

/** A few rows for a model; takes along the rows that other callers have for the same model. */
final class RowsTask extends Task {
    private final EmbeddedPredictor predictor;
    private final Rows rows;
    private final List<RowsTask> batch = new ArrayList<>();

    RowsTask(EmbeddedPredictor predictor, Rows rows) {
        this.predictor = predictor;
        this.rows = rows;
        batch.add(this);
    }

    Rows rows() {
        return rows;
    }

    @Override
    void perform(Lane lane) {
        predictor.run(lane.bridge(), batch, gather(lane));
    }

    @Override
    List<RowsTask> together() {
        return batch;
    }

    private int gather(Lane lane) {
        int count = rows.count();
        while (count < Predictor.MERGED) {
            int room = Predictor.MERGED - count;
            Task next = lane.poll(task ->
                    task instanceof RowsTask other && other.predictor == predictor && other.rows.count() <= room);
            if (next == null) {
                break;
            }
            if (next.claim()) {
                batch.add((RowsTask) next);
                count += ((RowsTask) next).rows.count();
            }
        }
        return count;
    }
}
