package keras4j;

import static keras4j.Models.block;
import static keras4j.Models.classifier;
import static keras4j.Models.input;
import static keras4j.Models.output;
import static keras4j.Models.workflow;
import static keras4j.activation.Activation.RELU;
import static keras4j.layer.Layers.dense;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import keras4j.callback.Callbacks;
import keras4j.data.Datasets;
import keras4j.data.Examples;
import keras4j.data.Labels;
import keras4j.data.Tensor;
import keras4j.fitted.Fitted;
import keras4j.prediction.Predictions;
import keras4j.python.PythonException;
import keras4j.session.ProgressListener;
import keras4j.session.TrainingControl;
import keras4j.spec.Spec;
import org.dflib.DataFrame;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Tests of fits: their options and their results. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FittingIT {
    private static final Spec FLOWERS = classifier(
                    "flowers", input(), block("hidden", dense(4).activation(RELU)), output())
            .epochs(2)
            .seed(3);

    private final DataFrame iris = Datasets.iris();
    private final Examples train = Examples.of(SessionFixtures.x(), SessionFixtures.y());
    private final Keras keras = Keras.open();

    @AfterAll
    void close() {
        keras.close();
    }

    private static boolean same(Fitted one, Fitted other) {
        return Arrays.equals(one.kerasBytes(), other.kerasBytes());
    }

    @Test
    @Tag("once")
    void tensors_arrays_and_frames_of_the_same_numbers_give_the_same_model() {
        Fitted fitted = keras.fit(SessionFixtures.tiny(1), train);
        assertTrue(same(fitted, keras.fit(SessionFixtures.tiny(1), SessionFixtures.x(), SessionFixtures.y())));
        assertTrue(same(
                fitted,
                keras.fit(
                        SessionFixtures.tiny(1),
                        SessionFixtures.rows(),
                        SessionFixtures.y().toFloats())));
        DataFrame frame = DataFrame.byColumn("x", "y")
                .of(
                        keras4j.data.TensorSeries.of(SessionFixtures.x()),
                        org.dflib.Series.ofFloat(SessionFixtures.y().toFloats()));
        Fitted framed = keras.fit(workflow("y ~ x", SessionFixtures.tiny(1)), frame);
        assertTrue(same(fitted, framed));
        assertEquals(keras.predict(fitted, SessionFixtures.x()), keras.predict(framed, frame));
    }

    @Test
    @Tag("once")
    void probabilities_of_a_row_add_up_to_one() {
        DataFrame iris = Datasets.iris();
        Fitted fitted = keras.fit(workflow("species ~ .", FLOWERS), iris);
        Tensor output = keras.predict(fitted, iris).tensor();
        for (int row = 0; row < output.rows(); row++) {
            float sum = 0;
            for (float probability : output.row(row)) {
                assertTrue(probability >= 0, () -> "below 0: " + probability);
                sum += probability;
            }
            assertEquals(1, sum, 1e-5);
        }
    }

    @Test
    @Tag("once")
    void labels_as_text_are_classes() {
        String[] sides = new String[SessionFixtures.ROWS];
        for (int row = 0; row < sides.length; row++) {
            sides[row] = SessionFixtures.rows()[row][0] < 0 ? "left" : "right";
        }
        Fitted fitted = keras.fit(FLOWERS.epochs(60), SessionFixtures.rows(), sides);
        assertEquals(List.of("left", "right"), fitted.schema().outcomes().get(0).levels());
        Predictions predictions = keras.predict(fitted, SessionFixtures.x());
        assertEquals(
                List.of(".pred_left", ".pred_right"),
                List.of(predictions.probabilities().getColumnsIndex().toArray()));
        assertTrue(keras.evaluate(fitted, Examples.of(SessionFixtures.x(), Labels.of(sides)))
                        .metric("accuracy")
                > 0.9);
        assertTrue(agreement(predictions.labels(), List.of(sides)) > 0.9);
    }

    private static double agreement(List<String> one, List<String> other) {
        int same = 0;
        for (int row = 0; row < one.size(); row++) {
            same += one.get(row).equals(other.get(row)) ? 1 : 0;
        }
        return (double) same / one.size();
    }

    @Test
    @Tag("once")
    void the_columns_of_a_frame_may_come_in_any_order_and_without_the_outcome() {
        Fitted fitted = keras.fit(workflow("species ~ .", FLOWERS), iris);
        DataFrame turned = iris.cols("petal_width", "petal_length", "sepal_width", "sepal_length")
                .select();
        assertEquals(keras.predict(fitted, iris), keras.predict(fitted, turned));
    }

    @Test
    void a_validation_split_and_validation_rows_are_in_the_history() {
        Fitted split = keras.fit(SessionFixtures.tiny(1).validationSplit(0.25), train);
        List<String> names = List.of("loss", "mean_absolute_error", "val_loss", "val_mean_absolute_error");
        assertEquals(names, split.history().names().stream().sorted().toList());
        Examples others =
                Examples.of(SessionFixtures.numbers(8, 20, SessionFixtures.COLUMNS), SessionFixtures.numbers(9, 20));
        Fitted validated = keras.fit(SessionFixtures.tiny(1), train, others);
        assertEquals(names, validated.history().names().stream().sorted().toList());
        assertEquals(2, validated.history().epochs());
        assertEquals(
                keras.evaluate(validated, others).loss(),
                validated.history().metric("val_loss")[1],
                1e-5,
                "the last epoch's validation is an evaluation");
        Fitted framed = keras.fit(workflow("species ~ .", FLOWERS), iris, iris.head(60));
        assertTrue(
                framed.history().names().contains("val_accuracy"),
                framed.history().toString());
    }

    @Test
    @Tag("once")
    void sample_weights_change_what_is_learned_and_how_it_is_measured() {
        float[] weights = new float[SessionFixtures.ROWS];
        Arrays.fill(weights, 0, 8, 1);
        Examples weighted = train.weights(weights);
        Fitted plain = keras.fit(SessionFixtures.tiny(1).epochs(30), train);
        Fitted first = keras.fit(SessionFixtures.tiny(1).epochs(30), weighted);
        assertFalse(same(plain, first));
        assertTrue(keras.evaluate(first, weighted).loss()
                < keras.evaluate(plain, weighted).loss());
        float[] ones = new float[SessionFixtures.ROWS];
        Arrays.fill(ones, 1);
        assertEquals(
                keras.evaluate(plain, train).loss(),
                keras.evaluate(plain, train.weights(ones)).loss(),
                1e-6);
        Fitted validated = keras.fit(SessionFixtures.tiny(1), weighted, train.weights(weights));
        assertTrue(
                validated.history().names().contains("val_loss"),
                validated.history().toString());
    }

    @Test
    @Tag("once")
    void class_weights_pull_towards_a_class() {
        Spec spec = FLOWERS.epochs(30);
        Fitted pulled =
                keras.fit(workflow("species ~ .", spec.classWeight(Map.of("virginica", 50.0, "setosa", 0.0))), iris);
        List<String> labels = keras.predict(pulled, iris).labels();
        assertFalse(labels.contains("setosa"));
        assertTrue(labels.stream().filter("virginica"::equals).count() > 100, labels.toString());
        assertTrue(
                pulled.program().source().contains("class_weight={0: 0.0, 2: 50.0}"),
                pulled.program().source());
    }

    @Test
    @Tag("once")
    void shuffling_can_be_switched_off() {
        assertFalse(same(
                keras.fit(SessionFixtures.tiny(1), train),
                keras.fit(SessionFixtures.tiny(1).shuffle(false), train)));
    }

    @Test
    void early_stopping_stops_early() {
        Spec spec = SessionFixtures.tiny(1)
                .epochs(200)
                .callbacks(
                        Callbacks.earlyStopping().monitor("loss").minDelta(1000).patience(2));
        assertEquals(3, keras.fit(spec, train).history().epochs());
    }

    @Test
    void the_listener_hears_every_batch_and_epoch() {
        List<String> heard = new ArrayList<>();
        Fitted fitted = keras.listening(new ProgressListener() {
                    @Override
                    public void onProgress(TrainingControl training) {
                        heard.add(training.batch() + " of " + training.batches());
                    }

                    @Override
                    public void onEpochEnd(TrainingControl training, Map<String, Double> logs) {
                        heard.add("epoch " + training.epoch() + " of " + training.epochs() + " " + logs.get("loss"));
                    }
                })
                .fit(SessionFixtures.tiny(1).batchSize(32), train);
        double[] loss = fitted.history().metric("loss");
        assertEquals(
                List.of("1 of 2", "2 of 2", "epoch 1 of 2 " + loss[0], "1 of 2", "2 of 2", "epoch 2 of 2 " + loss[1]),
                heard);
    }

    @Test
    void an_exception_of_the_listener_stops_the_fit_and_comes_out_as_itself() {
        IllegalStateException thrown = new IllegalStateException("enough");
        List<Integer> epochs = new ArrayList<>();
        Keras listening = keras.listening(new ProgressListener() {
            @Override
            public void onEpochEnd(TrainingControl training, Map<String, Double> logs) {
                epochs.add(training.epoch());
                throw thrown;
            }
        });
        assertSame(
                thrown,
                assertThrows(
                        IllegalStateException.class,
                        () -> listening.fit(SessionFixtures.tiny(1).epochs(50), train)));
        assertEquals(List.of(1), epochs);
        assertEquals(2, keras.fit(SessionFixtures.tiny(1), train).history().epochs(), "the next fit works");
    }

    @Test
    @Tag("once")
    void the_summary_is_keras_own_table() {
        String summary = keras.fit(SessionFixtures.tiny(1), train).summary();
        assertTrue(summary.startsWith("Model: \"tiny\""), summary);
        assertTrue(summary.contains("hidden (Dense)") && summary.contains("Total params: 65"), summary);
    }

    @Test
    void a_row_more_or_less_makes_no_difference_to_the_others() {
        Fitted fitted = keras.fit(SessionFixtures.tiny(1), train);
        float[] all = keras.predict(fitted, SessionFixtures.numbers(5, 1100, SessionFixtures.COLUMNS))
                .floats();
        for (int rows : new int[] {1, 7, 8, 9, 32, 127, 128, 129, 512, 1024, 1025, 1100}) {
            Tensor some = Tensor.of(
                    Arrays.copyOf(
                            SessionFixtures.numbers(5, 1100, SessionFixtures.COLUMNS)
                                    .toFloats(),
                            rows * SessionFixtures.COLUMNS),
                    rows,
                    SessionFixtures.COLUMNS);
            assertArrayEquals(
                    Arrays.copyOf(all, rows), keras.predict(fitted, some).floats(), 1e-6f, rows + " rows");
        }
    }

    @Test
    void more_rows_than_one_turn_are_predicted_in_order() {
        Fitted fitted = keras.fit(SessionFixtures.tiny(1), train);
        Tensor many = SessionFixtures.numbers(6, 20_000, SessionFixtures.COLUMNS);
        float[] all = keras.predict(fitted, many).floats();
        assertEquals(20_000, all.length);
        for (int row : new int[] {0, 8_191, 8_192, 16_384, 19_999}) {
            assertEquals(all[row], keras.predict(fitted, many.row(row))[0], 1e-6f, "row " + row);
        }
    }

    @Test
    @Tag("once")
    void an_archive_gives_back_an_equal_value_from_equal_bytes(@TempDir Path folder) {
        Fitted fitted = keras.fit(workflow("species ~ .", FLOWERS.validationSplit(0.2)), iris);
        fitted.save(folder.resolve("flowers.keras4j"));
        Fitted loaded = Fitted.load(folder.resolve("flowers.keras4j"));
        assertEquals(fitted, loaded);
        assertEquals(fitted.hashCode(), loaded.hashCode());
        assertArrayEquals(fitted.toBytes(), loaded.toBytes());
        assertArrayEquals(fitted.toBytes(), fitted.toBytes());
        assertEquals(keras.predict(fitted, iris), keras.predict(loaded, iris));
        assertEquals(keras.backend().id(), loaded.versions().get("backend"));
    }

    @Test
    @Tag("once")
    void an_output_that_does_not_suit_the_outcome_is_named_with_its_block() {
        Spec wrong = classifier("wrong", input(), output(dense(2))).seed(1);
        PythonException refused =
                assertThrows(PythonException.class, () -> keras.fit(workflow("species ~ .", wrong), iris));
        assertEquals(
                "fit of wrong: ValueError: the last layer, output, must give 3 numbers a row for an outcome of 3 classes."
                        + " Received: 2",
                refused.getMessage());
        assertEquals(Optional.empty(), refused.block());
    }
}
