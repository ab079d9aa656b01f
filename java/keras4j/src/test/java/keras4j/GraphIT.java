package keras4j;

import static keras4j.Models.arg;
import static keras4j.Models.block;
import static keras4j.Models.classifier;
import static keras4j.Models.input;
import static keras4j.Models.output;
import static keras4j.Models.regressor;
import static keras4j.Models.workflow;
import static keras4j.activation.Activation.RELU;
import static keras4j.activation.Activation.SIGMOID;
import static keras4j.layer.Layers.add;
import static keras4j.layer.Layers.concatenate;
import static keras4j.layer.Layers.dense;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import keras4j.data.Datasets;
import keras4j.data.Examples;
import keras4j.data.Labels;
import keras4j.data.Target;
import keras4j.data.Tensor;
import keras4j.fitted.Fitted;
import keras4j.model.Evaluation;
import keras4j.prediction.Predictions;
import keras4j.python.PythonException;
import keras4j.spec.Block;
import keras4j.spec.ModelMode;
import keras4j.spec.Spec;
import org.dflib.DataFrame;
import org.dflib.Series;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Tests of networks with several inputs, outputs, forks and joins, from the frame to Python and back. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GraphIT {
    private static final int ROWS = 200;

    /** Two inputs of three and two numbers, joined; a number and a class come out. */
    private static final Spec MIXED = classifier(
                    "mixed",
                    input().as("left").columns("sepal_length", "sepal_width", "petal_length"),
                    input().as("right").columns("sepal_length", "petal_length"),
                    block("wide", dense(arg("units", 6)).activation(RELU)).from("left"),
                    block("join", concatenate()).from("wide", "right"),
                    output().as("petal_width").mode(ModelMode.REGRESSOR).from("join"),
                    output().as("species").from("join"))
            .epochs(3)
            .validationSplit(0.2)
            .seed(5);

    private final Keras keras = Keras.open();
    private final DataFrame iris = Datasets.iris();

    @AfterAll
    void close() {
        keras.close();
    }

    private Fitted mixed() {
        return keras.fit(workflow("petal_width + species ~ .", MIXED), iris);
    }

    private static List<String> columns(DataFrame frame) {
        return List.of(frame.getColumnsIndex().toArray());
    }

    private static float[] row(Map<String, Tensor> x, String input, int row) {
        return Objects.requireNonNull(x.get(input)).row(row);
    }

    private static int layers(Fitted fitted) {
        return (int)
                fitted.summary().lines().filter(line -> line.contains("(None,")).count();
    }

    private static String parameters(Fitted fitted) {
        return fitted.summary()
                .lines()
                .filter(line -> line.contains("Total params"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_number_and_a_class_come_out_of_two_groups_of_columns() {
        Fitted fitted = mixed();
        assertEquals(List.of(List.of(1), List.of(3)), fitted.outputs());
        Predictions all = keras.predict(fitted, iris);
        assertEquals(List.of(".pred_petal_width"), columns(all.values()));
        assertEquals(List.of(".pred_class_species"), columns(all.classes()));
        assertEquals(
                List.of(".pred_species_setosa", ".pred_species_versicolor", ".pred_species_virginica"),
                columns(all.probabilities()));
        assertEquals(List.of(".pred"), columns(all.of("petal_width").values()));
        assertEquals(150, all.of("species").labels().size());
        assertEquals(
                List.of(
                        "loss",
                        "petal_width_loss",
                        "petal_width_mean_absolute_error",
                        "species_accuracy",
                        "species_loss"),
                keras.evaluate(fitted, iris).asMap().keySet().stream().sorted().toList());
        assertEquals(3, fitted.history().epochs());
    }

    @Test
    void weights_and_predictions_are_those_of_the_same_program_in_plain_python(@TempDir Path folder) throws Exception {
        Fitted fitted = mixed();
        Examples rows = fitted.schema().examples(iris);
        Map<String, Tensor> y = new LinkedHashMap<>();
        rows.outcomes()
                .forEach((name, target) ->
                        y.put(name, target instanceof Labels labels ? labels.oneHot() : (Tensor) target));
        Path plain = PlainPython.graph(folder, fitted, rows.inputs(), y);
        PlainPython.run(List.of(plain));
        assertEquals("[]", PlainPython.answer(plain).path("differing").toString());
        Predictions here = keras.predict(fitted, iris);
        for (String outcome : List.of("petal_width", "species")) {
            assertArrayEquals(
                    PlainPython.predictions(plain, outcome),
                    here.of(outcome).tensor().toFloats(),
                    1e-5f);
        }
        Evaluation evaluation = keras.evaluate(fitted, iris);
        PlainPython.answer(plain)
                .path("evaluation")
                .properties()
                .forEach(metric -> assertEquals(
                        metric.getValue().asDouble(), evaluation.metric(metric.getKey()), 1e-5, metric.getKey()));
    }

    @Test
    @Tag("once")
    void one_row_a_few_rows_and_many_rows_predict_the_same() {
        Fitted fitted = mixed();
        Examples rows = fitted.schema().examples(iris);
        Predictions all = keras.predict(fitted, iris);
        for (int row = 0; row < 150; row += 49) {
            float[] numbers = new float[5];
            System.arraycopy(row(rows.inputs(), "left", row), 0, numbers, 0, 3);
            System.arraycopy(row(rows.inputs(), "right", row), 0, numbers, 3, 2);
            float[] expected = new float[4];
            expected[0] = all.of("petal_width").floats()[row];
            System.arraycopy(all.of("species").tensor().row(row), 0, expected, 1, 3);
            assertArrayEquals(expected, keras.predict(fitted, numbers), 1e-5f);
        }
        float[] few = keras.predict(fitted, iris.head(7)).of("species").tensor().toFloats();
        assertArrayEquals(Arrays.copyOf(all.of("species").tensor().toFloats(), 21), few, 1e-5f);
        assertEquals(
                "Keras.predict: row must have 5 numbers as in fit, got 4",
                assertThrows(IllegalArgumentException.class, () -> keras.predict(fitted, 1, 2, 3, 4))
                        .getMessage());
    }

    @Test
    void what_was_kept_or_lost_and_restored_predicts_the_same_numbers() {
        Fitted fitted = mixed();
        Predictions before = keras.predict(fitted, iris);
        keras.release(fitted);
        assertEquals(before, keras.predict(fitted, iris));
        Fitted read = Fitted.ofBytes(fitted.toBytes());
        assertEquals(fitted, read);
        try (Keras other = Keras.open()) {
            assertEquals(before, other.predict(read, iris));
            assertEquals(keras.evaluate(fitted, iris), other.evaluate(read, iris));
        }
    }

    /** kerasnip's test: a fork and a join; the block between is left out, once or twice there. */
    @Test
    @Tag("once")
    void a_block_of_a_fork_is_left_out_or_repeated() {
        Spec fork = classifier(
                        "fork",
                        input(),
                        block("hidden", dense(arg("units", 4)).activation(RELU)).from("input"),
                        output().from("hidden"))
                .seed(1);
        for (int times = 0; times <= 2; times++) {
            Fitted fitted = keras.fit(workflow("species ~ .", fork.with("num_hidden", times)), iris);
            assertEquals(2 + times, layers(fitted), fitted.summary());
            assertEquals(150, keras.predict(fitted, iris).labels().size());
        }
    }

    @Test
    @Tag("once")
    void inputs_without_columns_are_predictors_of_their_names() {
        Spec cars = regressor(
                "cars",
                input().as("wt"),
                input().as("hp"),
                block("both", concatenate(), dense(4).activation(RELU)).from("hp", "wt"),
                output().from("both"));
        Fitted fitted = keras.fit(workflow("mpg ~ hp + wt", cars), Datasets.mtcars());
        assertEquals(
                List.of("wt", "hp"),
                fitted.schema().inputs().stream().map(each -> each.name()).toList());
        assertEquals(
                List.of(".pred"),
                columns(keras.predict(fitted, Datasets.mtcars()).values()));
    }

    @Test
    @Tag("once")
    void regressions_and_classes_come_two_at_a_time() {
        Block joined = block("join", add()).from("left", "right");
        Map<String, Tensor> x =
                Map.of("left", SessionFixtures.numbers(1, ROWS, 4), "right", SessionFixtures.numbers(2, ROWS, 4));
        Spec two = regressor(
                "numbers",
                input().as("left"),
                input().as("right"),
                joined,
                output(dense(2)).as("pair").from("join"),
                output().as("one").from("join"));
        Fitted numbers = keras.fit(
                two,
                Examples.of(
                        x,
                        Map.of("pair", SessionFixtures.numbers(3, ROWS, 2), "one", SessionFixtures.numbers(4, ROWS))));
        assertEquals(
                List.of(".pred_pair", ".pred_one"),
                columns(keras.predict(numbers, x).values()));

        String[] odd = new String[ROWS];
        Arrays.setAll(odd, row -> row % 2 == 0 ? "even" : "odd");
        int[] third = new int[ROWS];
        Arrays.setAll(third, row -> row % 3);
        Map<String, Target> y = Map.of("parity", Labels.of(odd), "third", Labels.of(third));
        Spec classes = classifier(
                        "classes",
                        input().as("left"),
                        input().as("right"),
                        joined,
                        output(dense(1).activation(SIGMOID)).as("parity").from("join"),
                        output().as("third").from("join"))
                .with("compile_loss", Map.of("third", "sparse_categorical_crossentropy"));
        Fitted fitted = keras.fit(classes, Examples.of(x, y));
        Predictions predicted = keras.predict(fitted, x);
        assertEquals(List.of(".pred_class_parity", ".pred_class_third"), columns(predicted.classes()));
        assertEquals(
                List.of(".pred_parity_even", ".pred_parity_odd", ".pred_third_0", ".pred_third_1", ".pred_third_2"),
                columns(predicted.probabilities()));
        assertTrue(keras.evaluate(fitted, Examples.of(x, y)).metric("third_accuracy") > 0);
    }

    @Test
    void rows_beyond_a_turn_come_in_order_from_every_output() {
        int many = 8_300;
        Map<String, Tensor> x =
                Map.of("left", SessionFixtures.numbers(1, many, 2), "right", SessionFixtures.numbers(2, many, 2));
        Spec sums = regressor(
                "sums",
                input().as("left"),
                input().as("right"),
                block("join", add()).from("left", "right"),
                output().as("a").from("join"),
                output(dense(2)).as("b").from("left"));
        Fitted fitted = keras.fit(
                sums.batchSize(1024),
                Examples.of(
                        x, Map.of("a", SessionFixtures.numbers(3, many), "b", SessionFixtures.numbers(4, many, 2))));
        Predictions all = keras.predict(fitted, x);
        float[] left = row(x, "left", many - 1);
        float[] right = row(x, "right", many - 1);
        float[] last = keras.predict(fitted, left[0], left[1], right[0], right[1]);
        assertEquals(all.of("a").floats()[many - 1], last[0], 1e-5f);
        assertArrayEquals(all.of("b").tensor().row(many - 1), new float[] {last[1], last[2]}, 1e-5f);
    }

    @Test
    void shared_layers_have_their_weights_once() {
        Block tower = block("tower", dense(8)).from("left");
        Block join = block("join", concatenate()).from("tower", "twin");
        Map<String, Tensor> x =
                Map.of("left", SessionFixtures.numbers(1, ROWS, 3), "right", SessionFixtures.numbers(2, ROWS, 3));
        Examples rows = Examples.of(x, Map.of("y", SessionFixtures.numbers(3, ROWS)));
        Fitted shared = keras.fit(
                regressor(
                        "shared",
                        input().as("left"),
                        input().as("right"),
                        tower,
                        tower.sharedAs("twin").from("right"),
                        join,
                        output().from("join")),
                rows);
        Fitted apart = keras.fit(
                regressor(
                        "apart",
                        input().as("left"),
                        input().as("right"),
                        tower,
                        tower.as("twin").from("right"),
                        join,
                        output().from("join")),
                rows);
        // A tower has 3 * 8 + 8 weights, the output 16 + 1; Adam keeps two more of each, and two counts.
        assertTrue(parameters(shared).contains(" " + (3 * 49 + 2)), parameters(shared));
        assertTrue(parameters(apart).contains(" " + (3 * 81 + 2)), parameters(apart));
        Predictions before = keras.predict(shared, x);
        keras.release(shared);
        assertEquals(before, keras.predict(shared, x));
    }

    @Test
    @Tag("once")
    void the_next_steps_of_a_series_come_out_of_one_output() {
        int steps = 300;
        float[] wave = new float[steps];
        for (int at = 0; at < steps; at++) {
            wave[at] = (float) Math.sin(at / 5.0);
        }
        DataFrame series = DataFrame.byColumn("now", "before", "next_1", "next_2", "next_3")
                .of(
                        Series.ofFloat(Arrays.copyOfRange(wave, 1, 297)),
                        Series.ofFloat(Arrays.copyOfRange(wave, 0, 296)),
                        Series.ofFloat(Arrays.copyOfRange(wave, 2, 298)),
                        Series.ofFloat(Arrays.copyOfRange(wave, 3, 299)),
                        Series.ofFloat(Arrays.copyOfRange(wave, 4, 300)));
        Spec ahead = regressor("ahead", input(), output(dense(3)))
                .epochs(60)
                .learnRate(0.05)
                .seed(1);
        Fitted fitted = keras.fit(workflow("next_1 + next_2 + next_3 ~ .", ahead), series);
        assertEquals(List.of(List.of(3)), fitted.outputs());
        DataFrame next = keras.predict(fitted, series).values();
        assertEquals(List.of(".pred_next_1", ".pred_next_2", ".pred_next_3"), columns(next));
        assertTrue(keras.evaluate(fitted, series).metric("mean_absolute_error") < 0.1);
    }

    @Test
    @Tag("once")
    void rows_weigh_for_all_outcomes_or_for_each() {
        // Keras averages the loss over rows, but that of one output over batches: here all batches are of 32 rows.
        int even = 192;
        Map<String, Tensor> x = Map.of("x", SessionFixtures.numbers(1, even, 2));
        Examples rows =
                Examples.of(x, Map.of("a", SessionFixtures.numbers(3, even), "b", SessionFixtures.numbers(4, even)));
        Spec two = regressor(
                        "two",
                        input(),
                        output().as("a").from("input"),
                        output().as("b").from("input"))
                .lossWeights(Map.of("b", 0.5))
                .metrics(Map.of("a", List.of("mse")))
                .with("compile_weighted_metrics", Map.of("a", List.of("mae")))
                .epochs(2)
                .seed(1);
        float[] none = new float[even];
        Fitted fitted = keras.fit(two, rows.weights(Map.of("a", none)));
        assertEquals(0, fitted.history().metric("a_loss")[0], 1e-9);
        assertTrue(fitted.history().metric("b_loss")[0] > 0);
        assertEquals(0, keras.evaluate(fitted, rows.weights(none)).loss(), 1e-9);
        Evaluation plain = keras.evaluate(fitted, rows);
        assertEquals(plain.metric("a_loss") + 0.5 * plain.metric("b_loss"), plain.loss(), 1e-4);
    }

    @Test
    @Tag("once")
    void shapes_that_do_not_join_are_told_with_the_block() {
        Spec wrong = regressor(
                "wrong",
                input().as("left"),
                input().as("right"),
                block("join", add()).from("left", "right"),
                output().from("join"));
        Examples rows = Examples.of(
                Map.of("left", SessionFixtures.numbers(1, ROWS, 2), "right", SessionFixtures.numbers(2, ROWS, 3)),
                Map.of("y", SessionFixtures.numbers(3, ROWS)));
        String message = String.valueOf(assertThrows(PythonException.class, () -> keras.fit(wrong, rows))
                .getMessage());
        assertTrue(message.contains("[block join, layer join]"), message);
    }

    @Test
    @Tag("once")
    void an_output_that_does_not_suit_its_outcome_is_named() {
        Spec wrong = regressor(
                "wrong",
                input(),
                output(dense(3)).as("a").from("input"),
                output().as("b").from("input"));
        Examples rows = Examples.of(
                Map.of("x", SessionFixtures.numbers(1, ROWS, 2)),
                Map.of("a", SessionFixtures.numbers(2, ROWS), "b", SessionFixtures.numbers(3, ROWS)));
        String message = String.valueOf(assertThrows(PythonException.class, () -> keras.fit(wrong, rows))
                .getMessage());
        assertTrue(message.contains("the last layer, a, must give 1 numbers a row"), message);
    }
}
