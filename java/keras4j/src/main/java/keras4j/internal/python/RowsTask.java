package keras4j.internal.python;

import java.util.ArrayList;
import java.util.List;

/** Prediction of a few rows, merged with the waiting rows of other callers for the same model. */
final class RowsTask extends LaneTask {
    private final EmbeddedPredictor predictor;
    private final RowSource rows;
    private final List<RowsTask> batch = new ArrayList<>();

    RowsTask(EmbeddedPredictor predictor, RowSource rows) {
        this.predictor = predictor;
        this.rows = rows;
        batch.add(this);
    }

    RowSource rows() {
        return rows;
    }

    @Override
    void perform(InterpreterLane lane) {
        int count = gather(lane);
        try {
            predictor.run(lane.bridge(), batch, count);
        } catch (RuntimeException failure) {
            if (batch.size() == 1) {
                throw failure;
            }
            batch.forEach(task -> task.alone(lane.bridge()));
        }
    }

    /** Predicts without the rows of others, which may be the cause of a failure. */
    private void alone(JepBridge bridge) {
        try {
            predictor.run(bridge, List.of(this), rows.count());
        } catch (RuntimeException failure) {
            fail(failure);
        }
    }

    @Override
    List<RowsTask> together() {
        return batch;
    }

    private int gather(InterpreterLane lane) {
        int count = rows.count();
        while (count < CompiledModel.MERGED) {
            int room = CompiledModel.MERGED - count;
            LaneTask next = lane.poll(task ->
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
