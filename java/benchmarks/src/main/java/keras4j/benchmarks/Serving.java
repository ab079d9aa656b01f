package keras4j.benchmarks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import keras4j.Keras;
import keras4j.data.Tensor;
import keras4j.environment.Settings;
import keras4j.fitted.Fitted;
import keras4j.internal.environment.Environments;
import keras4j.internal.python.CallListener;
import keras4j.internal.python.Deadline;
import keras4j.internal.python.Python;
import keras4j.internal.python.PythonArray;
import keras4j.internal.python.PythonRequest;

/** A fitted network, and what is measured of its predictions. */
final class Serving {
    private static final int BATCH = 1_000;
    /** After which the JVM has compiled what a prediction goes through; the Python side does as many. */
    private static final int WARM_UP = 10_000;

    private final Keras keras;
    private final Tensor all;
    private final Tensor batch;
    private final float[] one;
    private final Fitted fitted;

    private Serving(Keras keras, Tensor all, Fitted fitted) {
        this.keras = keras;
        this.all = all;
        this.batch = all.slice(0, BATCH);
        this.one = all.row(0);
        this.fitted = fitted;
    }

    /** Fits for an epoch and leaves {@code model.keras} for the other side; answers the prediction of the first row. */
    static Serving begin(Keras keras, Path folder) throws IOException {
        Tensor x = Rows.x(folder);
        Fitted fitted = keras.fit(BenchmarkNetwork.spec(1), x, Rows.y(folder));
        Files.write(folder.resolve("model.keras"), fitted.kerasBytes());
        Serving serving = new Serving(keras, x, fitted);
        for (int call = 0; call < WARM_UP; call++) {
            keras.predict(fitted, serving.one);
        }
        ObjectNode answer = JavaSide.empty();
        for (float number : keras.predict(fitted, serving.one)) {
            answer.withArray("row").add(number);
        }
        JavaSide.answer(answer);
        return serving;
    }

    ObjectNode measure(String[] words) {
        return switch (words[0]) {
            case "one_row" -> calls(words[1], () -> keras.predict(fitted, one));
            case "batch" -> calls(words[1], () -> keras.predict(fitted, batch));
            case "threads" ->
                new ConcurrentCallers(keras, fitted, batch)
                        .run(Integer.parseInt(words[1]), Double.parseDouble(words[2]));
            case "hand_over" -> handOver(words[1]);
            case "restore" -> restore();
            default -> throw new IllegalArgumentException("JavaSide: no command is called " + words[0]);
        };
    }

    private static ObjectNode calls(String seconds, Runnable call) {
        return Timing.spread(Timing.durations(Double.parseDouble(seconds), call));
    }

    /** A call of a function that looks at nothing: what is left is the way there and back. */
    private ObjectNode handOver(String seconds) {
        Settings settings = Settings.defaults();
        String backend = keras.backend().id();
        Python python = Python.embedded(backend, settings, List::of, () -> Environments.resolve(settings, backend));
        PythonArray array = new PythonArray("float32", all.shape(), all.buffer());
        PythonRequest request = new PythonRequest("live", PythonRequest.empty(), List.of(array), "hand-over");
        return calls(seconds, () -> python.call(Python.Work.PREDICTION, request, CallListener.NONE, Deadline.NONE));
    }

    private ObjectNode restore() {
        keras.release(fitted);
        long start = System.nanoTime();
        keras.predict(fitted, one);
        return JavaSide.empty().put("ms", JavaSide.seconds(start) * 1e3);
    }
}
