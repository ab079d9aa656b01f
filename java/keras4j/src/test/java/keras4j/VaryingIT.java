package keras4j;

import static keras4j.Models.fineTuning;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import keras4j.archive.ArchiveException;
import keras4j.archive.ReadOptions;
import keras4j.archive.ValidationRule;
import keras4j.data.Examples;
import keras4j.data.Input;
import keras4j.data.Tensor;
import keras4j.fitted.Fitted;
import keras4j.fitted.KerasFile;
import keras4j.measure.Measure;
import keras4j.model.QuantizationMode;
import keras4j.prediction.Predictions;
import org.dflib.DataFrame;
import org.dflib.Series;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Tests of models whose inputs have axes that vary: read, predicted, evaluated, trained further and kept. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VaryingIT {
    private static final int[] LENGTHS = {4, 6, 4, 9};
    private static final float CLOSE = 1e-6f;

    @TempDir
    static Path folder;

    private final Keras keras = Keras.open();

    @BeforeAll
    void python_saves_its_models() throws Exception {
        PlainPython.varying(folder);
    }

    @AfterAll
    void close() {
        keras.close();
    }

    private Fitted load(String name, ReadOptions reading) {
        return keras.load(KerasFile.read(folder.resolve(name + ".keras"), reading));
    }

    private Fitted load(String name) {
        return load(name, ReadOptions.DEFAULT);
    }

    private static float[] expected(String name, int row) throws IOException {
        return Npy.read(folder.resolve(name + "." + row + ".npy"));
    }

    /** Returns the numbers of a row in C order, as Python made them. */
    private static float[] row(int at) {
        float[] numbers = new float[LENGTHS[at] * 2];
        for (int place = 0; place < numbers.length; place++) {
            numbers[place] = (place + at + 1) / 10f;
        }
        return numbers;
    }

    private static Tensor x(int... rows) {
        float[] all = new float[rows.length * LENGTHS[rows[0]] * 2];
        for (int at = 0; at < rows.length; at++) {
            System.arraycopy(row(rows[at]), 0, all, at * LENGTHS[rows[0]] * 2, LENGTHS[rows[0]] * 2);
        }
        return Tensor.of(all, rows.length, LENGTHS[rows[0]], 2);
    }

    private static List<Object> ragged() {
        float[] numbers = row(1);
        float[][] steps = new float[LENGTHS[1]][];
        for (int step = 0; step < steps.length; step++) {
            steps[step] = new float[] {numbers[2 * step], numbers[2 * step + 1]};
        }
        return List.of(row(0), steps, Tensor.of(row(2), LENGTHS[2], 2), row(3));
    }

    private static DataFrame frame(Fitted fitted) {
        String input = fitted.schema().inputs().get(0).name();
        return DataFrame.byColumn(input, "head").of(Series.ofIterable(ragged()), Series.ofFloat(1, 2, 3, 4));
    }

    @Test
    void rows_of_any_length_are_predicted_as_plain_keras_does() throws Exception {
        Fitted total = load("total");
        assertEquals(List.of(Input.VARYING, 2), total.schema().inputs().get(0).shape());
        for (int at = 0; at < LENGTHS.length; at++) {
            assertArrayEquals(expected("total", at), keras.predict(total, x(at)).floats(), CLOSE);
        }
        float[] two = keras.predict(total, x(0, 2)).floats();
        assertArrayEquals(expected("total", 2), new float[] {two[1]}, CLOSE);
        assertEquals(0, keras.predict(total, Tensor.of(new float[0], 0, 4, 2)).rows());
    }

    @Test
    void rows_of_unequal_length_are_predicted_from_a_frame_and_from_a_list() throws Exception {
        Fitted total = load("total");
        float[] all = keras.predict(total, frame(total)).floats();
        List<Predictions> each = keras.predictEach(total, ragged());
        double squares = 0;
        for (int at = 0; at < LENGTHS.length; at++) {
            assertArrayEquals(expected("total", at), new float[] {all[at]}, CLOSE);
            assertArrayEquals(expected("total", at), each.get(at).floats(), CLOSE);
            squares += Math.pow(at + 1 - all[at], 2);
        }
        double score = keras.measure(total, frame(total), Measure.RMSE).value(Measure.RMSE);
        assertEquals(Math.sqrt(squares / LENGTHS.length), score, CLOSE);
    }

    @Test
    @Tag("once")
    void outputs_of_unequal_length_come_row_by_row() throws Exception {
        Fitted steps = load("steps");
        assertEquals(List.of(List.of(Input.VARYING, 2)), steps.outputs());
        List<Predictions> each = keras.predictEach(steps, ragged());
        for (int at = 0; at < LENGTHS.length; at++) {
            assertArrayEquals(
                    new int[] {1, LENGTHS[at], 2}, each.get(at).tensor().shape());
            assertArrayEquals(expected("steps", at), each.get(at).tensor().toFloats(), CLOSE);
        }
        assertEquals(
                "Keras.predict: rows must give outputs of one shape, got [4, 2] and [6, 2]; predictEach predicts each"
                        + " row by itself",
                refused(() -> keras.predict(steps, frame(steps))));
    }

    private static String refused(org.junit.jupiter.api.function.Executable call) {
        return String.valueOf(assertThrows(IllegalArgumentException.class, call).getMessage());
    }

    @Test
    @Tag("once")
    void rows_of_another_shape_or_beyond_the_greatest_length_are_refused() {
        Fitted total = load("total", ReadOptions.DEFAULT.length(5));
        String name = total.schema().inputs().get(0).name();
        assertEquals(
                "Fitted total: " + name + " must have at most 5 in an axis that varies, got 6;"
                        + " ReadOptions.DEFAULT.length(6) at reading allows it",
                refused(() -> keras.predict(total, x(1))));
        assertEquals(
                "Schema: " + name + " must have shape (rows, any, 2) as in fit, got (1, 4, 3)",
                refused(() -> keras.predict(total, Tensor.of(new float[12], 1, 4, 3))));
        assertEquals(
                "Schema: column '" + name + "' must have cells of shape (any, 2), got (3) at row 0",
                refused(() -> keras.predictEach(total, List.of(new float[3]))));
        assertEquals(
                "Keras.predict: row must be a tensor, because axes of the inputs vary, got 4 numbers;"
                        + " use predict(fitted, tensor)",
                refused(() -> keras.predict(total, 1, 2, 3, 4)));
    }

    @Test
    @Tag("once")
    void a_model_is_refused_if_layers_make_too_much_at_the_greatest_length() {
        ArchiveException refused = assertThrows(ArchiveException.class, () -> load("wide"));
        assertEquals(ValidationRule.SIZE_OUTPUT, refused.rule().orElseThrow());
        assertEquals(
                "KerasFile wide: layer scores: numbers inside must have at most 268435456 numbers a row, got"
                        + " 4294967296, where axes that vary have their greatest length 1024; ReadOptions.length sets another",
                refused.getMessage());
        assertEquals(
                1,
                keras.predict(load("wide", ReadOptions.DEFAULT.length(100)), x(3))
                        .rows());
    }

    @Test
    void a_model_of_any_length_is_evaluated_and_trained_further() {
        Fitted total = load("total");
        Examples four = Examples.of(x(0, 2), Tensor.of(new float[] {1, 2}, 2, 1));
        double before = keras.evaluate(total, four).loss();
        Fitted further = keras.fit(fineTuning("further").epochs(3).seed(1), total, four);
        further = keras.fit(
                fineTuning("again").epochs(20).seed(1), further, Examples.of(x(3), Tensor.of(new float[] {3}, 1, 1)));
        assertTrue(keras.evaluate(further, four).loss() < before);
        assertTrue(further.schema().inputs().get(0).shape().contains(Input.VARYING));
    }

    @Test
    @Tag("once")
    void a_model_of_any_length_is_kept_in_format_2_described_and_quantized() throws Exception {
        Fitted total = keras.withSamples(load("total", ReadOptions.DEFAULT.length(50)), Map.of("x", x(1)));
        Path file = folder.resolve("total.keras4j");
        total.save(file);
        Fitted kept = Fitted.load(file);
        assertEquals(total, kept);
        keras.release(total);
        assertArrayEquals(expected("total", 3), keras.predict(kept, x(3)).floats(), CLOSE);
        assertEquals(0, keras.verify(kept));
        String described = Fitted.describe(file);
        assertTrue(described.contains("(any, 2) float32\n"), described);
        assertTrue(described.contains("any length up to 50\n"), described);
        QuantizationMode mode = QuantizationMode.INT8;
        Fitted small = keras.quantize(kept, mode, x(1)).fitted();
        assertEquals(1, keras.predict(small, x(3)).rows());
    }

    @Test
    @Tag("once")
    void outputs_of_one_layer_have_different_names_and_are_all_there() throws Exception {
        Fitted states = load("states");
        List<String> outputs = new ArrayList<>();
        states.schema().outcomes().forEach(outcome -> outputs.add(outcome.name()));
        assertEquals(List.of("gru", "gru_1"), outputs);
        float[] numbers = new float[30];
        for (int at = 0; at < numbers.length; at++) {
            numbers[at] = at / 29f;
        }
        Tensor x = Tensor.of(numbers, 2, 5, 3);
        Predictions predictions = keras.predict(states, x);
        assertArrayEquals(expected("states", 0), predictions.of("gru").tensor().toFloats(), CLOSE);
        assertArrayEquals(
                expected("states", 1), predictions.of("gru_1").tensor().toFloats(), CLOSE);
        Examples targets = Examples.of(
                Map.of("entrance", x),
                Map.of(
                        "gru",
                        predictions.of("gru").tensor(),
                        "gru_1",
                        predictions.of("gru_1").tensor()));
        assertEquals(0, keras.evaluate(states, targets).loss(), 1e-9);
        Fitted further = keras.fit(fineTuning("further").epochs(1).seed(1), states, targets);
        assertEquals(1, further.history().epochs());
    }
}
