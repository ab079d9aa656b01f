package keras4j.benchmarks.jmh;

import java.util.List;
import java.util.concurrent.TimeUnit;
import keras4j.environment.Settings;
import keras4j.internal.environment.Environments;
import keras4j.internal.python.CallListener;
import keras4j.internal.python.Deadline;
import keras4j.internal.python.Python;
import keras4j.internal.python.PythonArray;
import keras4j.internal.python.PythonReply;
import keras4j.internal.python.PythonRequest;
import keras4j.model.Backend;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A call that carries 60,000 x 784 floats to Python, where nobody looks at them. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class HandOver {
    @SuppressWarnings("NullAway.Init")
    private Python python;

    @SuppressWarnings("NullAway.Init")
    private PythonRequest request;

    /** Starts Python. */
    @Setup
    public void start() {
        Settings settings = Settings.defaults();
        String backend = Backend.JAX.id();
        python = Python.embedded(backend, settings, List::of, () -> Environments.resolve(settings, backend));
        request = new PythonRequest(
                "live", PythonRequest.empty(), List.of(PythonArray.zeros("float32", 60_000, 784)), "hand-over");
    }

    /** There and back. */
    @Benchmark
    public PythonReply handOver() {
        return python.call(Python.Work.PREDICTION, request, CallListener.NONE, Deadline.NONE);
    }
}
