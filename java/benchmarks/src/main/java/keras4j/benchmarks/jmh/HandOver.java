package keras4j.benchmarks.jmh;

import java.util.List;
import java.util.concurrent.TimeUnit;
import keras4j.Backend;
import keras4j.python.Array;
import keras4j.python.Deadline;
import keras4j.python.Environments;
import keras4j.python.Python;
import keras4j.python.Reply;
import keras4j.python.Request;
import keras4j.python.Settings;
import keras4j.python.Watch;
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
    private Request request;

    /** Starts Python. */
    @Setup
    public void start() {
        Settings settings = Settings.defaults();
        String backend = Backend.JAX.id();
        python = Python.embedded(backend, settings.cache(), List::of, () -> Environments.resolve(settings, backend));
        request = new Request("live", Request.empty(), List.of(Array.zeros("float32", 60_000, 784)), "hand-over");
    }

    /** There and back. */
    @Benchmark
    public Reply handOver() {
        return python.call(Python.Work.PREDICTION, request, Watch.NONE, Deadline.NONE);
    }
}
