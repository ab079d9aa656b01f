package keras4j.spring;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.List;
import java.util.function.Supplier;
import keras4j.data.Tensor;
import keras4j.fitted.Fitted;
import keras4j.scoring.Scorer;
import org.jspecify.annotations.Nullable;

/** Scorer of an application: opens its engine at the first prediction, and lets Micrometer observe each. */
final class EngineScorer implements Scorer {
    private final Supplier<? extends Scorer> opening;
    private final ObservationRegistry observations;
    private volatile @Nullable Scorer opened;
    private volatile @Nullable RuntimeException failure;

    EngineScorer(Supplier<? extends Scorer> opening, ObservationRegistry observations) {
        this.opening = opening;
        this.observations = observations;
    }

    @Override
    public List<Tensor> outputs(Fitted fitted, List<Tensor> x) {
        return observed(fitted, () -> engine().outputs(fitted, x));
    }

    @Override
    public List<Tensor> outputsWithVariance(Fitted fitted, List<Tensor> x) {
        return observed(fitted, () -> engine().outputsWithVariance(fitted, x));
    }

    @Override
    public float[] predict(Fitted fitted, float... row) {
        return observed(fitted, () -> engine().predict(fitted, row));
    }

    /** Returns a result with an observation. The model's name is in traces only: meters have a bounded number of tags. */
    private <T> T observed(Fitted fitted, Supplier<T> call) {
        return Observation.createNotStarted("keras4j.scoring", observations)
                .contextualName("predict " + fitted.name())
                .highCardinalityKeyValue("model", fitted.name())
                .observe(call);
    }

    @Override
    public void release(Fitted fitted) {
        Scorer engine = opened;
        if (engine != null) {
            engine.release(fitted);
        }
    }

    private Scorer engine() {
        Scorer engine = opened;
        return engine == null ? open() : engine;
    }

    private Scorer open() {
        try {
            Scorer engine = opening.get();
            opened = engine;
            failure = null;
            return engine;
        } catch (RuntimeException failed) {
            failure = failed;
            throw failed;
        }
    }

    /** Returns whether the engine is open. */
    boolean isOpen() {
        return opened != null;
    }

    /** Returns why the engine could not be opened the last time; null if it could, or was not needed yet. */
    @Nullable RuntimeException failure() {
        return failure;
    }

    @Override
    public String toString() {
        Scorer engine = opened;
        return engine == null ? "not opened yet" : engine.toString();
    }
}
