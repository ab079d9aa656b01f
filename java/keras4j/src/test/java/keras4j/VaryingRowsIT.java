package keras4j;

import static keras4j.Models.VARYING;
import static keras4j.Models.block;
import static keras4j.Models.folds;
import static keras4j.Models.holdout;
import static keras4j.Models.input;
import static keras4j.Models.metrics;
import static keras4j.Models.output;
import static keras4j.Models.regressor;
import static keras4j.Models.workflow;
import static keras4j.layer.Layers.dense;
import static keras4j.layer.Layers.embedding;
import static keras4j.layer.Layers.globalAveragePooling1D;
import static keras4j.layer.Layers.gru;
import static keras4j.layer.Layers.lstm;
import static keras4j.layer.Layers.multiHeadAttention;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import keras4j.data.Batches;
import keras4j.data.Examples;
import keras4j.data.Input;
import keras4j.data.Tensor;
import keras4j.fitted.Fitted;
import keras4j.measure.Measure;
import keras4j.prediction.Predictions;
import keras4j.spec.Spec;
import org.dflib.DataFrame;
import org.dflib.Series;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Tests of rows of any size that are the same on both backends: limits, verbs that take them, and those that do not. */
@Tag("once")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VaryingRowsIT {
    private static final int ROWS = 12;
    private static final Tensor Y = SessionFixtures.numbers(7, ROWS);

    @TempDir
    static Path folder;

    private final Keras keras = Keras.open();

    @AfterAll
    void close() {
        keras.close();
    }

    private static Spec steps() {
        return regressor("lstm", input(VARYING, 3), block("lstm", lstm(2)), output())
                .seed(1);
    }

    private static Spec words() {
        return regressor(
                        "words", input(VARYING), block("words", embedding(20, 3).maskZero(true), gru(2)), output())
                .seed(1);
    }

    private static Examples six() {
        return Examples.of(SessionFixtures.numbers(4, ROWS, 6, 3), Y);
    }

    private static List<Object> sentences() {
        return IntStream.range(0, ROWS).mapToObj(row -> (Object) sentence(row)).toList();
    }

    private static float[] sentence(int row) {
        float[] words = new float[3 + row % 2];
        for (int at = 0; at < words.length; at++) {
            words[at] = 1 + (at * 5 + row) % 19;
        }
        return words;
    }

    private static DataFrame frame() {
        List<Float> scores = new ArrayList<>();
        for (float score : Y.toFloats()) {
            scores.add(score);
        }
        return DataFrame.byColumn("text", "score").of(Series.ofIterable(sentences()), Series.ofIterable(scores));
    }

    private static String refused(Executable call) {
        return String.valueOf(assertThrows(IllegalArgumentException.class, call).getMessage());
    }

    @Test
    void the_schema_and_the_description_name_the_sizes_that_vary() throws IOException {
        Fitted fitted = keras.fit(steps(), six());
        assertEquals(List.of(Input.VARYING, 3), fitted.schema().inputs().get(0).shape());
        Path file = folder.resolve("lstm.keras4j");
        fitted.save(file);
        String described = Fitted.describe(file);
        assertTrue(described.contains("any length up to 1024\n"), described);
    }

    @Test
    void rows_beyond_the_greatest_length_are_refused_and_so_is_what_layers_make_of_it() {
        Spec spec = steps().maxLength(7);
        assertEquals(7, spec.maxLength());
        Fitted fitted = keras.fit(spec, six());
        assertEquals(
                "Fitted lstm: x must have at most 7 in an axis that varies, got 11; maxLength(11) in the spec"
                        + " allows it",
                refused(() -> keras.predict(fitted, Tensor.of(new float[33], 1, 11, 3))));
        Spec wide = regressor(
                        "attention",
                        input(VARYING, 3).as("x"),
                        block("seen", multiHeadAttention(2, 4)).from("x"),
                        block("mean", globalAveragePooling1D()).from("seen"),
                        output().from("mean"))
                .maxLength(100_000)
                .seed(1);
        assertEquals(
                "Keras.fit: layer seen: numbers inside must have at most 268435456 numbers a row, got 20000000000,"
                        + " where axes that vary have their greatest length 100000; maxLength in the spec sets another",
                refused(() -> keras.fit(wide, six())));
        assertEquals(
                "Schema: x must have shape (rows, any, 3) as in the spec, got (rows, 6)",
                refused(() -> keras.fit(spec, Examples.of(Tensor.of(new float[6 * ROWS], ROWS, 6), Y))));
    }

    @Test
    void rows_of_another_count_or_kind_are_refused() {
        assertEquals(
                "Batches: x must have 12 rows like the outcome, got 1",
                refused(() -> Batches.bySize(List.of(new float[2]), Y, 5, 3)));
        assertEquals(
                "Batches: x must hold float[], int[], float[][] with rows of one length, or tensors, got String at row 0",
                refused(() -> Batches.bySize(List.of("a"), Tensor.of(new float[1], 1), 5, 3)));
        assertEquals(
                "Batches: x must hold one number or more, got none at row 0",
                refused(() -> Batches.bySize(List.of(new float[0]), Tensor.of(new float[1], 1), 5, 3)));
        assertEquals("Batches: rows must be at least 1, got 0", refused(() -> Batches.bySize(sentences(), Y, 0, 3)));
        assertEquals(
                "words: x must have at most 3 in an axis that varies, got 4; maxLength(4) in the spec allows it",
                refused(() -> keras.fit(words().maxLength(3), Batches.bySize(sentences(), Y, 5, 3))));
    }

    @Test
    void a_last_fit_and_importance_take_rows_of_unequal_size() {
        LastFit last = keras.lastFit(
                workflow("score ~ text", words()), frame(), holdout(0.75).split(frame()), metrics(Measure.RMSE));
        assertTrue(Double.isFinite(last.scores().value(Measure.RMSE)));
        assertEquals(
                1,
                keras.importance(last.fitted(), frame(), Measure.RMSE, 1, 1)
                        .toFrame()
                        .height());
        assertEquals(ROWS, keras.predictEach(last.fitted(), frame()).size());
        assertEquals(
                "Schema: column 'text' must have cells of one number or more, got none at row 1",
                refused(() -> keras.predict(
                        last.fitted(),
                        DataFrame.byColumn("text").of(Series.of((Object) new float[] {1}, new float[0])))));
    }

    @Test
    void verbs_that_need_rows_of_one_size_say_so() {
        String all =
                "Schema: rows must be of one size here, got rows of 2 sizes; keras.fit, predict, evaluate, measure and"
                        + " importance take rows of unequal size";
        Fitted fitted = keras.fit(workflow("score ~ text", words()), frame());
        assertEquals(all, refused(() -> keras.conformal(workflow("score ~ text", words()), frame(), folds(2))));
        assertEquals(all, refused(() -> keras.report(fitted, frame())));
        assertEquals(all, refused(() -> keras.withSamples(fitted, frame())));
        assertEquals(
                "words: laplace must be left out where rows come in batches, got laplace",
                refused(() -> keras.fit(workflow("score ~ text", words().laplace()), frame())));
    }

    @Test
    void searches_need_rows_of_one_size_and_say_so() {
        assertEquals(
                "words: rows must be of one size here, got rows of 2 sizes; keras.fit(workflow, frame) takes them",
                refused(() -> keras.fitResamples(
                        workflow("score ~ text", words()), frame(), folds(2), metrics(Measure.RMSE))));
    }

    @Test
    void outcomes_of_unequal_length_come_in_batches() {
        Spec tagger = regressor(
                        "tagger",
                        input(VARYING),
                        block("words", embedding(20, 3), gru(2).returnSequences(true)),
                        output(dense(1)))
                .epochs(15)
                .learnRate(0.05)
                .seed(1);
        DataFrame tagged =
                DataFrame.byColumn("text", "tags").of(Series.ofIterable(sentences()), Series.ofIterable(sentences()));
        assertEquals(
                "Schema: column 'tags' must have cells of 3 values, got 4 at row 0",
                refused(() -> keras.fit(workflow("tags ~ text", tagger), tagged)));
        List<Examples> rows = IntStream.range(0, ROWS)
                .mapToObj(row -> Examples.of(one(row), Tensor.of(sentence(row), 1, sentence(row).length, 1)))
                .toList();
        Batches batches = Batches.of(rows);
        Fitted fitted = keras.fit(tagger, batches);
        double[] losses = fitted.history().metric("loss");
        assertTrue(losses[14] < losses[0] / 2, losses[0] + " to " + losses[14]);
        assertEquals(
                List.of(Input.VARYING, 1), fitted.schema().outcomes().get(0).shape());
        assertEquals(fitted, Fitted.ofBytes(fitted.toBytes()));
        assertTrue(Double.isFinite(keras.evaluate(fitted, batches).loss()));
        List<Predictions> each = keras.predictEach(fitted, sentences());
        for (int row = 0; row < ROWS; row++) {
            assertEquals(sentence(row).length, each.get(row).floats().length);
        }
    }

    private static Tensor one(int row) {
        return Tensor.of(sentence(row), 1, sentence(row).length);
    }
}
