package keras4j;

import static keras4j.Models.arg;
import static keras4j.Models.between;
import static keras4j.Models.block;
import static keras4j.Models.fineTuning;
import static keras4j.Models.folds;
import static keras4j.Models.grid;
import static keras4j.Models.holdout;
import static keras4j.Models.input;
import static keras4j.Models.metrics;
import static keras4j.Models.output;
import static keras4j.Models.recipe;
import static keras4j.Models.regressor;
import static keras4j.Models.workflow;
import static keras4j.layer.Layers.dense;
import static keras4j.measure.Measure.RMSE;
import static keras4j.recipe.Selectors.allPredictors;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import keras4j.data.Batches;
import keras4j.data.Datasets;
import keras4j.data.Examples;
import keras4j.data.Tensor;
import keras4j.expr.Point;
import keras4j.fitted.Conformal;
import keras4j.fitted.Fitted;
import keras4j.fitted.KerasFile;
import keras4j.model.QuantizationMode;
import keras4j.spec.Spec;
import keras4j.tune.Criterion;
import keras4j.tune.Runner;
import keras4j.tune.Search;
import keras4j.tune.TrialResult;
import keras4j.tune.Tuning;
import keras4j.workflow.Workflow;
import org.dflib.DataFrame;

/** Every verb of a session that waits for Python, on small models. */
final class WaitingVerbs {
    private static final Spec NET = regressor("net", input(), block("hidden", dense(arg("units", 4))), output())
            .epochs(2)
            .seed(1);
    private static final Workflow FLOW = workflow(recipe("mpg ~ wt + hp").normalize(allPredictors()), NET);
    private static final Workflow OPEN = workflow(FLOW.recipe(), NET.with("hidden_units", between(2, 40)));

    private final DataFrame cars = Datasets.mtcars();
    private final Examples rows = Examples.of(SessionFixtures.x(), SessionFixtures.y());
    /** Rows of 29 KB, so that a few messages fill a pipe. */
    private final Tensor many = SessionFixtures.numbers(3, 2_400, SessionFixtures.COLUMNS);

    private final Fitted tiny;
    private final Fitted fitted;
    private final Fitted laplace;
    private final Fitted sampled;
    private final Conformal conformal;
    private final byte[] file;

    WaitingVerbs(Keras keras) {
        tiny = SessionFixtures.fitted(keras, 1);
        fitted = keras.fit(FLOW, cars);
        laplace = keras.fit(workflow(FLOW.recipe(), NET.laplace()), cars);
        sampled = keras.withSamples(tiny, SessionFixtures.x());
        conformal = keras.conformal(FLOW, cars, folds(2).seed(1));
        file = tiny.kerasBytes();
    }

    /** Returns the verbs by name; each fails or returns what it made. */
    Map<String, Function<Keras, Object>> all() {
        Map<String, Function<Keras, Object>> verbs = new LinkedHashMap<>();
        predicting(verbs);
        training(verbs);
        changing(verbs);
        verbs.put(
                "tune with a runner",
                keras -> keras.tune(
                        bayes(),
                        cars,
                        (tuning, frame, folds) -> Runner.of(trial -> TrialResult.of(Criterion.of(RMSE), 1.0))));
        return verbs;
    }

    private void predicting(Map<String, Function<Keras, Object>> verbs) {
        verbs.put("predict a row", keras -> keras.predict(tiny, SessionFixtures.rows()[0]));
        verbs.put("predict rows", keras -> keras.predict(tiny, SessionFixtures.x()));
        verbs.put("predict many rows", keras -> keras.predict(tiny, many));
        verbs.put("predict a frame", keras -> keras.predict(fitted, cars));
        verbs.put("evaluate", keras -> keras.evaluate(tiny, rows));
        verbs.put("measure", keras -> keras.measure(fitted, cars, RMSE));
        verbs.put("importance", keras -> keras.importance(fitted, cars, RMSE, 2, 1));
        verbs.put("dependence", keras -> keras.dependence(fitted, cars, "wt"));
        verbs.put("report", keras -> keras.report(fitted, cars));
        verbs.put("intervals", keras -> keras.intervals(laplace, cars));
        verbs.put("intervals by folds", keras -> keras.intervals(conformal, cars));
        verbs.put("calibrate", keras -> keras.conformal(fitted, cars));
        verbs.put("verify", keras -> keras.verify(sampled));
        verbs.put("with samples", keras -> keras.withSamples(tiny, SessionFixtures.x()));
    }

    private void training(Map<String, Function<Keras, Object>> verbs) {
        verbs.put("fit", keras -> keras.fit(FLOW, cars));
        verbs.put("fit rows", keras -> keras.fit(SessionFixtures.tiny(2), rows));
        verbs.put("fit batches", keras -> keras.fit(SessionFixtures.tiny(3), Batches.of(rows, 16)));
        verbs.put("fine-tune", keras -> keras.fit(fineTuning("later").seed(1), tiny, rows));
        verbs.put("conformal", keras -> keras.conformal(FLOW, cars, folds(2).seed(1)));
        verbs.put(
                "last fit",
                keras -> keras.lastFit(FLOW, cars, holdout(0.8).seed(1).split(cars), metrics(RMSE)));
        verbs.put("preflight", keras -> keras.preflight(OPEN, cars, List.of(point(2), point(3))));
    }

    private void changing(Map<String, Function<Keras, Object>> verbs) {
        verbs.put("load", keras -> keras.load(KerasFile.of(file)));
        verbs.put("network", keras -> keras.network(tiny));
        verbs.put(
                "with weights",
                keras -> keras.withWeights(
                        tiny, "hidden", List.of(SessionFixtures.numbers(5, 3, 4), SessionFixtures.numbers(6, 4))));
        verbs.put("quantize", keras -> keras.quantize(tiny, QuantizationMode.INT8, SessionFixtures.x()));
        verbs.put("with preprocessing layers", keras -> keras.withPreprocessingLayers(fitted));
    }

    /** A search in workers of its own, whose start takes seconds. */
    Object tune(Keras keras) {
        return keras.tune(OPEN, cars, folds(2).seed(1), grid(2), metrics(RMSE));
    }

    private Tuning bayes() {
        Search search = Search.bayes(8).initial(Search.random(4)).batch(2);
        return Tuning.of(OPEN, folds(2).seed(1), search, metrics(RMSE));
    }

    private static Point point(int units) {
        return Point.of("hidden_units", units);
    }

    /** Returns the model whose rows are predicted. */
    Fitted model() {
        return tiny;
    }
}
