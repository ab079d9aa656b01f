package keras4j;

import static keras4j.Models.holdout;
import static keras4j.Models.input;
import static keras4j.Models.metrics;
import static keras4j.Models.output;
import static keras4j.Models.recipe;
import static keras4j.Models.regressor;
import static keras4j.Models.workflow;
import static keras4j.Refused.refused;
import static keras4j.measure.Measure.RMSE;
import static keras4j.recipe.Selectors.allPredictors;
import static keras4j.recipe.Selectors.columns;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import keras4j.data.Tensor;
import keras4j.expr.Point;
import keras4j.fitted.Fitted;
import keras4j.prediction.Predictions;
import keras4j.recipe.Recipe;
import keras4j.resample.Resampling;
import keras4j.spec.Spec;
import keras4j.tune.Search;
import keras4j.tune.Tuned;
import keras4j.tune.Tuning;
import org.dflib.DataFrame;
import org.dflib.Series;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Tests of predictors that look at earlier rows: the rows that have none are neither predicted nor judged. */
@Tag("once")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LaggedIT {
    private static final Spec NET = regressor("r", input(), output()).epochs(2).seed(1);
    private static final Recipe LAGS = recipe("y ~ x").lag(columns("x"), 1, 2).naOmit(allPredictors());

    private record In(double x) {}

    private record Out(float pred, double x) {}

    private final Keras keras = Keras.open();
    private final DataFrame series = series(40);
    private final Fitted lagged = keras.fit(workflow(LAGS, NET), series);

    private static DataFrame series(int rows) {
        double[] y = IntStream.range(0, rows).mapToDouble(row -> row % 7 / 7.0).toArray();
        double[] x = IntStream.range(0, rows).mapToDouble(row -> row % 5 / 5.0).toArray();
        return DataFrame.byColumn("y", "x").of(Series.ofDouble(y), Series.ofDouble(x));
    }

    @AfterAll
    void close() {
        keras.close();
    }

    /** Computes the predictions of the linear model from its weights. */
    private double[] expected(DataFrame rows) {
        List<Tensor> weights = keras.network(lagged).layer("output").tensors();
        float[] kernel = weights.get(0).toFloats();
        float bias = weights.get(1).toFloats()[0];
        Series<Double> x = rows.getColumn("x").castAsDouble();
        return IntStream.range(2, rows.height())
                .mapToDouble(
                        row -> kernel[0] * x.get(row) + kernel[1] * x.get(row - 1) + kernel[2] * x.get(row - 2) + bias)
                .toArray();
    }

    private static double[] doubles(float[] floats) {
        return IntStream.range(0, floats.length).mapToDouble(at -> floats[at]).toArray();
    }

    @Test
    void rows_whose_lags_are_there_are_predicted() {
        Predictions predictions = keras.predict(lagged, series);
        assertEquals(38, predictions.rows());
        assertArrayEquals(expected(series), doubles(predictions.floats()), 1e-6);
        assertArrayEquals(IntStream.range(2, 40).toArray(), predictions.rowNumbers());
        DataFrame last = series.rows(IntStream.range(37, 40).toArray()).select();
        assertEquals(1, keras.predict(lagged, last).rows());
        assertEquals(predictions.floats()[37], keras.predict(lagged, last).floats()[0], 1e-6f);
    }

    @Test
    void predictions_stand_beside_their_rows() {
        DataFrame augmented = keras.predict(lagged, series).augment(series);
        assertEquals(38, augmented.height());
        assertEquals(series.get("x", 2), augmented.get("x", 0));
        assertEquals(
                ((Number) series.get("y", 2)).doubleValue() - ((Number) augmented.get(".pred", 0)).doubleValue(),
                ((Number) augmented.get(".resid", 0)).doubleValue(),
                1e-9);
        List<Out> records =
                keras.predict(lagged, List.of(new In(0.1), new In(0.2), new In(0.3), new In(0.4)), Out.class);
        assertEquals(List.of(0.3, 0.4), records.stream().map(Out::x).toList());
    }

    @Test
    void scores_are_those_of_the_predicted_rows() {
        double[] predicted = expected(series);
        double squares = IntStream.range(2, 40)
                .mapToDouble(row -> ((Number) series.get("y", row)).doubleValue() - predicted[row - 2])
                .map(error -> error * error)
                .average()
                .orElseThrow();
        double rmse = Math.sqrt(squares);
        assertEquals(rmse, keras.measure(lagged, series, RMSE).value(RMSE), 1e-6);
        assertEquals(rmse, keras.predict(lagged, series).measure(series, RMSE).value(RMSE), 1e-6);
        assertEquals(squares, keras.evaluate(lagged, series).metric("loss"), 1e-6);
        assertEquals(rmse, keras.importance(lagged, series, RMSE, 2, 1).baseline(), 1e-6);
        assertEquals(38, keras.predict(lagged, series).cases(series).rows());
    }

    @Test
    void each_slice_judges_all_its_rows_when_it_has_those_before() {
        Tuned tuned = keras.tune(
                Tuning.of(
                                workflow(LAGS, NET),
                                Resampling.rollingOrigin(20, 5).skip(4).lag(2),
                                Search.points(List.of(Point.NONE)),
                                metrics(RMSE))
                        .savePredictions(),
                series);
        DataFrame predictions = tuned.collectPredictions();
        assertEquals(IntStream.range(20, 40).boxed().toList(), sorted(predictions.getColumn(".row")));
    }

    private static List<Integer> sorted(Series<?> rows) {
        return rows.toList().stream()
                .map(row -> ((Number) row).intValue())
                .sorted()
                .toList();
    }

    @Test
    void validation_rows_are_judged_where_their_lags_are_there() {
        Fitted fitted = keras.fit(workflow(LAGS, NET).validation(holdout(.75).inOrderOfTime()), series);
        assertEquals(2, fitted.history().metric("val_loss").length);
    }

    @Test
    void a_lag_of_the_outcome_predicts_the_next_row() {
        Fitted fitted = keras.fit(workflow(recipe("y ~ x").lag(columns("y"), 1).naOmit(allPredictors()), NET), series);
        DataFrame next =
                DataFrame.byColumn("y", "x").of(Series.ofDouble(0.5, 0.25, Double.NaN), Series.ofDouble(0.1, 0.2, 0.3));
        assertArrayEquals(new int[] {1, 2}, keras.predict(fitted, next).rowNumbers());
        refused(
                "Recipe: column 'y' must be in the frame, because a step makes the predictor 'lag_1_y' of it, got columns 'x'",
                () -> keras.predict(fitted, next.cols("x").select()));
    }

    @Test
    void too_few_rows_are_refused_with_the_number_that_the_lags_need() {
        refused(
                "lag: frame must have a row after the 2 rows that it looks back at, without missing values, got 2 rows; in a resampling rollingOrigin(…).lag(2) adds them",
                () -> keras.predict(lagged, series.head(2)));
    }

    @Test
    void steps_ahead_are_scored_where_they_are_known() {
        Fitted ahead = keras.fit(
                workflow(
                        recipe("y ~ x")
                                .lag(columns("x"), 1)
                                .lead(columns("y"), "lead_", Double.NaN, false, 1)
                                .naOmit(allPredictors())
                                .naOmit(columns("lead_1_y")),
                        NET),
                series);
        assertEquals(39, keras.predict(ahead, series).rows());
        assertEquals(
                Math.sqrt(keras.evaluate(ahead, series).metric("loss")),
                keras.measure(ahead, series, RMSE).value(RMSE),
                1e-6);
        assertEquals(1, keras.importance(ahead, series, RMSE, 1, 1).columns().size());
    }

    @Test
    void windows_stand_beside_the_rows_at_their_end() {
        Fitted windows = keras.fit(
                workflow(
                        recipe("y ~ x").sequence(columns("x"), 3),
                        regressor("w", input(), Models.block("f", keras4j.layer.Layers.flatten()), output())
                                .epochs(1)
                                .seed(1)),
                series);
        Predictions predictions = keras.predict(windows, series);
        assertArrayEquals(IntStream.range(2, 40).toArray(), predictions.rowNumbers());
        assertEquals(38, predictions.augment(series).height());
        assertEquals(
                keras.measure(windows, series, RMSE).value(RMSE),
                predictions.measure(series, RMSE).value(RMSE),
                1e-9);
    }

    @Test
    void a_step_that_makes_infinity_is_named() {
        double[] x = new double[20];
        Arrays.setAll(x, row -> row);
        DataFrame frame = series(20).cols("x").merge(Series.ofDouble(x));
        refused(
                "Recipe: column 'x' must be finite for the step normalize, got -Infinity at row 0, which the step log made",
                () -> keras.fit(workflow(recipe("y ~ x").log(columns("x")).normalize(allPredictors()), NET), frame));
        refused(
                "Recipe: column 'x' must be finite, got -Infinity at row 0, which the step log made; change the step, or the numbers before it",
                () -> keras.fit(workflow(recipe("y ~ x").log(columns("x")), NET), frame));
        Fitted fitted = keras.fit(
                workflow(recipe("y ~ x").log(columns("x")).normalize(allPredictors()), NET),
                frame.rows(IntStream.range(1, 20).toArray()).select());
        refused(
                "Recipe: column 'x' must be finite, got -Infinity at row 0, which the step log made; change the step, or the numbers before it",
                () -> keras.predict(fitted, frame));
        refused(
                "Recipe: column 'lag_1_x' must have no missing values, got NaN at row 0, which the step lag made; imputeMedian and others after it fill such cells, naOmit leaves such training rows out",
                () -> keras.fit(workflow(recipe("y ~ x").lag(columns("x"), 1).normalize(allPredictors()), NET), frame));
    }
}
