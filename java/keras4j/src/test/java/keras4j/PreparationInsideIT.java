package keras4j;

import static keras4j.Models.block;
import static keras4j.Models.classifier;
import static keras4j.Models.input;
import static keras4j.Models.output;
import static keras4j.Models.recipe;
import static keras4j.Models.regressor;
import static keras4j.Models.workflow;
import static keras4j.Refused.refused;
import static keras4j.activation.Activation.RELU;
import static keras4j.layer.Layers.concatenate;
import static keras4j.layer.Layers.dense;
import static keras4j.recipe.Selectors.allPredictors;
import static keras4j.recipe.Selectors.columns;
import static keras4j.recipe.Selectors.nominalPredictors;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import keras4j.data.Datasets;
import keras4j.data.Input;
import keras4j.data.Tensor;
import keras4j.data.TensorSeries;
import keras4j.fitted.Fitted;
import keras4j.prediction.Predictions;
import keras4j.recipe.Recipe;
import keras4j.spec.ModelMode;
import keras4j.spec.Spec;
import org.dflib.DataFrame;
import org.dflib.Series;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Tests of recipes as preprocessing layers: the original columns give equal predictions. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PreparationInsideIT {
    private static final Spec NET = regressor("net", input(), block("hidden", dense(4).activation(RELU)), output())
            .epochs(2)
            .seed(1);

    private final Keras keras = Keras.open();
    private final DataFrame cars = Datasets.mtcars();

    @AfterAll
    void close() {
        keras.close();
    }

    private Fitted same(Recipe recipe, Spec spec, DataFrame frame) {
        Fitted fitted = keras.fit(workflow(recipe, spec), frame);
        Fitted whole = keras.withPreprocessingLayers(fitted);
        assertEquals(Optional.empty(), whole.recipe());
        assertArrayEquals(
                keras.predict(fitted, frame).floats(),
                keras.predict(whole, frame).floats(),
                1e-5f);
        return whole;
    }

    @Test
    void scaling_steps_are_layers() {
        Recipe recipe = recipe("mpg ~ . - qsec")
                .center(columns("cyl", "hp"))
                .scale(columns("hp"))
                .remove(columns("vs"))
                .rename("wt", "weight")
                .range(columns("disp", "weight"))
                .normalize(columns("drat", "am", "disp"))
                .shuffle(3);
        Fitted whole = same(recipe, NET, cars);
        assertEquals(
                List.of("cyl", "disp", "hp", "drat", "wt", "am", "gear", "carb"),
                whole.schema().inputs().get(0).columns());
        DataFrame beyond = cars.head(2).cols("wt").merge(Series.ofDouble(100, -100));
        assertTrue(Float.isFinite(keras.predict(whole, beyond).floats()[0]));
    }

    @Test
    @Tag("once")
    void what_lies_beyond_a_range_is_cut_off_inside_too() {
        Fitted fitted = keras.fit(workflow(recipe("mpg ~ wt").range(columns("wt")), NET), cars);
        Fitted whole = keras.withPreprocessingLayers(fitted);
        DataFrame beyond = DataFrame.foldByRow("wt").of(100.0, -100.0);
        assertArrayEquals(
                keras.predict(fitted, beyond).floats(),
                keras.predict(whole, beyond).floats(),
                1e-5f);
    }

    @Test
    @Tag("once")
    void intervals_are_layers_to_the_value_at_the_cut() {
        Recipe dummies = recipe("mpg ~ hp + wt + qsec")
                .discretize(columns("hp", "wt"), 4)
                .dummy(columns("hp"))
                .oneHot(columns("wt"))
                .normalize(columns("hp_bin2", "qsec"));
        same(dummies, NET, cars);
        Recipe codes = recipe("mpg ~ hp + wt + qsec")
                .discretize(columns("hp", "wt"), 3)
                .integerCodes(columns("hp"))
                .zeroBasedCodes(columns("wt"))
                .normalize(allPredictors());
        same(codes, NET, cars);
    }

    @Test
    @Tag("once")
    void several_inputs_and_outputs_stay_what_they_are() {
        Spec graph = classifier(
                        "graph",
                        input().as("power").columns("hp", "wt"),
                        input().as("rest").columns("qsec", "hp"),
                        input().as("x"),
                        block("join", concatenate()).from("power", "rest", "x"),
                        output().as("am").from("join"),
                        output().as("mpg").mode(ModelMode.REGRESSOR).from("join"))
                .epochs(2)
                .seed(1);
        DataFrame frame = cars.cols("hp", "wt", "qsec", "mpg").select();
        frame = frame.cols("x", "am").merge(TensorSeries.of(Tensor.of(new float[2 * 32], 32, 2)), Series.of(kinds()));
        Fitted fitted =
                keras.fit(workflow(recipe("mpg + am ~ .").normalize(columns("hp", "wt", "qsec")), graph), frame);
        Fitted whole = keras.withPreprocessingLayers(fitted);
        assertEquals(
                List.of(List.of("hp", "wt"), List.of("qsec", "hp"), List.of("x")),
                whole.schema().inputs().stream().map(Input::columns).toList());
        assertArrayEquals(
                keras.predict(fitted, frame).of("mpg").floats(),
                keras.predict(whole, frame).of("mpg").floats(),
                1e-5f);
        assertEquals(
                keras.predict(fitted, frame).of("am").labels(),
                keras.predict(whole, frame).of("am").labels());
    }

    private static String[] kinds() {
        String[] kinds = new String[32];
        for (int row = 0; row < kinds.length; row++) {
            kinds[row] = row % 2 == 0 ? "manual" : "automatic";
        }
        return kinds;
    }

    @Test
    @Tag("once")
    void the_whole_model_is_a_value_like_any_other() {
        Fitted fitted = keras.fit(workflow(recipe("mpg ~ hp + wt").normalize(allPredictors()), NET), cars);
        Fitted whole = keras.withPreprocessingLayers(fitted);
        assertEquals(
                keras.evaluate(fitted, cars).metric("loss"),
                keras.evaluate(whole, cars).metric("loss"),
                1e-3);
        Predictions before = keras.predict(whole, cars);
        keras.release(whole);
        assertEquals(before, keras.predict(Fitted.ofBytes(whole.toBytes()), cars));
        assertEquals(whole, keras.withPreprocessingLayers(fitted));
        assertFalse(whole.summary().isEmpty());
    }

    @Test
    void plain_keras_loads_it(@TempDir Path folder) throws Exception {
        Fitted whole = same(recipe("mpg ~ hp + wt").normalize(allPredictors()), NET, cars);
        Tensor rows = Tensor.of(new float[][] {{110, 2.62f}, {93, 2.32f}});
        Path plain = PlainPython.folder(folder, "whole", whole, rows);
        PlainPython.run(List.of(plain));
        assertArrayEquals(
                PlainPython.predictions(plain), keras.predict(whole, rows).floats(), 1e-4f);
    }

    @Test
    @Tag("once")
    void what_layers_can_not_do_is_named() {
        refused(
                "Fitted net: recipe must have steps with equivalent Keras layers, got imputeMedian",
                () -> keras.withPreprocessingLayers(keras.fit(
                        workflow(recipe("mpg ~ hp").normalize(allPredictors()).imputeMedian(allPredictors()), NET),
                        cars)));
        DataFrame labelled = DataFrame.foldByRow("f", "y").of("a", 1, "b", 2);
        refused(
                "Fitted net: preprocessing layers must start from numbers, got the nominal column 'f'",
                () -> keras.withPreprocessingLayers(
                        keras.fit(workflow(recipe("y ~ f").dummy(nominalPredictors()), NET), labelled)));
        refused(
                "Fitted tiny: there is no recipe, because the model was fitted to tensors",
                () -> keras.withPreprocessingLayers(SessionFixtures.fitted(keras, 1)));
    }

    private static DataFrame numbers(double from, double step) {
        double[] x = new double[50];
        double[] y = new double[50];
        for (int row = 0; row < 50; row++) {
            x[row] = from + step * row;
            y[row] = row / 50.0;
        }
        return DataFrame.byColumn("y", "x").of(Series.ofDouble(y), Series.ofDouble(x));
    }

    private Fitted inside(DataFrame frame, Recipe recipe) {
        return keras.withPreprocessingLayers(keras.fit(workflow(recipe, NET), frame));
    }

    @Test
    @Tag("once")
    void numbers_that_float32_does_not_tell_apart_are_refused() {
        String way = "; change the unit or the origin of the column, or keep the recipe";
        String must =
                "Fitted net: preprocessing layers compute in float32, in which the numbers of column 'x' must differ by more than rounding, got ";
        Recipe normalized = recipe("y ~ x").normalize(allPredictors());
        refused(must + "differences of up to 4.4 in 'x'" + way, () -> inside(numbers(1.7e9, 1), normalized));
        refused(
                must + "differences of up to 64 in 'x'" + way,
                () -> inside(numbers(1.7e9, 1), recipe("y ~ x").center(allPredictors())));
        refused(
                must + "differences of up to 1.3 in 'x'" + way,
                () -> inside(numbers(1.7e9, 1), recipe("y ~ x").range(allPredictors())));
        refused(
                must + "differences of up to 4.4 in 'z'" + way,
                () -> inside(
                        numbers(1.7e9, 1),
                        recipe("y ~ x").rename("x", "z").center(allPredictors()).scale(allPredictors())));
        refused(must + "other numbers in 'x'" + way, () -> inside(numbers(0, 1e-9), normalized));
        refused(
                must + "other numbers in 'x_bin1'" + way,
                () -> inside(
                        numbers(1.7e9, 1),
                        recipe("y ~ x").discretize(columns("x"), 4).dummy(columns("x"))));
        refused(
                must + "other numbers in 'x_bin1'" + way,
                () -> inside(
                        numbers(1.7e9, 1),
                        recipe("y ~ x").discretize(columns("x"), 2).dummy(columns("x"))));
    }

    @Test
    @Tag("once")
    void large_numbers_that_float32_tells_apart_are_prepared_inside() {
        same(recipe("y ~ x").normalize(allPredictors()), NET, numbers(2000, 1));
        same(recipe("y ~ x").normalize(allPredictors()), NET, numbers(1.7e9, 1e7));
        same(recipe("y ~ x").scale(allPredictors()), NET, numbers(1.7e9, 1e7));
        same(recipe("y ~ x").range(allPredictors()), NET, numbers(-3e12, 1e11));
        same(recipe("y ~ x").discretize(columns("x"), 4).dummy(columns("x")), NET, numbers(2000, 1));
        same(recipe("y ~ x").discretize(columns("x"), 2).dummy(columns("x")), NET, numbers(16e6, 1));
    }
}
