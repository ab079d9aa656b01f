package keras4j.python;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A few rows for a model; takes along the rows that other callers have for the same model. */
final class RowsTask extends Task {
    private final EmbeddedPredictor predictor;
    private final Rows rows;

    RowsTask(EmbeddedPredictor predictor, Rows rows) {
        this.predictor = predictor;
        this.rows = rows;
    }

    Rows rows() {
        return rows;
    }

    @Override
    void perform(Lane lane) {
        List<RowsTask> batch = new ArrayList<>();
        batch.add(this);
        int count = gather(lane, batch);
        try {
            predictor.run(lane.bridge(), batch, count);
        } catch (RuntimeException thrown) {
            finish(batch, thrown);
            throw thrown;
        }
        finish(batch, null);
    }

    private int gather(Lane lane, List<RowsTask> batch) {
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

    private static void finish(List<RowsTask> batch, @Nullable RuntimeException thrown) {
        batch.subList(1, batch.size()).forEach(task -> task.finish(thrown));
    }
}
