package keras4j.internal.spark;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import keras4j.fitted.Fitted;
import keras4j.model.Backend;
import keras4j.onnx.OnnxScorer;
import keras4j.scoring.Scorer;

/** Scorers of this executor, shared by the tasks of all sessions. They end with the executor. */
final class ExecutorScorers {
    private static final Map<Backend, ScorerPool<WorkerScorer>> POOLS = new ConcurrentHashMap<>();

    private ExecutorScorers() {}

    /** Holder of the scorer without Python, of a library that may be missing. */
    private static final class WithoutPython {
        static final OnnxScorer SCORER = OnnxScorer.open();
    }

    /**
     * Calls a scorer.
     *
     * @param onnx whether it computes without Python
     * @param workers the number of worker processes at most; 0 for as many as tasks run at once
     */
    static <T> T with(Fitted fitted, boolean onnx, int workers, Function<Scorer, T> call) {
        return onnx
                ? call.apply(WithoutPython.SCORER)
                : POOLS.computeIfAbsent(backend(fitted), backend -> new ScorerPool<>(() -> WorkerScorer.open(backend)))
                        .with(workers, call::apply);
    }

    /** Returns the backend of the system property, or else the one that the model was fitted on. */
    static Backend backend(Fitted fitted) {
        String own = fitted.versions().getOrDefault("backend", Backend.JAX.id());
        boolean tensorflow = own.equals(Backend.TENSORFLOW.id());
        return System.getProperty("keras4j.backend") != null
                ? Backend.chosen()
                : tensorflow ? Backend.TENSORFLOW : Backend.JAX;
    }

    /** Returns the number of worker processes. */
    static int workers() {
        return POOLS.values().stream().mapToInt(pool -> pool.opened().size()).sum();
    }

    /** Returns the number of models that the worker processes restored. */
    static int restorations() {
        return POOLS.values().stream()
                .flatMap(pool -> pool.opened().stream())
                .mapToInt(WorkerScorer::restorations)
                .sum();
    }
}
