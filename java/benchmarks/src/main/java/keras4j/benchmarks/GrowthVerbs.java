package keras4j.benchmarks;

import static keras4j.Models.between;
import static keras4j.Models.block;
import static keras4j.Models.holdout;
import static keras4j.Models.input;
import static keras4j.Models.metrics;
import static keras4j.Models.output;
import static keras4j.Models.recipe;
import static keras4j.Models.regressor;
import static keras4j.Models.workflow;
import static keras4j.activation.Activation.RELU;
import static keras4j.layer.Layers.dense;
import static keras4j.recipe.Selectors.allPredictors;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import keras4j.Keras;
import keras4j.fitted.Fitted;
import keras4j.measure.Measure;
import keras4j.resample.Resampling;
import keras4j.tune.Search;
import keras4j.tune.Tuning;
import keras4j.workflow.Workflow;
import org.dflib.DataFrame;

/** Verbs of a session whose time is measured at a size and at ten times the size, by name. */
final class GrowthVerbs {
    private static final int FEW_COLUMNS = 20;
    private static final int FEW_ROWS = 200;
    /** Rows of a prediction that explains one column. */
    private static final int EXPLAINED_ROWS = 50;

    private final Keras keras;
    private final Map<String, GrowthCases.Case> cases = new LinkedHashMap<>();

    private GrowthVerbs(Keras keras) {
        this.keras = keras;
    }

    static Map<String, GrowthCases.Case> all(Keras keras) {
        GrowthVerbs growth = new GrowthVerbs(keras);
        growth.trained();
        growth.predicted();
        growth.explained();
        growth.searched();
        return growth.cases;
    }

    private static Workflow network() {
        return workflow(
                recipe("y ~ .").normalize(allPredictors()),
                regressor("net", input(), block("hidden", dense(16).activation(RELU)), output())
                        .epochs(1)
                        .seed(1));
    }

    private void add(String name, String axis, int size, IntFunction<Runnable> work) {
        cases.put(name + ", " + axis, new GrowthCases.Case(axis, size, work));
    }

    /** Adds a verb on 20 columns of many rows, and on many columns of 200 rows. */
    private void both(String name, int rows, int columns, BiFunction<Fitted, DataFrame, Runnable> work) {
        add(name, "rows", rows, size -> fitted(size, FEW_COLUMNS, work));
        add(name, "columns", columns, size -> fitted(FEW_ROWS, size, work));
    }

    private Runnable fitted(int rows, int columns, BiFunction<Fitted, DataFrame, Runnable> work) {
        Fitted fitted = keras.fit(network(), GrowthCases.numbers(FEW_ROWS, columns, 0));
        return work.apply(fitted, GrowthCases.numbers(rows, columns, 0));
    }

    private void trained() {
        add("fit", "rows", 10_000, size -> {
            DataFrame frame = GrowthCases.numbers(size, FEW_COLUMNS, 0);
            return () -> keras.fit(network(), frame);
        });
        add("fit", "columns", 100, size -> {
            DataFrame frame = GrowthCases.numbers(FEW_ROWS, size, 0);
            return () -> keras.fit(network(), frame);
        });
        add("conformal", "folds", 2, size -> {
            DataFrame frame = GrowthCases.numbers(FEW_ROWS, FEW_COLUMNS, 0);
            return () ->
                    keras.conformal(network(), frame, Resampling.folds(size).seed(1));
        });
    }

    private void predicted() {
        both("predict", 10_000, 100, (fitted, frame) -> () -> keras.predict(fitted, frame));
        both("evaluate", 10_000, 100, (fitted, frame) -> () -> keras.evaluate(fitted, frame));
        add(
                "predict one row",
                "columns",
                1_000,
                size -> fitted(1, size, (fitted, frame) -> () -> keras.predict(fitted, frame)));
        both("restore", FEW_ROWS, 100, (fitted, frame) -> () -> {
            keras.release(fitted);
            keras.predict(fitted, frame);
        });
        both("to bytes and back", FEW_ROWS, 1_000, (fitted, frame) -> () -> Fitted.ofBytes(fitted.toBytes()));
    }

    private void explained() {
        both("importance", 1_000, 20, (fitted, frame) -> () -> keras.importance(fitted, frame, Measure.RMSE, 1, 1));
        both("dependence", EXPLAINED_ROWS, 20, (fitted, frame) -> () -> keras.dependence(fitted, frame, "x0"));
    }

    private void searched() {
        search("candidates", 5, size -> Tuning.of(tunable(), holdout(0.8), Search.random(size), metrics(Measure.RMSE)));
        search(
                "folds",
                2,
                size -> Tuning.of(tunable(), Resampling.folds(size).seed(1), Search.random(5), metrics(Measure.RMSE)));
    }

    private static Workflow tunable() {
        return workflow(
                "y ~ .",
                regressor("net", input(), block("hidden", dense(16).activation(RELU)), output())
                        .epochs(1)
                        .seed(1)
                        .with("learn_rate", between(0.001, 0.1)));
    }

    private void search(String axis, int size, IntFunction<Tuning> tuning) {
        DataFrame frame = GrowthCases.numbers(1_000, FEW_COLUMNS, 0);
        add("tune", axis, size, count -> () -> keras.tune(tuning.apply(count).workers(1), frame));
    }
}
