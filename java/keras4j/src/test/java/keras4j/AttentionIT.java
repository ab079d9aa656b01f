package keras4j;

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
import java.util.Set;
import keras4j.data.Examples;
import keras4j.data.Tensor;
import keras4j.fitted.Fitted;
import keras4j.fitted.KerasFile;
import keras4j.internal.archive.MemberArchive;
import keras4j.spec.Spec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests of networks with attention, states and masks: equal to those that are written in plain Keras. */
@Tag("once")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AttentionIT {
    private static final int ROWS = 48;
    private static final Map<String, Tensor> INPUTS = Map.of(
            "q", SessionFixtures.numbers(1, ROWS, 6, 8),
            "m", SessionFixtures.numbers(2, ROWS, 5, 8),
            "v", SessionFixtures.numbers(3, ROWS, 8),
            "w", words(),
            "keep", firstOnes(6),
            "seen", firstOnes(5),
            "film", SessionFixtures.numbers(5, ROWS, 4, 6, 6, 1),
            "picture", SessionFixtures.numbers(6, ROWS, 8, 8, 1));
    private static final Tensor Y = SessionFixtures.numbers(7, ROWS);

    private final Keras keras = Keras.open();
    private final Map<String, Network> networks = new LinkedHashMap<>();

    /** A fitted network, its rows, and the folder where plain Keras looks at them. */
    private record Network(Fitted fitted, Map<String, Tensor> x, Path folder) {}

    @BeforeAll
    void all_are_fitted_here_and_in_plain_keras(@TempDir Path parent) throws Exception {
        for (Spec spec : AttentionSpecs.all()) {
            Map<String, Tensor> x = new LinkedHashMap<>();
            spec.inputNames().forEach(name -> x.put(name, Objects.requireNonNull(INPUTS.get(name))));
            Fitted fitted = keras.fit(spec, Examples.of(x, Map.of("output", Y)));
            Path folder = PlainPython.graph(parent, fitted, x, Map.of("output", Y));
            networks.put(spec.name(), new Network(fitted, x, folder));
        }
        PlainPython.attention(networks.values().stream().map(Network::folder).toList());
    }

    @AfterAll
    void close() {
        keras.close();
    }

    private static Tensor words() {
        float[] words = new float[ROWS * 6];
        Random random = new Random(4);
        for (int at = 0; at < words.length; at++) {
            words[at] = random.nextInt(20);
        }
        return Tensor.of(words, ROWS, 6);
    }

    /** A mask of rows of different lengths: ones, then zeros. */
    private static Tensor firstOnes(int steps) {
        float[] mask = new float[ROWS * steps];
        for (int row = 0; row < ROWS; row++) {
            for (int step = 0; step <= row % steps; step++) {
                mask[row * steps + step] = 1;
            }
        }
        return Tensor.of(mask, ROWS, steps);
    }

    List<String> names() {
        return List.copyOf(networks.keySet());
    }

    private Network network(String name) {
        return Objects.requireNonNull(networks.get(name));
    }

    /** A spec with arguments of calls or several outputs is of format 2. */
    private static Set<String> features(Fitted fitted) {
        return fitted.spec().blocks().stream()
                        .allMatch(block ->
                                block.call().isEmpty() && block.outputs().isEmpty())
                ? Set.of()
                : Set.of("block-calls");
    }

    private float[] predicted(Fitted fitted, Map<String, Tensor> x) {
        return keras.predict(fitted, x).tensor().toFloats();
    }

    @Test
    void there_are_at_least_twenty_networks() {
        assertTrue(AttentionSpecs.all().size() >= 20, networks.keySet().toString());
    }

    @ParameterizedTest
    @MethodSource("names")
    void weights_are_those_of_plain_keras_to_the_bit(String name) throws IOException {
        assertEquals(
                "[]", PlainPython.answer(network(name).folder).path("differing").toString());
    }

    @ParameterizedTest
    @MethodSource("names")
    void the_history_is_that_of_plain_keras_to_the_bit(String name) throws IOException {
        JsonNode plain = PlainPython.answer(network(name).folder).path("history");
        Map<String, List<Double>> here = network(name).fitted.history().asMap();
        assertEquals(2, plain.size());
        here.forEach((metric, values) -> {
            List<Double> expected = new ArrayList<>();
            plain.path(metric).forEach(each -> expected.add(each.asDouble()));
            assertEquals(expected, values, metric);
        });
    }

    @ParameterizedTest
    @MethodSource("names")
    void predictions_are_those_of_plain_keras_before_and_after_a_release_and_from_bytes(String name)
            throws IOException {
        Network network = network(name);
        float[] here = predicted(network.fitted, network.x);
        if (!name.equals("always_dropping")) {
            assertArrayEquals(PlainPython.predictions(network.folder), here, 1e-5f);
            keras.release(network.fitted);
            byte[] archive = network.fitted.toBytes();
            assertEquals(features(network.fitted), MemberArchive.read(archive).features());
            assertArrayEquals(here, predicted(Fitted.ofBytes(archive), network.x));
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void its_file_is_read_as_a_model_from_python_and_gives_the_same_predictions(String name) throws IOException {
        Network network = network(name);
        Fitted read = keras.load(KerasFile.of(network.fitted.kerasBytes()));
        if (!name.equals("always_dropping")) {
            assertArrayEquals(PlainPython.predictions(network.folder), predicted(read, network.x), 1e-5f);
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void its_spec_comes_back_from_json_and_its_diagram_has_its_layers(String name) {
        Fitted fitted = network(name).fitted;
        Spec spec = fitted.spec();
        assertEquals(spec, Spec.fromJson(spec.json()));
        String diagram = fitted.diagram().mermaid();
        fitted.program().layers().keySet().forEach(layer -> assertTrue(diagram.contains(layer), layer));
    }
}
