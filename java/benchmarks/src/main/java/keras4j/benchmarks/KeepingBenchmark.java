package keras4j.benchmarks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import keras4j.Keras;
import keras4j.fitted.Fitted;
import keras4j.fitted.KerasFile;

/** A fitted network that is saved and loaded, and files that are inspected. */
final class KeepingBenchmark {
    private final Keras keras;
    private final Path folder;
    private final Fitted fitted;

    private KeepingBenchmark(Keras keras, Path folder, Fitted fitted) {
        this.keras = keras;
        this.folder = folder;
        this.fitted = fitted;
    }

    /** Fits for an epoch and leaves {@code model.keras} for the other side, {@code model.keras4j} for this one. */
    static KeepingBenchmark begin(Keras keras, Path folder) throws IOException {
        Fitted fitted = keras.fit(BenchmarkNetwork.spec(1), Rows.x(folder), Rows.y(folder));
        Files.write(folder.resolve("model.keras"), fitted.kerasBytes());
        fitted.replace(folder.resolve("model.keras4j"));
        JavaSide.answer(JavaSide.empty());
        return new KeepingBenchmark(keras, folder, fitted);
    }

    void measure(String what, String seconds) throws IOException {
        JavaSide.answer(
                switch (what) {
                    case "keep_save" -> calls(seconds, () -> fitted.replace(folder.resolve("saved.keras4j")));
                    case "keep_load" -> calls(seconds, this::load);
                    case "keep_foreign" -> calls(seconds, this::foreign);
                    default -> inspect(what.substring("keep_".length()), seconds);
                });
    }

    private static ObjectNode calls(String seconds, Runnable call) {
        return Timing.spread(Timing.durations(Double.parseDouble(seconds), call));
    }

    /** From the file to a live model and its weights in Java. */
    private void load() {
        keras.network(Fitted.load(folder.resolve("model.keras4j")));
    }

    /** From the file to a live model, with its summary and its picture. */
    private void foreign() {
        keras.release(keras.load(KerasFile.read(folder.resolve("model.keras"))));
    }

    /** {@code small.keras} or {@code big.keras}, which the other side made. */
    private ObjectNode inspect(String name, String seconds) throws IOException {
        byte[] bytes = Files.readAllBytes(folder.resolve(name + ".keras"));
        return calls(seconds, () -> KerasFile.of(bytes)).put("bytes", bytes.length);
    }
}
