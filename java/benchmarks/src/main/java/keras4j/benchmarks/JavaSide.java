package keras4j.benchmarks;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import keras4j.Keras;
import keras4j.data.Batches;
import keras4j.data.Labels;
import keras4j.data.Tensor;
import keras4j.fitted.Fitted;
import keras4j.model.Backend;
import keras4j.session.ProgressListener;
import keras4j.session.TrainingControl;
import org.jspecify.annotations.Nullable;

/** The Java side of the figures: does what each line on stdin says, answers with lines of JSON. */
public final class JavaSide {
    private final BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    private final Keras keras;
    private final Path folder;
    private @Nullable Serving serving;
    private @Nullable Preparing preparing;
    private @Nullable KeepingBenchmark keeping;

    private JavaSide(Keras keras, Path folder) {
        this.keras = keras;
        this.folder = folder;
    }

    /** Takes the backend and the folder of the rows. */
    public static void main(String[] args) throws IOException {
        try (Keras keras = Keras.open(Backend.valueOf(args[0]))) {
            new JavaSide(keras, Path.of(args[1])).live();
        }
    }

    private void live() throws IOException {
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split(" ", -1);
            switch (words[0]) {
                case "fit" -> fit(Integer.parseInt(words[1]));
                case "stream" -> stream(Integer.parseInt(words[1]));
                case "tune" ->
                    new Searching(keras).tune(words[1], Long.parseLong(words[2]), Integer.parseInt(words[3]));
                case "memory" -> new Searching(keras).memory(words[1], Integer.parseInt(words[2]));
                case "prepare" -> prepare();
                case "prepare_scale", "prepare_pca" ->
                    java.util.Objects.requireNonNull(preparing).measure(words[0].substring("prepare_".length()));
                case "keep" -> keeping = KeepingBenchmark.begin(keras, folder);
                case "keep_save", "keep_load", "keep_foreign", "keep_small", "keep_big" ->
                    java.util.Objects.requireNonNull(keeping).measure(words[0], words[1]);
                case "serve" -> serving = Serving.begin(keras, folder);
                default -> answer(java.util.Objects.requireNonNull(serving).measure(words));
            }
        }
    }

    private void prepare() {
        preparing = Preparing.begin();
        answer(empty());
    }

    private void fit(int epochs) throws IOException {
        Tensor x = Rows.x(folder);
        Labels y = Rows.y(folder);
        long start = System.nanoTime();
        Fitted fitted = keras.listening(new Gate()).fit(BenchmarkNetwork.spec(epochs), x, y);
        answer(empty().put("seconds", seconds(start))
                .put("peak_mb", Timing.peakMemoryMb())
                .put("loss", fitted.history().metric("loss")[epochs - 1]));
    }

    private void stream(int epochs) throws IOException {
        Labels labels = Rows.y(folder);
        Batches batches = Batches.of(() -> new RowsFile(folder, labels)).levels(labels.levels());
        Fitted fitted = keras.listening(new Gate()).fit(BenchmarkNetwork.spec(epochs), batches);
        answer(empty().put("loss", fitted.history().metric("loss")[epochs - 1]));
    }

    static ObjectNode empty() {
        return JsonNodeFactory.instance.objectNode();
    }

    static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    static void answer(ObjectNode values) {
        System.out.println(values);
    }

    /** Tells when an epoch is over, and starts the next one at the word of the other process. */
    private final class Gate implements ProgressListener {
        private long start = System.nanoTime();
        private double processor = Timing.processorSeconds();

        @Override
        public void onEpochEnd(TrainingControl training, Map<String, Double> logs) {
            answer(empty().put("seconds", seconds(start)).put("processor", Timing.processorSeconds() - processor));
            try {
                in.readLine();
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
            start = System.nanoTime();
            processor = Timing.processorSeconds();
        }
    }
}
