package keras4j;

import static keras4j.Models.block;
import static keras4j.Models.input;
import static keras4j.Models.output;
import static keras4j.Models.regressor;
import static keras4j.activation.Activation.RELU;
import static keras4j.layer.Layers.dense;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import keras4j.data.Tensor;
import keras4j.fitted.Fitted;
import keras4j.internal.python.CallListener;
import keras4j.internal.python.Deadline;
import keras4j.internal.python.Python.Work;
import keras4j.internal.python.PythonRequest;
import keras4j.spec.Spec;

/** Small networks and numbers for the tests of the session. */
public final class SessionFixtures {
    public static final int COLUMNS = 3;
    static final int ROWS = 64;

    private SessionFixtures() {}

    /** A regressor that fits in a moment; another seed makes another model. */
    public static Spec tiny(long seed) {
        return regressor("tiny", input(), block("hidden", dense(4).activation(RELU)), output())
                .epochs(2)
                .seed(seed);
    }

    static Fitted fitted(Keras keras, long seed) {
        return keras.fit(tiny(seed), x(), y());
    }

    public static Tensor x() {
        return numbers(1, ROWS, COLUMNS);
    }

    public static Tensor y() {
        return numbers(2, ROWS);
    }

    static float[][] rows() {
        Tensor x = x();
        float[][] rows = new float[x.rows()][];
        Arrays.setAll(rows, x::row);
        return rows;
    }

    /** Numbers around zero that a seed decides. */
    public static Tensor numbers(long seed, int... shape) {
        float[] values = new float[Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
        Random random = new Random(seed);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return Tensor.of(values, shape);
    }

    /** The prediction of each row, one call after another. */
    static float[] alone(Keras keras, Fitted fitted) {
        float[] answers = new float[ROWS];
        float[][] rows = rows();
        for (int row = 0; row < ROWS; row++) {
            answers[row] = keras.predict(fitted, rows[row])[0];
        }
        return answers;
    }

    /** Returns the number of objects that Python holds for Java. */
    static int live(Keras keras) {
        PythonRequest request = PythonRequest.of("live", PythonRequest.empty(), "live objects");
        return keras.session()
                .python()
                .call(Work.PREDICTION, request, CallListener.NONE, Deadline.NONE)
                .value()
                .asInt();
    }

    /** Runs all at once, each on a thread of its own, and gives back what they give. */
    static <T> List<T> atOnce(List<Callable<T>> calls) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(calls.size());
        try {
            List<T> results = new java.util.ArrayList<>();
            for (Future<T> call : threads.invokeAll(calls)) {
                results.add(call.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
