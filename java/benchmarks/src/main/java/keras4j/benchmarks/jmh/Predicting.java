package keras4j.benchmarks.jmh;

import java.util.concurrent.TimeUnit;
import keras4j.prediction.Predictions;
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

/** One row, and a batch of a thousand. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class Predicting {
    private float[] row = {};

    /** Takes the first row. */
    @Setup
    public void take(FittedNetwork network) {
        row = network.rows.row(0);
    }

    /** The fastest way for one row. */
    @Benchmark
    public float[] oneRow(FittedNetwork network) {
        return network.keras.predict(network.fitted, row);
    }

    /** A tensor of shape {@code (1000, 784)}. */
    @Benchmark
    public Predictions batch(FittedNetwork network) {
        return network.keras.predict(network.fitted, network.rows);
    }
}
