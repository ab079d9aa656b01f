package keras4j;

import static keras4j.Models.block;
import static keras4j.Models.classifier;
import static keras4j.Models.input;
import static keras4j.Models.numClasses;
import static keras4j.Models.output;
import static keras4j.Models.regressor;
import static keras4j.Models.workflow;
import static keras4j.activation.Activation.RELU;
import static keras4j.activation.Activation.SIGMOID;
import static keras4j.activation.Activation.SOFTMAX;
import static keras4j.layer.Layers.batchNormalization;
import static keras4j.layer.Layers.conv2D;
import static keras4j.layer.Layers.dense;
import static keras4j.layer.Layers.dropout;
import static keras4j.layer.Layers.embedding;
import static keras4j.layer.Layers.flatten;
import static keras4j.layer.Layers.lstm;
import static keras4j.layer.Layers.maxPooling2D;
import static keras4j.layer.Layers.rescaling;
import static keras4j.layer.Layers.reshape;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import keras4j.data.Datasets;
import keras4j.data.Examples;
import keras4j.data.Labels;
import keras4j.data.Schema;
import keras4j.data.Tensor;
import keras4j.fitted.Fitted;
import keras4j.internal.python.PythonTrial;
import keras4j.model.Evaluation;
import keras4j.optimizer.Optimizers;
import keras4j.spec.Spec;
import org.dflib.DataFrame;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests of every kind of model: Java's predictions equal those of plain Keras for an equal program and equal rows. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchitecturesIT {
    private static final int ROWS = 100;

    private final Keras keras = Keras.open();
    private Path folder;
    private final Map<String, Kind> kinds = new LinkedHashMap<>();
    private int considered;

    /** A fitted model, the rows that it learned from as Keras wants them, and where plain Python looks at it. */
    private record Kind(Fitted fitted, Examples train, Path folder) {}

    @BeforeAll
    void all_kinds_are_fitted_here_and_in_plain_python(@TempDir Path parent) throws Exception {
        folder = parent;
        regressions();
        binaries();
        multiClasses();
        shapes();
        PlainPython.run(kinds.values().stream().map(Kind::folder).toList());
    }

    @AfterAll
    void close() {
        keras.close();
    }

    private static Spec small(Spec spec) {
        return spec.epochs(2).batchSize(32).seed(42);
    }

    private void regressions() throws IOException {
        Spec mlp = regressor("cars", input(), block("hidden", dense(8).activation(RELU)), output());
        frame("mpg ~ .", small(mlp), Datasets.mtcars(), y -> y.y());
        Spec deep = regressor("deep", input(), output(dense(8), reshape(4, 2)));
        tensors(
                small(deep).optimizer(Optimizers.sgd()).shuffle(false),
                SessionFixtures.numbers(3, ROWS, 5),
                SessionFixtures.numbers(4, ROWS, 4, 2));
    }

    private void binaries() throws IOException {
        Labels sides = sides(SessionFixtures.numbers(5, ROWS, 4));
        Spec two = classifier("two_units", input(), block("hidden", dense(6).activation(RELU)), output());
        labels(small(two), SessionFixtures.numbers(5, ROWS, 4), sides, sides.oneHot());
        Spec one = classifier(
                "one_unit",
                input(),
                block("hidden", dense(6).activation(RELU), dropout(0.2)),
                output(dense(1).activation(SIGMOID)));
        Tensor codes = Tensor.of(new float[ROWS], ROWS, 1);
        for (int row = 0; row < ROWS; row++) {
            codes.buffer().putFloat(row * Float.BYTES, sides.codes()[row]);
        }
        labels(small(one), SessionFixtures.numbers(5, ROWS, 4), sides, codes);
    }

    private void multiClasses() throws IOException {
        Spec mlp = classifier("digits", input(), block("hidden", dense(16).activation(RELU), dropout(0.3)), output());
        frame(
                "y ~ x",
                small(mlp).validationSplit(0.2),
                Datasets.digits().train().head(300),
                ArchitecturesIT::oneHot);
        Spec sparse = classifier("iris", input(), block("hidden", dense(8).activation(RELU)), output());
        frame(
                "species ~ .",
                small(sparse).loss("sparse_categorical_crossentropy").metrics("accuracy"),
                Datasets.iris(),
                Examples::y);
    }

    private void shapes() throws IOException {
        Labels sides = sides(SessionFixtures.numbers(6, ROWS, 64));
        Spec pictures = classifier(
                "pictures",
                input(8, 8, 1),
                block("look", conv2D(4, 3).activation(RELU), maxPooling2D(), batchNormalization(), flatten()),
                output());
        labels(small(pictures), reshaped(SessionFixtures.numbers(6, ROWS, 64), 8, 8, 1), sides, sides.oneHot());
        Spec words = classifier("words", input(), block("read", embedding(20, 4), lstm(5)), output());
        labels(small(words), Tensor.ofInts(whole(20, ROWS * 7), ROWS, 7), sides, sides.oneHot());
        Spec bytes = classifier(
                "bytes",
                input(),
                block("scale", rescaling(1 / 255.0), dense(6).activation(RELU)),
                output(dense(numClasses()).activation(SOFTMAX)));
        labels(small(bytes), Tensor.ofBytes(bytes(ROWS * 6), ROWS, 6), sides, sides.oneHot());
    }

    /** TensorFlow takes its time to trace a network: a build has every other kind there. */
    private boolean isNextLeftOut() {
        return considered++ % 2 == 1 && !PythonTrial.onJax() && !ReliabilityFigure.isThorough();
    }

    private void frame(
            String formula, Spec spec, DataFrame frame, java.util.function.Function<Examples, Tensor> outcome)
            throws IOException {
        if (isNextLeftOut()) {
            return;
        }
        Fitted fitted = keras.fit(workflow(formula, spec), frame);
        Examples train = fitted.schema().examples(frame);
        keep(fitted, train, outcome.apply(train));
    }

    private void tensors(Spec spec, Tensor x, Tensor y) throws IOException {
        if (!isNextLeftOut()) {
            keep(keras.fit(spec, x, y), Examples.of(x, y), y);
        }
    }

    private void labels(Spec spec, Tensor x, Labels labels, Tensor y) throws IOException {
        if (!isNextLeftOut()) {
            keep(keras.fit(spec, x, labels), Examples.of(x, labels), y);
        }
    }

    private void keep(Fitted fitted, Examples train, Tensor y) throws IOException {
        String name = fitted.spec().name();
        Path kind = PlainPython.folder(folder, name, fitted, train.x());
        PlainPython.program(kind, fitted, train.x(), y);
        kinds.put(name, new Kind(fitted, train, kind));
    }

    private static Tensor oneHot(Examples examples) {
        return examples.labels().orElseThrow().oneHot();
    }

    private static Tensor reshaped(Tensor x, int... row) {
        int[] shape = new int[row.length + 1];
        shape[0] = x.rows();
        System.arraycopy(row, 0, shape, 1, row.length);
        return Tensor.of(x.toFloats(), shape);
    }

    private static int[] whole(int bound, int count) {
        return new Random(7).ints(count, 0, bound).toArray();
    }

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        new Random(8).nextBytes(bytes);
        return bytes;
    }

    /** Returns the sign of each row's first number, as a class. */
    private static Labels sides(Tensor x) {
        String[] sides = new String[x.rows()];
        for (int row = 0; row < sides.length; row++) {
            sides[row] = x.row(row)[0] < 0 ? "left" : "right";
        }
        return Labels.of(sides);
    }

    private Kind kind(String name) {
        return Objects.requireNonNull(kinds.get(name));
    }

    List<String> names() {
        return List.copyOf(kinds.keySet());
    }

    @ParameterizedTest
    @MethodSource("names")
    void weights_are_those_of_plain_python_to_the_bit(String name) throws IOException {
        JsonNode answer = PlainPython.answer(kind(name).folder);
        assertEquals("[]", answer.path("differing").toString());
    }

    @ParameterizedTest
    @MethodSource("names")
    void predictions_are_those_of_keras_own_predict(String name) throws IOException {
        Kind kind = kind(name);
        float[] here = this.keras.predict(kind.fitted, kind.train.x()).tensor().toFloats();
        float[] keras = PlainPython.predictions(kind.folder);
        assertEquals(keras.length, here.length);
        for (int i = 0; i < keras.length; i++) {
            assertClose(keras[i], here[i], i);
        }
    }

    /** Within 1e-5, of the number itself where it is above 1. */
    private static void assertClose(float expected, float number, int position) {
        assertEquals(expected, number, 1e-5f * Math.max(1, Math.abs(expected)), "number " + position);
    }

    @ParameterizedTest
    @MethodSource("names")
    void one_row_predicts_what_a_batch_does(String name) {
        Kind kind = kind(name);
        float[] batch = keras.predict(kind.fitted, kind.train.x()).tensor().toFloats();
        List<Float> rows = new ArrayList<>();
        for (int row = 0; row < 5; row++) {
            for (float number : keras.predict(kind.fitted, kind.train.x().row(row))) {
                rows.add(number);
            }
        }
        for (int i = 0; i < rows.size(); i++) {
            assertClose(batch[i], rows.get(i), i);
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void the_evaluation_is_keras_own(String name) throws IOException {
        Kind kind = kind(name);
        JsonNode plain = PlainPython.answer(kind.folder).path("evaluation");
        Evaluation here = keras.evaluate(kind.fitted, kind.train);
        assertEquals(plain.size(), here.asMap().size());
        here.asMap().forEach((metric, value) -> assertEquals(plain.path(metric).asDouble(), value, 1e-5, metric));
    }

    @ParameterizedTest
    @MethodSource("names")
    void the_history_is_that_of_plain_python(String name) throws IOException {
        Kind kind = kind(name);
        JsonNode plain = PlainPython.answer(kind.folder).path("history");
        Map<String, List<Double>> here = kind.fitted.history().asMap();
        assertTrue(here.containsKey("loss"), here.toString());
        assertEquals(plain.size(), here.size());
        here.forEach((metric, values) -> {
            assertEquals(2, values.size());
            for (int epoch = 0; epoch < 2; epoch++) {
                assertEquals(plain.path(metric).path(epoch).asDouble(), values.get(epoch), 1e-6, metric);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("names")
    void the_schema_tells_what_went_in_and_came_out(String name) {
        Kind kind = kind(name);
        Schema schema = kind.fitted.schema();
        assertArrayEquals(
                kind.train.x().rowShape(),
                schema.inputs().get(0).shape().stream().mapToInt(n -> n).toArray());
        assertEquals(kind.train.labels().isPresent(), schema.outcomes().get(0).classifies());
    }
}
