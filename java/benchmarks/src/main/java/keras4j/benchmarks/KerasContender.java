package keras4j.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleConsumer;
import keras4j.Keras;
import keras4j.fitted.Fitted;
import keras4j.model.Backend;
import keras4j.session.ProgressListener;
import keras4j.session.TrainingControl;

/** keras4j. */
public final class KerasContender extends ScorerContender {
    private final Keras keras;

    private KerasContender(Keras keras) {
        super(keras);
        this.keras = keras;
    }

    /** Takes the backend, then the arguments of {@link ContenderSide}. */
    public static void main(String[] args) throws Exception {
        ContenderSide.run(
                new KerasContender(Keras.open(Backend.valueOf(args[0]))),
                Arrays.asList(args).subList(1, args.length));
    }

    /** Fits the model that all contenders serve, for one epoch. */
    @Override
    public void export(ContenderFiles files) throws IOException {
        Fitted trained = keras.fit(BenchmarkNetwork.spec(1), Rows.x(files.folder()), Rows.y(files.folder()));
        Files.write(files.kerasFile(), trained.kerasBytes());
        trained.save(files.archive());
        Fitted withOnnx = keras.withOnnx(trained);
        withOnnx.save(files.archiveWithOnnx());
        withOnnx.saveOnnx(files.onnxFile());
    }

    @Override
    public void train(ContenderFiles files, DoubleConsumer onEpochEnd) throws IOException {
        ProgressListener listener = new ProgressListener() {
            @Override
            public void onEpochEnd(TrainingControl training, Map<String, Double> logs) {
                onEpochEnd.accept(Objects.requireNonNull(logs.get("loss")));
            }
        };
        keras.listening(listener).fit(BenchmarkNetwork.spec(1), Rows.x(files.folder()), Rows.y(files.folder()));
    }

    @Override
    Path archive(ContenderFiles files) {
        return files.archive();
    }

    @Override
    public void close() {
        keras.close();
    }
}
