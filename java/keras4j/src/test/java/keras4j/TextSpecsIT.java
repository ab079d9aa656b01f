package keras4j;

import static keras4j.Models.between;
import static keras4j.Models.block;
import static keras4j.Models.classifier;
import static keras4j.Models.fineTuning;
import static keras4j.Models.folds;
import static keras4j.Models.grid;
import static keras4j.Models.input;
import static keras4j.Models.metrics;
import static keras4j.Models.output;
import static keras4j.Models.recipe;
import static keras4j.Models.regressor;
import static keras4j.Models.workflow;
import static keras4j.layer.Layers.concatenate;
import static keras4j.layer.Layers.dense;
import static keras4j.layer.Layers.embedding;
import static keras4j.layer.Layers.flatten;
import static keras4j.layer.Layers.globalAveragePooling1D;
import static keras4j.layer.Layers.hashedCrossing;
import static keras4j.layer.Layers.hashing;
import static keras4j.layer.Layers.integerLookup;
import static keras4j.layer.Layers.stringLookup;
import static keras4j.layer.Layers.textVectorization;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import keras4j.data.Batches;
import keras4j.data.DType;
import keras4j.data.Examples;
import keras4j.data.Labels;
import keras4j.data.Tensor;
import keras4j.fitted.Conformal;
import keras4j.fitted.Fitted;
import keras4j.fitted.QuantizationResult;
import keras4j.internal.kerasfile.KerasZip;
import keras4j.layer.HashedCrossingOutputMode;
import keras4j.layer.HashingOutputMode;
import keras4j.layer.IntegerLookupOutputMode;
import keras4j.layer.StringLookupOutputMode;
import keras4j.layer.TextVectorizationOutputMode;
import keras4j.measure.Measure;
import keras4j.model.QuantizationMode;
import keras4j.spec.Block;
import keras4j.spec.Spec;
import keras4j.tune.Tuned;
import keras4j.tune.Tuning;
import keras4j.workflow.Workflow;
import org.dflib.DataFrame;
import org.dflib.Series;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests of networks of texts that are made in Java: their vocabularies are learned from the training rows. */
@Tag("tensorflow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TextSpecsIT {
    private static final float CLOSE = 1e-6f;
    private static final String[] TEXTS = {
        "a fine film", "a bad film", "fine, so fine", "so bad", "fine", "bad, bad", "Fein é", "bad"
    };
    private static final String[] COLOURS = {"red", "blue", "red", "blue", "red", "blue", "green", "blue"};
    private static final int[] CODES = {7, 9, 7, 9, 7, 9, -4, 9};
    private static final DataFrame REVIEWS = DataFrame.byColumn("review", "colour", "code", "mood", "stars")
            .of(
                    Series.of(TEXTS),
                    Series.of(COLOURS),
                    Series.ofInt(CODES),
                    Series.of("good", "bad", "good", "bad", "good", "bad", "good", "bad"),
                    Series.ofDouble(5, 1, 5, 1, 5, 1, 4, 1));

    @TempDir
    static Path folder;

    private final Keras keras = Keras.open();
    private @Nullable Fitted learned;

    @AfterAll
    void close() {
        keras.close();
    }

    private static Spec words() {
        return classifier(
                        "words",
                        input().dtype(DType.STRING),
                        block("words", textVectorization().maxTokens(30).outputSequenceLength(4)),
                        block("hidden", embedding(30, 8), globalAveragePooling1D()),
                        output())
                .with("fit_epochs", 100)
                .seed(1);
    }

    /** Returns a model of the words, which all tests share. */
    private Fitted learned() {
        if (learned == null) {
            learned = keras.fit(workflow("mood ~ review", words()), REVIEWS);
        }
        return learned;
    }

    private static Spec every() {
        return regressor(
                        "every",
                        input().as("review").dtype(DType.STRING),
                        input().as("colour").dtype(DType.STRING),
                        input().as("code").dtype(DType.INT32),
                        block("words", textVectorization().outputMode(TextVectorizationOutputMode.TF_IDF), flatten())
                                .from("review"),
                        block("colours", stringLookup().outputMode(StringLookupOutputMode.ONE_HOT))
                                .from("colour"),
                        block("codes", integerLookup().outputMode(IntegerLookupOutputMode.MULTI_HOT))
                                .from("code"),
                        block("hashed", hashing(5).outputMode(HashingOutputMode.ONE_HOT))
                                .from("colour"),
                        block("crossed", hashedCrossing(6).outputMode(HashedCrossingOutputMode.ONE_HOT))
                                .from("colour", "code"),
                        block("all", concatenate()).from("words", "colours", "codes", "hashed", "crossed"),
                        output().as("stars").from("all"))
                .with("fit_epochs", 2)
                .seed(1);
    }

    private static String vocabulary(Fitted fitted, String layer) {
        byte[] words = KerasZip.read(fitted.kerasBytes()).get("assets/layers/" + layer + "/vocabulary.txt");
        return new String(words, StandardCharsets.UTF_8);
    }

    @Test
    void a_vocabulary_is_learned_from_a_column_and_kept_in_the_archive() {
        Fitted fitted = learned();
        float[] before = keras.predict(fitted, REVIEWS).tensor().toFloats();
        assertEquals(1, keras.measure(fitted, REVIEWS, Measure.ACCURACY).value(Measure.ACCURACY));
        assertEquals("\n[UNK]\nbad\nfine\nso\nfilm\na\né\nfein", vocabulary(fitted, "text_vectorization"));
        Path file = folder.resolve("words.k4j");
        fitted.save(file);
        assertTrue(Fitted.describe(file).contains("TextVectorization"), Fitted.describe(file));
        keras.release(fitted);
        Fitted kept = Fitted.load(file);
        assertEquals(fitted, kept);
        assertArrayEquals(before, keras.predict(kept, REVIEWS).tensor().toFloats());
    }

    @ParameterizedTest
    @EnumSource(
            value = TextVectorizationOutputMode.class,
            names = {"MULTI_HOT", "TF_IDF"})
    void a_bag_of_words_is_classified_kept_and_trained_further(TextVectorizationOutputMode mode) throws Exception {
        Spec bag = classifier(
                        "bag",
                        input().dtype(DType.STRING),
                        block("words", textVectorization().outputMode(mode)),
                        block("hidden", dense(4)),
                        output())
                .with("fit_epochs", 100)
                .seed(1);
        Fitted fitted = keras.fit(workflow("mood ~ review", bag.laplace()), REVIEWS);
        assertEquals(List.of(List.of(2)), fitted.outputs());
        assertEquals(1, keras.measure(fitted, REVIEWS, Measure.ACCURACY).value(Measure.ACCURACY));
        assertEquals(TEXTS.length, keras.intervals(fitted, REVIEWS).rows());
        Fitted kept = Fitted.ofBytes(fitted.toBytes());
        float[] before = keras.predict(fitted, REVIEWS).tensor().toFloats();
        keras.release(fitted);
        assertArrayEquals(before, keras.predict(kept, REVIEWS).tensor().toFloats());
        Fitted further = keras.fit(fineTuning("further").epochs(5).seed(1), kept, REVIEWS);
        assertTrue(keras.evaluate(further, REVIEWS).loss()
                < keras.evaluate(kept, REVIEWS).loss());
    }

    private static Examples examples() {
        Map<String, Tensor> x = Map.of(
                "review", Tensor.ofStrings(TEXTS, TEXTS.length, 1),
                "colour", Tensor.ofStrings(COLOURS, TEXTS.length, 1),
                "code", Tensor.ofInts(CODES, TEXTS.length, 1));
        return Examples.of(x, Map.of("stars", Tensor.of(new float[] {5, 1, 5, 1, 5, 1, 4, 1}, TEXTS.length)));
    }

    @Test
    void every_layer_of_texts_is_fitted_and_loaded_by_plain_keras_with_the_same_predictions() throws Exception {
        Fitted fromFrame = keras.fit(workflow(recipe("stars ~ review + colour + code"), every()), REVIEWS);
        Fitted fitted = keras.fit(every(), examples());
        float[] found = keras.predict(fitted, examples().inputs()).floats();
        assertArrayEquals(keras.predict(fromFrame, REVIEWS).floats(), found);
        assertEquals("[UNK]\nblue\nred\ngreen", vocabulary(fitted, "string_lookup"));
        assertEquals("-1\n9\n7\n-4", vocabulary(fitted, "integer_lookup"));
        Files.write(folder.resolve("every.keras"), fitted.kerasBytes());
        Map<String, Object> rows = Map.of("review", TEXTS, "colour", COLOURS, "code", CODES);
        Files.write(folder.resolve("every.json"), new JsonMapper().writeValueAsBytes(rows));
        PlainPython.keptTexts(folder);
        assertArrayEquals(Npy.read(folder.resolve("every.npy")), found, CLOSE);
        assertEquals(every(), Spec.fromJson(every().json()));
        assertTrue(Double.isFinite(keras.evaluate(fitted, examples()).loss()));
    }

    @Test
    void rows_that_are_split_off_for_validation_are_not_learned_from() {
        String[] all = TEXTS.clone();
        all[TEXTS.length - 1] = "unheard";
        Examples rows =
                Examples.of(Tensor.ofStrings(all, all.length, 1), Labels.of("a", "b", "a", "b", "a", "b", "a", "b"));
        Spec spec = words().with("fit_epochs", 1).with("fit_validation_split", 0.25);
        assertEquals("\n[UNK]\nfine\nbad\nso\nfilm\na", vocabulary(keras.fit(spec, rows), "text_vectorization"));
    }

    @Test
    void rows_in_batches_need_a_vocabulary_that_is_given() {
        Examples rows = Examples.of(Tensor.ofStrings(TEXTS, 8, 1), Labels.of("a", "b", "a", "b", "a", "b", "a", "b"));
        assertEquals(
                "words: block words must have a vocabulary where rows come in batches, got a"
                        + " keras.layers.TextVectorization without one; vocabulary(List.of(…)) gives it",
                refused(() -> keras.fit(words(), Batches.of(rows, 4))));
        Block file =
                block("words", textVectorization().vocabulary("/tmp/words.txt").outputSequenceLength(4));
        Spec ofFile = classifier("file", input().dtype(DType.STRING), file, block("means", flatten()), output());
        assertEquals(
                "file: block words must have a vocabulary, got the file /tmp/words.txt; vocabulary(List.of(…)) gives it",
                refused(() -> keras.fit(ofFile, rows)));
        Spec given = classifier(
                        "given",
                        input().dtype(DType.STRING),
                        block(
                                "words",
                                textVectorization()
                                        .vocabulary(List.of("fine", "bad"))
                                        .outputSequenceLength(4)),
                        block("hidden", embedding(4, 8), globalAveragePooling1D()),
                        output())
                .with("fit_epochs", 2)
                .seed(1);
        Fitted fitted = keras.fit(given, Batches.of(rows, 4));
        assertEquals(8, keras.predict(fitted, Tensor.ofStrings(TEXTS, 8, 1)).rows());
    }

    @Test
    void texts_and_numbers_in_each_others_place_are_refused() {
        Spec numbers = classifier("numbers", input(), output()).seed(1);
        Examples texts = Examples.of(Tensor.ofStrings(TEXTS, 8, 1), Labels.of("a", "b", "a", "b", "a", "b", "a", "b"));
        assertEquals(
                "Keras.fit: input input of numbers must take texts if they are its rows, got numbers; dtype(STRING) on"
                        + " the input does it",
                refused(() -> keras.fit(numbers, texts)));
        assertEquals(
                "Keras.fit: input input of words must have texts as its rows, which dtype(STRING) says, got numbers",
                refused(() -> keras.fit(workflow("mood ~ code", words()), REVIEWS)));
        Fitted fitted = keras.fit(workflow("mood ~ review", words().with("fit_epochs", 1)), REVIEWS);
        assertEquals(
                "Keras.predict: row must be a tensor, because an input takes texts, got 1 numbers;"
                        + " use predict(fitted, Tensor.ofStrings(texts, rows, 1))",
                refused(() -> keras.predict(fitted, 1)));
        assertEquals(
                "Keras.withOnnx: inputs of words must be numbers of one shape, got texts",
                refused(() -> keras.withOnnx(fitted)));
        assertEquals(
                "Schema: input must be texts as in fit, got float32",
                refused(() -> keras.predict(fitted, Tensor.of(new float[1], 1, 1))));
        assertEquals(
                "Examples: y must be numbers or labels, got texts; Labels.of(texts) makes labels",
                refused(() -> Examples.of(Tensor.of(new float[8], 8, 1), Tensor.ofStrings(TEXTS, 8, 1))));
    }

    private static String refused(Executable call) {
        return String.valueOf(assertThrows(IllegalArgumentException.class, call).getMessage());
    }

    @Test
    void samples_of_texts_are_kept_and_verified_and_their_columns_have_an_importance() {
        Fitted fitted = learned();
        Fitted kept = Fitted.ofBytes(keras.withSamples(fitted, REVIEWS.head(3)).toBytes());
        assertEquals(0, keras.verify(kept));
        assertEquals(
                1,
                keras.importance(fitted, REVIEWS, Measure.ACCURACY, 2, 1)
                        .toFrame()
                        .height());
    }

    @Test
    void it_is_quantized_trained_further_and_predicted_row_by_row() {
        Fitted fitted = learned();
        Tensor x = Tensor.ofStrings(TEXTS, TEXTS.length, 1);
        QuantizationResult small = keras.quantize(fitted, QuantizationMode.INT8, x);
        assertTrue(small.maxError() < 0.1, small.toString());
        Fitted kept = Fitted.ofBytes(small.fitted().toBytes());
        keras.release(small.fitted());
        assertEquals(keras.predict(fitted, x).labels(), keras.predict(kept, x).labels());
        Fitted further = keras.fit(fineTuning("further").epochs(5).seed(1), fitted, REVIEWS);
        assertEquals(vocabulary(fitted, "text_vectorization"), vocabulary(further, "text_vectorization"));
        assertTrue(keras.evaluate(further, REVIEWS).loss()
                < keras.evaluate(fitted, REVIEWS).loss());
        List<String> each = new ArrayList<>();
        keras.predictEach(fitted, REVIEWS).forEach(row -> each.addAll(row.labels()));
        assertEquals(keras.predict(fitted, x).labels(), each);
        assertEquals(
                8,
                keras.network(fitted).layer("hidden.embedding").tensors().get(0).shape()[1]);
    }

    @Test
    void intervals_dependence_and_a_report_take_texts_and_layers_for_a_recipe_do_not() {
        Workflow twice = workflow("mood ~ review", words().with("fit_epochs", 2));
        Conformal conformal = keras.conformal(twice, REVIEWS, folds(2));
        assertEquals(TEXTS.length, keras.intervals(conformal, REVIEWS).rows());
        Fitted fitted = keras.fit(
                workflow("mood ~ review", words().with("fit_epochs", 2).laplace()), REVIEWS.head(6));
        assertEquals(TEXTS.length, keras.intervals(fitted, REVIEWS).rows());
        assertEquals(3, keras.intervals(fitted, REVIEWS.head(3)).rows());
        assertEquals(
                TEXTS.length,
                keras.dependence(fitted, REVIEWS, "review").toFrame().height());
        assertTrue(keras.report(fitted, REVIEWS).toHtml().contains("review"));
        Refused.refused(
                "Fitted words: preprocessing layers must start from numbers, got the text column 'review'",
                () -> keras.withPreprocessingLayers(fitted));
    }

    @Test
    @Tag("full")
    void a_search_learns_the_vocabulary_of_each_fold() {
        Spec open = words().with("fit_epochs", between(2, 3));
        Tuning tuning = Tuning.of(workflow("mood ~ review", open), folds(2), grid(2), metrics(Measure.ACCURACY));
        Tuned tuned = keras.tune(tuning.workers(1), REVIEWS);
        assertEquals(0, tuned.collectNotes().height(), () -> String.valueOf(tuned.collectNotes()));
        assertEquals(2, tuned.candidates().size());
    }
}
