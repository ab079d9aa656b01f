package keras4j;

import java.util.List;
import java.util.concurrent.TimeUnit;
import keras4j.internal.python.CompiledModel;
import keras4j.internal.python.Deadline;
import keras4j.internal.python.PythonArray;
import keras4j.internal.python.RowSource;
import keras4j.internal.session.LiveModel;
import keras4j.internal.session.LiveModels;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/** Finding a live model among many; in this package because the models are its own. No Python runs. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class LiveModelsLookup {
    private static final int MODELS = 1_000;

    private final LiveModels models = new LiveModels(Long.MAX_VALUE, id -> {});

    /** Takes a thousand models in. */
    @Setup
    public void fill() {
        for (int model = 0; model < MODELS; model++) {
            models.put("model-" + model, new LiveModel(model, new Nothing(), 1), false);
        }
    }

    /** By one thread. */
    @Benchmark
    public long alone() {
        return models.use("model-500", "model", LiveModelsLookup::missing, LiveModel::id, Deadline.NONE);
    }

    /** By two threads at once. */
    @Benchmark
    @Threads(2)
    public long together() {
        return models.use("model-500", "model", LiveModelsLookup::missing, LiveModel::id, Deadline.NONE);
    }

    private static LiveModel missing() {
        throw new IllegalStateException("the model was to be alive");
    }

    private static final class Nothing implements CompiledModel {
        @Override
        public void predict(RowSource rows, Deadline deadline) {}

        @Override
        public void predict(List<PythonArray> x, List<PythonArray> out, Deadline deadline) {}
    }
}
