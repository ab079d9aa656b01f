package keras4j;

import static keras4j.Models.fineTuning;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import keras4j.archive.ArchiveException;
import keras4j.data.DType;
import keras4j.data.Examples;
import keras4j.data.Labels;
import keras4j.data.Tensor;
import keras4j.fitted.Fitted;
import keras4j.fitted.KerasFile;
import keras4j.internal.archive.MemberArchive;
import org.dflib.DataFrame;
import org.dflib.Series;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of models whose inputs are texts: read, predicted, evaluated, trained further and kept. */
@Tag("tensorflow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TextIT {
    private static final float CLOSE = 1e-6f;
    private static final String[] REVIEWS = {"a fine film", "Fine, fine; GRÜN!", "", "never seen before"};
    private static final String[] BOTH = {
        "a fine film", "a fi", "Fine, fine; GRÜN!", "Fine", "", "", "never seen before", "neve"
    };

    @TempDir
    static Path folder;

    private final Keras keras = Keras.open();

    @BeforeAll
    void python_saves_its_models() throws Exception {
        PlainPython.text(folder);
    }

    @AfterAll
    void close() {
        keras.close();
    }

    private Fitted load(String name) {
        return keras.load(KerasFile.read(folder.resolve(name + ".keras")));
    }

    private static float[] expected(String name) throws IOException {
        return Npy.read(folder.resolve(name + ".npy"));
    }

    private static Tensor reviews() {
        return Tensor.ofStrings(REVIEWS, REVIEWS.length, 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sentiment", "weighted"})
    void one_text_a_row_is_predicted_as_plain_keras_does(String name) throws Exception {
        Fitted fitted = load(name);
        assertEquals(DType.STRING, fitted.schema().inputs().get(0).dtype());
        assertArrayEquals(expected(name), keras.predict(fitted, reviews()).floats(), CLOSE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"given", "learned", "hashed"})
    void several_texts_a_row_are_predicted_as_plain_keras_does(String name) throws Exception {
        Tensor both = Tensor.ofStrings(BOTH, REVIEWS.length, 2);
        assertArrayEquals(expected(name), keras.predict(load(name), both).floats(), CLOSE);
    }

    @Test
    void whole_numbers_are_looked_up_and_two_texts_are_crossed_as_in_plain_keras() throws Exception {
        Tensor codes = Tensor.ofInts(new int[] {12, 7, -3, 99}, 4, 1);
        assertArrayEquals(
                expected("numbers"), keras.predict(load("numbers"), codes).floats(), CLOSE);
        Tensor both = Tensor.ofStrings(BOTH, REVIEWS.length, 2);
        String[] second = {BOTH[1], BOTH[3], BOTH[5], BOTH[7]};
        assertEquals(2, both.rowSize());
        Map<String, Tensor> two = Map.of("one", reviews(), "two", Tensor.ofStrings(second, 4, 1));
        assertArrayEquals(
                expected("crossed"), keras.predict(load("crossed"), two).floats(), CLOSE);
    }

    @Test
    void a_column_of_texts_is_an_input() throws Exception {
        DataFrame frame = DataFrame.byColumn("review").of(Series.of(REVIEWS));
        assertArrayEquals(
                expected("sentiment"), keras.predict(load("sentiment"), frame).floats(), CLOSE);
    }

    @Test
    void a_file_is_written_anew_with_its_vocabulary_and_an_archive_keeps_it() throws Exception {
        KerasFile file = KerasFile.read(folder.resolve("sentiment.keras"));
        assertEquals(file, KerasFile.of(file.toBytes()));
        Fitted fitted = keras.load(file);
        Path saved = folder.resolve("sentiment.k4j");
        fitted.save(saved);
        try (Keras other = Keras.open()) {
            assertArrayEquals(
                    expected("sentiment"),
                    other.predict(Fitted.load(saved), reviews()).floats(),
                    CLOSE);
        }
        keras.release(fitted);
        assertArrayEquals(
                expected("sentiment"), keras.predict(fitted, reviews()).floats(), CLOSE);
    }

    @Test
    void a_bag_of_words_is_trained_further_and_kept_with_the_shape_that_it_computes() throws Exception {
        Fitted fitted =
                keras.load(KerasFile.read(folder.resolve("weighted.keras")).levels("bad", "good"));
        assertEquals(List.of(List.of(2)), fitted.outputs());
        Examples rows = Examples.of(reviews(), Labels.of("good", "good", "bad", "bad"));
        Fitted further = keras.fit(fineTuning("further").loss("mse").epochs(3).seed(1), fitted, rows);
        float[] before = keras.predict(further, reviews()).tensor().toFloats();
        Fitted kept = Fitted.ofBytes(further.toBytes());
        keras.release(further);
        assertArrayEquals(before, keras.predict(kept, reviews()).tensor().toFloats());
        assertTrue(keras.evaluate(kept, rows).loss() > 0);
    }

    @Test
    void an_archive_with_the_shape_that_keras_describes_is_restored() throws Exception {
        Fitted fitted = keras.load(KerasFile.read(folder.resolve("weighted.keras")));
        MemberArchive now = MemberArchive.read(fitted.toBytes());
        Map<String, String> about = new TreeMap<>(now.about());
        about.computeIfPresent("outcomes", (key, text) -> text.replace("(2)", "(1, 2)"));
        MemberArchive before = MemberArchive.of(about).featuring(now.features());
        for (String name : now.names()) {
            String text = new String(now.member(name), StandardCharsets.ISO_8859_1);
            String changed =
                    name.equals("outputs.json") || name.equals("schema.json") ? text.replace("[2]", "[1,2]") : text;
            before = before.with(name, changed.getBytes(StandardCharsets.ISO_8859_1));
        }
        Fitted kept = Fitted.ofBytes(before.toBytes());
        assertEquals(List.of(List.of(1, 2)), kept.outputs());
        keras.release(fitted);
        assertArrayEquals(expected("weighted"), keras.predict(kept, reviews()).floats(), CLOSE);
    }

    @Test
    void a_model_whose_output_is_text_is_refused() {
        ArchiveException refused =
                assertThrows(ArchiveException.class, () -> KerasFile.read(folder.resolve("words.keras")));
        assertEquals(
                "KerasFile words.keras: outputs must be numbers, got the texts of words; keras.Model(model.inputs,"
                        + " model.get_layer(\"words\").input) has their numbers, and"
                        + " model.get_layer(\"words\").get_vocabulary() the texts",
                refused.getMessage());
    }
}
