package keras4j.benchmarks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import keras4j.Keras;
import keras4j.data.Tensor;
import keras4j.fitted.Fitted;

/** Many threads that each predict one row after another, and check every answer. */
final class ConcurrentCallers {
    /** Calls that are merged run in another batch size than calls alone. */
    private static final float TOLERANCE = 1e-6f;

    private final Keras keras;
    private final Fitted fitted;
    private final float[][] rows;
    private final float[][] right;
    private final LongAdder asked = new LongAdder();
    private final LongAdder answered = new LongAdder();
    private final LongAdder wrong = new LongAdder();

    ConcurrentCallers(Keras keras, Fitted fitted, Tensor x) {
        this.keras = keras;
        this.fitted = fitted;
        this.rows = new float[x.rows()][];
        this.right = new float[x.rows()][];
        for (int row = 0; row < rows.length; row++) {
            rows[row] = x.row(row);
            right[row] = keras.predict(fitted, rows[row]);
        }
    }

    ObjectNode run(int threads, double seconds) {
        long start = System.nanoTime();
        long end = start + (long) (seconds * 1e9);
        List<Thread> crowd = new ArrayList<>();
        for (int member = 0; member < threads; member++) {
            int first = member * 31;
            Thread thread = new Thread(() -> ask(first, end));
            thread.start();
            crowd.add(thread);
        }
        crowd.forEach(ConcurrentCallers::join);
        return JavaSide.empty()
                .put("per_second", answered.sum() / JavaSide.seconds(start))
                .put("wrong", wrong.sum())
                .put("lost", asked.sum() - answered.sum());
    }

    private void ask(int first, long end) {
        for (int row = first % rows.length; System.nanoTime() < end; row = (row + 1) % rows.length) {
            asked.increment();
            float[] answer = keras.predict(fitted, rows[row]);
            answered.increment();
            if (!same(answer, right[row])) {
                wrong.increment();
            }
        }
    }

    private static boolean same(float[] answer, float[] expected) {
        for (int i = 0; i < expected.length; i++) {
            if (!(Math.abs(answer[i] - expected[i]) <= TOLERANCE)) {
                return false;
            }
        }
        return answer.length == expected.length;
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException("interrupted while the crowd was at work", interrupted);
        }
    }
}
