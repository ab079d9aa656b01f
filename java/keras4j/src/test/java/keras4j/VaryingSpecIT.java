package keras4j;

import static keras4j.Models.VARYING;
import static keras4j.Models.block;
import static keras4j.Models.fineTuning;
import static keras4j.Models.input;
import static keras4j.Models.output;
import static keras4j.Models.recipe;
import static keras4j.Models.regressor;
import static keras4j.Models.workflow;
import static keras4j.activation.Activation.RELU;
import static keras4j.layer.Layers.concatenate;
import static keras4j.layer.Layers.conv1D;
import static keras4j.layer.Layers.conv2D;
import static keras4j.layer.Layers.dense;
import static keras4j.layer.Layers.embedding;
import static keras4j.layer.Layers.globalAveragePooling1D;
import static keras4j.layer.Layers.globalAveragePooling2D;
import static keras4j.layer.Layers.globalMaxPooling1D;
import static keras4j.layer.Layers.gru;
import static keras4j.layer.Layers.lstm;
import static keras4j.layer.Layers.multiHeadAttention;
import static keras4j.layer.Layers.prelu;
import static keras4j.recipe.Selectors.columns;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import keras4j.data.Batches;
import keras4j.data.Examples;
import keras4j.data.Input;
import keras4j.data.Tensor;
import keras4j.fitted.Fitted;
import keras4j.internal.python.PythonTrial;
import keras4j.measure.Measure;
import keras4j.model.QuantizationMode;
import keras4j.prediction.Predictions;
import keras4j.recipe.Recipe;
import keras4j.recipe.SequencePadding;
import keras4j.spec.Block;
import keras4j.spec.Spec;
import org.dflib.DataFrame;
import org.dflib.Series;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests of specs with sizes that vary: fitted and predicted as plain Keras does, kept and trained further. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VaryingSpecIT {
    private static final int ROWS = 24;
    private static final float CLOSE = 1e-6f;
    private static final Tensor Y = SessionFixtures.numbers(7, ROWS);

    @TempDir
    static Path parent;

    private final Keras keras = Keras.open();
    private final Map<String, Network> networks = new LinkedHashMap<>();

    /** A fitted network, rows of another size than those of its fit, and the folders of plain Keras. */
    private record Network(Fitted fitted, Map<String, Tensor> longer, Path folder, Path other) {}

    private static Block steps() {
        return input(VARYING, 3);
    }

    private static List<Spec> specs() {
        return List.of(
                regressor(
                        "words",
                        input(VARYING),
                        block("embedding", embedding(20, 4).maskZero(true)),
                        block("gru", gru(5)),
                        output()),
                regressor("lstm", steps(), block("lstm", lstm(4)), output()),
                regressor(
                        "convolution",
                        steps(),
                        block("convolution", conv1D(4, 3).activation(RELU), globalMaxPooling1D()),
                        output()),
                regressor(
                        "attention",
                        steps().as("x"),
                        block("seen", multiHeadAttention(2, 4)).from("x"),
                        block("mean", globalAveragePooling1D()).from("seen"),
                        output().from("mean")),
                regressor("shared", steps(), block("prelu", prelu().sharedAxes(1), globalAveragePooling1D()), output()),
                regressor(
                        "images",
                        input(VARYING, VARYING, 1),
                        block("convolution", conv2D(3, 3), globalAveragePooling2D()),
                        output()),
                regressor(
                        "both",
                        input(VARYING, 3).as("left"),
                        input(VARYING, 3).as("right"),
                        input(2).as("fixed"),
                        block("first", gru(3)).from("left"),
                        block("second", gru(3)).from("right"),
                        block("joined", concatenate()).from("first", "second", "fixed"),
                        output(dense(1)).from("joined")));
    }

    private static Tensor rows(Block input, int length, int seed) {
        return switch (input.name()) {
            case "fixed" -> SessionFixtures.numbers(seed, ROWS, 2);
            case "left", "x" -> SessionFixtures.numbers(seed, ROWS, length, 3);
            case "right" -> SessionFixtures.numbers(seed, ROWS, length + 2, 3);
            default -> throw new IllegalArgumentException(input.name());
        };
    }

    private static Map<String, Tensor> x(Spec spec, int length) {
        Map<String, Tensor> x = new LinkedHashMap<>();
        switch (spec.name()) {
            case "words" -> x.put("input", words(length));
            case "images" -> x.put("input", SessionFixtures.numbers(3, ROWS, length, length + 1, 1));
            case "attention", "both" -> spec.inputs().forEach(each -> x.put(each.name(), rows(each, length, x.size())));
            default -> x.put("input", SessionFixtures.numbers(4, ROWS, length, 3));
        }
        return x;
    }

    private static Tensor words(int length) {
        float[] words = new float[ROWS * length];
        for (int at = 0; at < words.length; at++) {
            words[at] = (at * 7) % 20;
        }
        return Tensor.of(words, ROWS, length);
    }

    @BeforeAll
    void all_are_fitted_here_and_in_plain_keras() throws Exception {
        List<Path> folders = new ArrayList<>();
        // TensorFlow takes its time to trace a network: a build has the first and the last there.
        List<Spec> all = specs();
        int step = PythonTrial.onJax() || ReliabilityFigure.isThorough() ? 1 : all.size() - 1;
        for (int at = 0; at < all.size(); at += step) {
            Spec spec = all.get(at).epochs(2).batchSize(8).seed(1);
            Map<String, Tensor> x = x(spec, 6);
            Fitted fitted = keras.fit(spec, Examples.of(x, Map.of("output", Y)));
            Path folder = PlainPython.graph(parent, fitted, x, Map.of("output", Y));
            Path other = parent.resolve(spec.name() + "-longer");
            Map<String, Tensor> longer = x(spec, 11);
            Files.createDirectories(other);
            Files.write(other.resolve("fitted.keras"), fitted.kerasBytes());
            PlainPython.write(other, "rows", longer);
            folders.add(folder);
            folders.add(other);
            networks.put(spec.name(), new Network(fitted, longer, folder, other));
        }
        PlainPython.run(folders);
    }

    @AfterAll
    void close() {
        keras.close();
    }

    List<String> names() {
        return List.copyOf(networks.keySet());
    }

    private Network network(String name) {
        return Objects.requireNonNull(networks.get(name));
    }

    @ParameterizedTest
    @MethodSource("names")
    void weights_are_those_of_plain_keras_to_the_bit(String name) throws IOException {
        assertEquals(
                "[]", PlainPython.answer(network(name).folder).path("differing").toString());
        assertTrue(network(name).fitted.program().source().contains("None"));
    }

    @ParameterizedTest
    @MethodSource("names")
    void rows_of_another_size_than_those_of_the_fit_are_predicted_as_plain_keras_does(String name) throws IOException {
        Network network = network(name);
        float[] here = keras.predict(network.fitted, network.longer).floats();
        assertArrayEquals(PlainPython.predictions(network.other), here, CLOSE);
    }

    @ParameterizedTest
    @MethodSource("names")
    void it_is_kept_and_comes_back_from_json(String name) {
        Network network = network(name);
        Fitted kept = Fitted.ofBytes(network.fitted.toBytes());
        assertEquals(network.fitted, kept);
        assertEquals(kept.spec(), Spec.fromJson(kept.spec().json()));
        float[] here = keras.predict(network.fitted, network.longer).floats();
        keras.release(network.fitted);
        assertArrayEquals(here, keras.predict(kept, network.longer).floats());
    }

    @Test
    @Tag("once")
    void it_is_quantized_and_trained_further() {
        Network network = network("words");
        Fitted small = keras.quantize(
                        network.fitted, QuantizationMode.INT8, Objects.requireNonNull(network.longer.get("input")))
                .fitted();
        assertEquals(ROWS, keras.predict(small, network.longer).rows());
        Examples longer = Examples.of(network.longer, Map.of("output", Y));
        double before = keras.evaluate(network.fitted, longer).loss();
        Fitted further = keras.fit(fineTuning("further").epochs(8).seed(1), network.fitted, longer);
        assertTrue(keras.evaluate(further, longer).loss() < before);
        assertEquals(List.of(Input.VARYING), further.schema().inputs().get(0).shape());
    }

    private static List<Object> unequal() {
        return IntStream.range(0, ROWS).mapToObj(row -> (Object) sentence(row)).toList();
    }

    private static float[] sentence(int row) {
        float[] words = new float[3 + row % 4];
        for (int at = 0; at < words.length; at++) {
            words[at] = 1 + (at * 5 + row) % 19;
        }
        return words;
    }

    private static Spec words() {
        return specs().get(0).epochs(10).batchSize(5).learnRate(0.05).seed(3);
    }

    @Test
    void rows_of_unequal_size_are_learned_evaluated_and_trained_further() {
        Batches rows = Batches.bySize(unequal(), Y, 5, 3);
        Fitted fitted = keras.fit(words(), rows, rows);
        List<Double> losses = Objects.requireNonNull(fitted.history().asMap().get("loss"));
        assertTrue(losses.get(9) < losses.get(0) / 2, losses.toString());
        assertEquals(
                fitted.history(),
                keras.fit(words(), Batches.bySize(unequal(), Y, 5, 3), Batches.bySize(unequal(), Y, 5, 3))
                        .history());
        List<Predictions> each = keras.predictEach(fitted, unequal());
        double squares = 0;
        for (int row = 0; row < ROWS; row++) {
            squares += Math.pow(each.get(row).floats()[0] - Y.toFloats()[row], 2);
        }
        assertEquals(squares / ROWS, keras.evaluate(fitted, rows).loss(), 1e-5);
        Fitted further = keras.fit(fineTuning("further").epochs(5).seed(1), fitted, rows, null);
        assertTrue(keras.evaluate(further, rows).loss()
                < keras.evaluate(fitted, rows).loss());
    }

    @Test
    @Tag("once")
    void a_frame_with_rows_of_unequal_size_is_learned_evaluated_and_trained_further() {
        DataFrame frame =
                DataFrame.byColumn("text", "score").of(Series.ofIterable(unequal()), Series.ofIterable(floats(Y)));
        Fitted fitted = keras.fit(workflow("score ~ text", words()), frame, frame);
        double[] loss = {keras.evaluate(fitted, frame).loss(), 0};
        float[] all = keras.predict(fitted, frame).floats();
        List<Predictions> each = keras.predictEach(fitted, unequal());
        for (int row = 0; row < ROWS; row++) {
            assertEquals(each.get(row).floats()[0], all[row], CLOSE);
            loss[1] += Math.pow(all[row] - Y.toFloats()[row], 2) / ROWS;
        }
        assertEquals(loss[1], loss[0], 1e-5);
        assertEquals(
                Math.sqrt(loss[1]), keras.measure(fitted, frame, Measure.RMSE).value(Measure.RMSE), 1e-5);
        Fitted further = keras.fit(fineTuning("further").epochs(5).seed(1), fitted, frame);
        assertTrue(keras.evaluate(further, frame).loss() < loss[0]);
    }

    @Test
    @Tag("once")
    void windows_with_shorter_ones_at_the_start_are_learned_and_predicted() {
        float[] series = SessionFixtures.numbers(9, ROWS).toFloats();
        DataFrame frame = DataFrame.byColumn("now", "next")
                .of(Series.ofIterable(floats(Tensor.of(series, ROWS))), Series.ofIterable(floats(Y)));
        Spec spec = regressor("windows", input(VARYING, 1), block("gru", gru(4)), output())
                .epochs(2)
                .seed(1);
        Recipe recipe = recipe("next ~ now").sequence(columns("now"), 5, "window", SequencePadding.SHORTEN);
        Fitted fitted = keras.fit(workflow(recipe, spec), frame);
        Fitted kept = Fitted.ofBytes(fitted.toBytes());
        float[] all = keras.predict(kept, frame).floats();
        assertEquals(ROWS, all.length);
        for (int row = 0; row < ROWS; row++) {
            int steps = Math.min(5, row + 1);
            float[] window = Arrays.copyOfRange(series, row + 1 - steps, row + 1);
            Tensor x = Tensor.of(window, 1, steps, 1);
            assertEquals(keras.predict(fitted, x).floats()[0], all[row], CLOSE);
        }
        assertTrue(Double.isFinite(keras.evaluate(kept, frame).loss()));
    }

    @Test
    @Tag("once")
    void several_inputs_of_unequal_size_come_from_a_frame_beside_fixed_ones() {
        Fitted fitted = network("both").fitted;
        List<Object> left = new ArrayList<>();
        List<Object> right = new ArrayList<>();
        List<Object> fixed = new ArrayList<>();
        for (int row = 0; row < 8; row++) {
            left.add(SessionFixtures.numbers(row, 2 + row % 2, 3));
            right.add(SessionFixtures.numbers(row + 50, 1 + row % 3, 3));
            fixed.add(new float[] {row, 1});
        }
        DataFrame frame = DataFrame.byColumn("left", "right", "fixed")
                .of(Series.ofIterable(left), Series.ofIterable(right), Series.ofIterable(fixed));
        float[] all = keras.predict(fitted, frame).floats();
        for (int row = 0; row < 8; row++) {
            Map<String, Tensor> one = Map.of(
                    "left", Tensor.of(((Tensor) left.get(row)).toFloats(), 1, 2 + row % 2, 3),
                    "right", Tensor.of(((Tensor) right.get(row)).toFloats(), 1, 1 + row % 3, 3),
                    "fixed", Tensor.of((float[]) fixed.get(row), 1, 2));
            assertEquals(keras.predict(fitted, one).floats()[0], all[row], CLOSE);
        }
        Batches rows = Batches.bySize(
                Map.of("left", left, "right", right, "fixed", fixed),
                Map.of("output", SessionFixtures.numbers(5, 8)),
                4,
                1);
        Fitted further = keras.fit(fineTuning("further").epochs(5).seed(1), fitted, rows, null);
        assertTrue(keras.evaluate(further, rows).loss()
                < keras.evaluate(fitted, rows).loss());
    }

    private static List<Float> floats(Tensor tensor) {
        List<Float> all = new ArrayList<>();
        for (float each : tensor.toFloats()) {
            all.add(each);
        }
        return all;
    }
}
