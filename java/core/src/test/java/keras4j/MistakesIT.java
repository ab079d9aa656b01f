package keras4j;

import static keras4j.Models.classifier;
import static keras4j.Models.input;
import static keras4j.Models.output;
import static keras4j.Models.workflow;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import keras4j.data.Datasets;
import keras4j.data.Examples;
import keras4j.data.Labels;
import keras4j.data.Tensor;
import keras4j.spec.Spec;
import org.dflib.DataFrame;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.function.Executable;

/** What a user does wrong is refused before Python hears of it, and the models are right afterwards. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MistakesIT {
    private final Keras keras = Keras.open();
    private final Fitted fitted = Scenes.fitted(keras, 1);
    private final float[] expected = Scenes.alone(keras, fitted);
    private final DataFrame cars = Datasets.mtcars();
    private final Fitted carsFitted = keras.fit(workflow("mpg ~ hp + wt", Scenes.tiny(1)), cars);
    private final int restored = keras.session().restorations();
    private final Spec classes = classifier("classes", input(), output()).seed(1);

    @AfterEach
    void the_models_are_right() {
        assertArrayEquals(expected, Scenes.alone(keras, fitted));
        assertEquals(restored, keras.session().restorations(), "the live model is still the first");
    }

    @AfterAll
    void close() {
        keras.close();
    }

    private static void refused(String message, Executable mistake) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, mistake).getMessage());
    }

    @Test
    void a_row_of_another_length() {
        refused("Keras.predict: row must have 3 numbers as in fit, got 2", () -> keras.predict(fitted, 1, 2));
        refused("Keras.predict: row must have 3 numbers as in fit, got 0", () -> keras.predict(fitted));
    }

    @Test
    void a_row_that_is_not_finite() {
        refused(
                "Keras.predict: row must be finite numbers, got NaN at position 1",
                () -> keras.predict(fitted, 1, Float.NaN, 3));
        refused(
                "Keras.predict: row must be finite numbers, got Infinity at position 2",
                () -> keras.predict(fitted, 1, 2, Float.POSITIVE_INFINITY));
    }

    @Test
    void a_row_of_fractions_for_a_model_of_whole_numbers() {
        Tensor x = Tensor.ofInts(new int[30], 10, 3);
        Fitted whole = keras.fit(Scenes.tiny(1), x, Tensor.of(new float[10], 10));
        refused(
                "Keras.predict: row must be whole numbers as in fit, got 1.5 at position 0",
                () -> keras.predict(whole, 1.5f, 2, 3));
        Fitted bytes = keras.fit(Scenes.tiny(1), Tensor.ofBytes(new byte[30], 10, 3), Tensor.of(new float[10], 10));
        refused(
                "Keras.predict: row must be whole numbers from 0 to 255 as in fit, got -1.0 at position 1",
                () -> keras.predict(bytes, 0, -1, 3));
    }

    @Test
    void a_tensor_of_another_shape_rank_or_type() {
        String shape = "Schema: x must have shape (rows, 3) as in fit, got ";
        refused(shape + "(2, 4)", () -> keras.predict(fitted, Tensor.of(new float[8], 2, 4)));
        refused(shape + "(2, 3, 1)", () -> keras.predict(fitted, Tensor.of(new float[6], 2, 3, 1)));
        refused(shape + "(6)", () -> keras.predict(fitted, Tensor.of(new float[6], 6)));
        refused(
                "Schema: x must be float32 as in fit, got int32",
                () -> keras.predict(fitted, Tensor.ofInts(new int[6], 2, 3)));
        refused(
                "Schema: x must be finite, got NaN at row 1, column 2",
                () -> keras.predict(fitted, Tensor.of(new float[] {0, 0, 0, 0, 0, Float.NaN}, 2, 3)));
    }

    @Test
    void numbers_to_learn_from_that_are_not_finite() {
        float[] bad = Scenes.y().toFloats();
        bad[5] = Float.NaN;
        refused(
                "Schema: y must be finite, got NaN at row 5, column 0",
                () -> keras.fit(Scenes.tiny(1), Scenes.x(), Tensor.of(bad, bad.length)));
    }

    @Test
    void an_outcome_of_the_wrong_kind() {
        String[] labels = new String[Scenes.ROWS];
        java.util.Arrays.setAll(labels, row -> row % 2 == 0 ? "a" : "b");
        refused(
                "Keras.fit: the outcome of tiny, a regressor, must be numbers, got classes",
                () -> keras.fit(Scenes.tiny(1), Scenes.x(), Labels.of(labels)));
        refused(
                "Keras.fit: the outcome of classes, a classifier, must be classes, got numbers",
                () -> keras.fit(classes, Scenes.x(), Scenes.y()));
        refused(
                "Schema: y must be numbers, got labels",
                () -> keras.evaluate(fitted, Examples.of(Scenes.x(), Labels.of(labels))));
    }

    @Test
    void an_outcome_without_two_levels() {
        String[] same = new String[Scenes.ROWS];
        java.util.Arrays.fill(same, "a");
        refused(
                "Schema: outcome 'y' must have at least two levels, got 'a'",
                () -> keras.fit(classes, Scenes.x(), Labels.of(same)));
    }

    @Test
    void a_level_that_fit_did_not_see() {
        Fitted two = keras.fit(classes, Tensor.of(new float[4], 4, 1), Labels.of("a", "b", "a", "b"));
        refused(
                "Labels: labels must be one of 'a', 'b', got 'c' at row 1",
                () -> keras.evaluate(two, Examples.of(Tensor.of(new float[2], 2, 1), Labels.of("a", "c"))));
    }

    @Test
    void a_column_that_is_missing_or_no_number() {
        refused(
                "Recipe: column 'wt' must be in the frame, got columns 'hp'",
                () -> keras.predict(carsFitted, cars.cols("hp").select()));
        refused(
                "Formula: mpg ~ hp + wieght must name columns of the frame, got 'wieght'",
                () -> keras.fit(workflow("mpg ~ hp + wieght", Scenes.tiny(1)), cars));
        refused(
                "Recipe: column 'wt' must be of kind number as in training, got kind nominal",
                () -> keras.predict(carsFitted, DataFrame.foldByRow("hp", "wt").of(100, "heavy")));
    }

    @Test
    void a_frame_without_rows() {
        refused(
                "Recipe: frame must have at least one row, got none",
                () -> keras.fit(workflow("mpg ~ hp + wt", Scenes.tiny(1)), cars.head(0)));
        assertEquals(0, keras.predict(carsFitted, cars.head(0)).rows());
    }

    @Test
    void weights_of_another_length() {
        refused("Examples: weights must be 64 numbers, one a row, got 3", () -> Examples.of(Scenes.x(), Scenes.y())
                .weights(new float[3]));
    }

    @Test
    void a_time_that_is_not_positive() {
        refused("within: the time must be positive, got PT-1S", () -> keras.within(Duration.ofSeconds(-1)));
        refused("within: the time must be positive, got PT0S", () -> keras.within(Duration.ZERO));
    }

    @Test
    void a_class_weight_for_a_level_that_is_not_there() {
        Spec weighted = classes.classWeight(java.util.Map.of("c", 2.0));
        refused(
                "classes: fit_class_weight must name levels, which are a, b, got c",
                () -> keras.fit(weighted, Tensor.of(new float[4], 4, 1), Labels.of("a", "b", "a", "b")));
    }
}
