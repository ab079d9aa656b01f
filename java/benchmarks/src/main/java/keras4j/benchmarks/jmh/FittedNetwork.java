package keras4j.benchmarks.jmh;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import keras4j.Keras;
import keras4j.benchmarks.BenchmarkNetwork;
import keras4j.data.Labels;
import keras4j.data.Tensor;
import keras4j.fitted.Fitted;
import keras4j.model.Backend;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The guide's network, fitted for an epoch, in an open session. */
@State(Scope.Benchmark)
public class FittedNetwork {
    private static final int ROWS = 1_000;
    private static final int PIXELS = 784;

    /** The backend; one fork has one. */
    @Param({"JAX", "TENSORFLOW"})
    public Backend backend = Backend.JAX;

    @SuppressWarnings("NullAway.Init")
    Keras keras;

    @SuppressWarnings("NullAway.Init")
    Tensor rows;

    @SuppressWarnings("NullAway.Init")
    Fitted fitted;

    /** Fits. */
    @Setup
    public void fit() {
        SplittableRandom random = new SplittableRandom(1);
        float[] numbers = new float[ROWS * PIXELS];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = random.nextInt(256) / 255f;
        }
        keras = Keras.open(backend);
        rows = Tensor.of(numbers, ROWS, PIXELS);
        fitted = keras.fit(
                BenchmarkNetwork.spec(1),
                rows,
                Labels.of(IntStream.range(0, ROWS).map(i -> i % 10).toArray()));
    }

    /** Closes the session. */
    @TearDown
    public void close() {
        keras.close();
    }
}
