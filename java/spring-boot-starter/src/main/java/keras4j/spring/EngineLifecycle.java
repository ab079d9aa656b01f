package keras4j.spring;

import java.time.Duration;
import java.util.Map;
import keras4j.fitted.Fitted;
import keras4j.internal.exit.ExitBarrier;
import keras4j.internal.prediction.ZeroRows;
import keras4j.scoring.Scorer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Lifecycle of the engine: it is ready before, and ends after, all that answers requests. When the JVM is terminated, an
 * engine stays usable until Spring has stopped the rest of the application.
 */
final class EngineLifecycle implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger("keras4j.spring");

    private final Scorer scorer;
    private final Map<String, Fitted> models;
    private final boolean eager;
    private final Duration grace;
    private volatile boolean running;

    EngineLifecycle(Scorer scorer, Map<String, Fitted> models, boolean eager, Duration grace) {
        this.scorer = scorer;
        this.models = models;
        this.eager = eager;
        this.grace = grace;
    }

    @Override
    public void start() {
        if (eager) {
            models.forEach(this::warmUp);
        }
        ExitBarrier.enter(this, grace);
        running = true;
    }

    private void warmUp(String name, Fitted fitted) {
        long start = System.nanoTime();
        ZeroRows.SIZES.forEach(rows -> scorer.outputs(fitted, ZeroRows.of(fitted.schema(), rows)));
        LOG.info("Model {} is warm after {} ms", name, (System.nanoTime() - start) / 1_000_000);
    }

    @Override
    public void stop() {
        running = false;
        ExitBarrier.leave(this);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Returns the first phase of a start, which is the last one of a stop. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }
}
