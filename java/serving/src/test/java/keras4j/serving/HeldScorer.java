package keras4j.serving;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import keras4j.data.Tensor;
import keras4j.fitted.Fitted;
import keras4j.onnx.OnnxScorer;
import keras4j.scoring.Scorer;

/** Scorer by ONNX Runtime whose calls wait for a permit, once it holds. */
final class HeldScorer implements Scorer, AutoCloseable {
    final List<Fitted> released = new ArrayList<>();
    final Semaphore permits = new Semaphore(0);
    final CountDownLatch called = new CountDownLatch(1);

    private final OnnxScorer scorer = OnnxScorer.open();
    private volatile boolean holds;

    void hold() {
        holds = true;
    }

    @Override
    public List<Tensor> outputs(Fitted fitted, List<Tensor> x) {
        if (holds) {
            called.countDown();
            acquire();
        }
        return scorer.outputs(fitted, x);
    }

    private void acquire() {
        try {
            if (!permits.tryAcquire(60, TimeUnit.SECONDS)) {
                throw new AssertionError("no permit came");
            }
        } catch (InterruptedException ended) {
            throw new IllegalStateException("interrupted", ended);
        }
    }

    @Override
    public List<Tensor> outputsWithVariance(Fitted fitted, List<Tensor> x) {
        return scorer.outputsWithVariance(fitted, x);
    }

    @Override
    public float[] predict(Fitted fitted, float... row) {
        return scorer.predict(fitted, row);
    }

    @Override
    public void release(Fitted fitted) {
        released.add(fitted);
        scorer.release(fitted);
    }

    @Override
    public void close() {
        scorer.close();
    }
}
