package keras4j.onnx;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Row of a caller that waits until a lane computes it, together with others. */
final class WaitingRow {
    private final float[] row;
    private final Thread thread;
    private float @Nullable [] numbers;
    private @Nullable Exception failure;
    private volatile boolean done;

    WaitingRow(float[] row, Thread thread) {
        this.row = row;
        this.thread = thread;
    }

    float[] row() {
        return row;
    }

    Thread thread() {
        return thread;
    }

    boolean done() {
        return done;
    }

    void complete(float[] result) {
        numbers = result;
        done = true;
    }

    void fail(Exception reason) {
        failure = reason;
        done = true;
    }

    /** Returns the numbers, after they were computed. */
    float[] result() {
        if (failure != null) {
            throw new IllegalStateException(
                    "OnnxScorer: a row could not be computed: " + failure.getMessage(), failure);
        }
        return Objects.requireNonNull(numbers);
    }
}
