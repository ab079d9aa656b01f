package keras4j.spring;

import java.util.Set;
import java.util.TreeSet;
import keras4j.scoring.Scorer;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Health of the engine: up when it is open, down if it could not be opened, unknown before its first use. A check opens
 * nothing and predicts nothing.
 */
final class KerasHealthIndicator extends AbstractHealthIndicator {
    private final Scorer scorer;
    private final Set<String> models;

    KerasHealthIndicator(Scorer scorer, Set<String> models) {
        this.scorer = scorer;
        this.models = new TreeSet<>(models);
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        health.up();
        if (scorer instanceof EngineScorer engine && !engine.isOpen()) {
            RuntimeException failure = engine.failure();
            if (failure == null) {
                health.unknown();
            } else {
                health.down(failure);
            }
        }
        health.withDetail("engine", scorer.toString()).withDetail("models", models);
    }
}
