package keras4j;

import static keras4j.Models.block;
import static keras4j.Models.classifier;
import static keras4j.Models.input;
import static keras4j.Models.output;
import static keras4j.Models.regressor;
import static keras4j.Models.workflow;
import static keras4j.layer.Layers.concatenate;
import static keras4j.layer.Layers.dense;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import keras4j.data.Datasets;
import keras4j.data.Examples;
import keras4j.data.Labels;
import keras4j.data.Tensor;
import keras4j.fitted.Fitted;
import keras4j.fitted.ModelStore;
import keras4j.internal.python.Python;
import keras4j.internal.python.SpyPython;
import keras4j.internal.session.Session;
import keras4j.spec.Spec;
import org.dflib.DataFrame;

/** Session that counts calls to Python, and the models for tests of user errors. */
final class MistakeScene implements AutoCloseable {
    final AtomicInteger calls = new AtomicInteger();
    final Keras keras = session();
    final Spec tiny = SessionFixtures.tiny(1);
    final Spec classes = classifier("classes", input(), output()).seed(1);
    final Tensor x = SessionFixtures.x();
    final Tensor y = SessionFixtures.y();
    final DataFrame cars = Datasets.mtcars();
    final Fitted fitted = keras.fit(tiny, x, y);
    final Fitted whole = keras.fit(tiny, Tensor.ofInts(new int[30], 10, 3), Tensor.of(new float[10], 10));
    final Fitted bytes = keras.fit(tiny, Tensor.ofBytes(new byte[30], 10, 3), Tensor.of(new float[10], 10));
    final Fitted two = keras.fit(classes, Tensor.of(new float[4], 4, 1), Labels.of("a", "b", "a", "b"));
    final Fitted ofCars = keras.fit(workflow("mpg ~ hp + wt", tiny), cars);
    final Spec graph = regressor(
                    "graph",
                    input(2).as("left"),
                    input(3).as("right"),
                    block("join", concatenate()).from("left", "right"),
                    output(dense(1)).from("join"))
            .seed(1);
    final Fitted joined =
            keras.fit(graph, Examples.of(Map.of("left", zeros(8, 2), "right", zeros(8, 3)), Map.of("y", zeros(8))));

    final Fitted sampled = keras.withSamples(fitted, x);
    private final Path folder = folder();
    /** File of the first model. */
    final Path file = folder.resolve("model.keras4j");
    /** Store in which it is published and tagged as {@code production}. */
    final ModelStore store = ModelStore.at(folder.resolve("models"));

    MistakeScene() {
        fitted.save(file);
        store.tag("tiny", "production", store.publish(fitted));
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("mistakes");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Keras session() {
        Python python = Keras.open().session().python();
        return Keras.of(new Session(new SpyPython(python, function -> calls.incrementAndGet()), 1L << 30));
    }

    static Tensor zeros(int... shape) {
        return Tensor.of(new float[Arrays.stream(shape).reduce(1, (a, b) -> a * b)], shape);
    }

    /** A tensor with one number that does not belong there. */
    static Tensor with(float wrong, int at, int... shape) {
        float[] numbers = new float[Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
        numbers[at] = wrong;
        return Tensor.of(numbers, shape);
    }

    static String[] labels(int count) {
        String[] labels = new String[count];
        Arrays.setAll(labels, row -> row % 2 == 0 ? "a" : "b");
        return labels;
    }

    @Override
    public void close() throws IOException {
        keras.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
