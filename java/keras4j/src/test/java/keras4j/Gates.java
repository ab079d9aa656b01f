package keras4j;

import static keras4j.Models.block;
import static keras4j.Models.input;
import static keras4j.Models.layer;
import static keras4j.Models.output;
import static keras4j.Models.regressor;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import keras4j.expr.CustomObject;
import keras4j.fitted.Fitted;
import keras4j.spec.Spec;

/**
 * Calls that keep all lanes of Python busy until they are let go: a fit, a restoration and a prediction of models with
 * a layer that waits, when it is built or traced, as long as a file exists.
 */
final class Gates {
    private static final String LAYER = """
            import os
            import time

            import keras


            class Gate(keras.layers.Layer):
                def call(self, x):
                    while os.path.exists("%s"):
                        open("%s.reached", "a").close()
                        time.sleep(0.02)
                    return x
            """;

    private static final Duration MAX_WAIT = Duration.ofSeconds(60);

    private final Keras keras;
    private final Path building;
    private final Path tracing;
    private final Fitted slow;
    private final Fitted busy;
    private final float[] slowly;
    private final float[] busily;
    private final List<FutureTask<?>> calls = new ArrayList<>();

    Gates(Keras keras, Path folder) {
        this.keras = keras;
        this.building = folder.resolve("building");
        this.tracing = folder.resolve("tracing");
        this.slow = keras.fit(spec("slow", building), SessionFixtures.x(), SessionFixtures.y());
        this.busy = keras.fit(spec("busy", tracing), SessionFixtures.x(), SessionFixtures.y());
        this.slowly = keras.predict(slow, SessionFixtures.x()).floats();
        this.busily = SessionFixtures.alone(keras, busy);
    }

    private static Spec spec(String name, Path file) {
        String source = LAYER.formatted(file, file);
        return regressor(name, input(), block("gate", layer(CustomObject.of("Gate", source))), output())
                .epochs(1)
                .seed(1);
    }

    /** Returns the model that {@link #restoring()} lets wait. */
    Fitted slow() {
        return slow;
    }

    /** Returns the predictions of that model. */
    float[] slowly() {
        return slowly.clone();
    }

    /** Makes the next restoration of the slow model wait. */
    void restoring() {
        keras.release(slow);
        create(building);
    }

    /** Waits until the slow model is being restored. */
    void reached() {
        await().atMost(MAX_WAIT).until(() -> Files.exists(reached(building)));
    }

    /** Occupies all lanes. */
    void close() {
        // Restored and traced for one row, so that more rows are traced behind the gate.
        keras.release(busy);
        keras.predict(busy, SessionFixtures.rows()[0]);
        create(building);
        create(tracing);
        begin(() -> keras.fit(spec("slow", building), SessionFixtures.x(), SessionFixtures.y())
                .history()
                .epochs());
        await().atMost(MAX_WAIT).until(() -> Files.exists(reached(building)));
        keras.release(slow);
        begin(() -> {
            assertArrayEquals(slowly, keras.predict(slow, SessionFixtures.x()).floats(), 1e-6f);
            return 0;
        });
        begin(() -> {
            float[] all = keras.predict(busy, SessionFixtures.x()).floats();
            assertArrayEquals(busily, all, 1e-6f);
            return 0;
        });
        await().atMost(MAX_WAIT).until(() -> Files.exists(reached(tracing)));
    }

    private void begin(Callable<?> call) {
        FutureTask<?> task = new FutureTask<>(call);
        calls.add(task);
        new Thread(task, "gate").start();
    }

    /** Lets all calls go, and checks that they end as if nothing had happened. */
    void open() throws Exception {
        for (Path file : List.of(building, tracing)) {
            Files.deleteIfExists(file);
            Files.deleteIfExists(reached(file));
        }
        for (FutureTask<?> call : calls) {
            call.get();
        }
        calls.clear();
    }

    private static Path reached(Path file) {
        return file.resolveSibling(file.getFileName() + ".reached");
    }

    private static void create(Path file) {
        try {
            Files.createFile(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
