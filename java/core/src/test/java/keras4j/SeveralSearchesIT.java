package keras4j;

import static keras4j.Models.between;
import static keras4j.Models.block;
import static keras4j.Models.folds;
import static keras4j.Models.grid;
import static keras4j.Models.input;
import static keras4j.Models.metrics;
import static keras4j.Models.output;
import static keras4j.Models.recipe;
import static keras4j.Models.regressor;
import static keras4j.Models.workflow;
import static keras4j.activation.Activation.RELU;
import static keras4j.layer.Layers.dense;
import static keras4j.measure.Measure.ACCURACY;
import static keras4j.measure.Measure.MN_LOG_LOSS;
import static keras4j.measure.Measure.RMSE;
import static keras4j.recipe.Selectors.allPredictors;
import static keras4j.recipe.Selectors.numericPredictors;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import keras4j.data.Datasets;
import keras4j.expr.Point;
import keras4j.measure.Aggregate;
import keras4j.measure.Measure;
import keras4j.recipe.Recipe;
import keras4j.resample.Resampling;
import keras4j.spec.Spec;
import keras4j.tune.Candidate;
import keras4j.tune.Criterion;
import keras4j.tune.NestedTuned;
import keras4j.tune.Outcome;
import keras4j.tune.Scored;
import keras4j.tune.Tuned;
import keras4j.tune.TunedSet;
import org.dflib.DataFrame;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Searches of several workflows, searches within folds, and one search for several outcomes: Java's part. */
@Tag("jax")
class SeveralSearchesIT {
    private static final Keras KERAS = Keras.open();

    private static Tuning prepared() {
        return Tuning.of(Irises.PREPARED, folds(2), grid(2), metrics(MN_LOG_LOSS, ACCURACY))
                .workers(1);
    }

    @Test
    void recipes_and_networks_are_ranked_together_on_the_same_folds() {
        Map<String, Recipe> recipes = new LinkedHashMap<>();
        recipes.put("raw", recipe("species ~ ."));
        recipes.put("scaled", recipe("species ~ .").normalize(allPredictors()));
        Map<String, Spec> specs = new LinkedHashMap<>();
        specs.put("one", Irises.NETWORK.seed(3));
        specs.put("many", Irises.NETWORK.with("hidden_rate", between(0.1, 0.3)));
        Map<String, Tuning> all = TunedSet.cross(recipes, specs, (recipe, spec) -> Tuning.of(
                        workflow(recipe, spec), folds(2), grid(2), metrics(ACCURACY))
                .seed(1));
        TunedSet set = KERAS.tune(all, Irises.FRAME);
        assertEquals(
                List.of("raw_one", "raw_many", "scaled_one", "scaled_many"),
                List.copyOf(set.results().keySet()));
        assertEquals(6, set.rankResults(ACCURACY).height());
        assertTrue(set.best(ACCURACY).startsWith("scaled"), () -> set.rankResults(ACCURACY)
                .toString());
        assertEquals(
                KERAS.tune(Objects.requireNonNull(all.get("scaled_many")), Irises.FRAME),
                set.results().get("scaled_many"));
    }

    @Test
    void a_search_is_judged_by_rows_that_it_did_not_see() {
        Tuning tuning = prepared();
        NestedTuned nested = KERAS.tuneNested(tuning, folds(2).strata("species"), Irises.FRAME);
        assertEquals(2, nested.inner().size());
        assertEquals(2, nested.inner().get(0).candidates().size());
        assertEquals(nested.inner().stream().map(Tuned::selectBest).toList(), nested.chosen());
        double mean = nested.mean(Criterion.of(ACCURACY));
        assertTrue(mean > 0.3 && mean <= 1, () -> nested.collectMetrics(Criterion.of(ACCURACY))
                .toString());
    }

    @Test
    void the_best_point_is_fitted_at_once() {
        Tuned tuned = KERAS.tune(prepared(), Irises.FRAME);
        Fitted best = KERAS.fitBest(Irises.PREPARED, tuned, Irises.FRAME);
        Fitted same = KERAS.fit(Irises.PREPARED.at(tuned.selectBest(MN_LOG_LOSS)), Irises.FRAME);
        assertEquals(same, best);
    }

    @Test
    void several_outcomes_are_tuned_on_one_number() {
        Spec spec = regressor(
                        "cars",
                        input().as("x"),
                        block("hidden", dense(between(4, 8)).activation(RELU)).from("x"),
                        output().as("mpg").from("hidden"),
                        output().as("hp").from("hidden"))
                .epochs(5)
                .seed(1);
        Aggregate weighted = Aggregate.mean(RMSE, "mpg", "hp").weights(Map.of("mpg", 10.0, "hp", 1.0));
        Tuning tuning = Tuning.of(
                        workflow(recipe("mpg + hp ~ .").normalize(numericPredictors()), spec),
                        Resampling.folds(2),
                        grid(2),
                        metrics(RMSE, Measure.MAE))
                .goal(weighted)
                .keepingPredictions();
        Tuned tuned = KERAS.tune(tuning, Datasets.mtcars());
        assertEquals(List.of(), tuned.collectNotes().getColumn("note").toList(), tuned.collectNotes()::toString);
        assertEquals(Criterion.of(weighted), tuned.criteria().get(0));
        Candidate first = tuned.candidates().get(0);
        Outcome outcome = Objects.requireNonNull(first.outcomes().get(0));
        assertEquals(
                List.of("rmse", "mae", weighted.toString()),
                outcome.scores().stream().map(Scored::criterion).toList());
        DataFrame truth = Resampling.folds(2)
                .seed(1)
                .of(Datasets.mtcars())
                .splits()
                .get(0)
                .assessment(Datasets.mtcars());
        assertEquals(truth.getColumn("hp").toList(), outcome.predictions().get("hp"));
        assertEquals(
                List.of("id", ".pred_mpg", ".pred_hp", ".row", "mpg", "hp"),
                List.of(tuned.collectPredictions().getColumnsIndex().toArray()).subList(0, 6));
        double due = (10 * rmse(outcome, truth, "mpg") + rmse(outcome, truth, "hp")) / 11;
        assertEquals(due, outcome.value(Criterion.of(weighted)), 1e-5 * due);
        Point best = tuned.selectBest();
        assertEquals(best, tuned.selectBest(Criterion.of(weighted)));
    }

    private static double rmse(Outcome outcome, DataFrame truth, String name) {
        List<Object> predicted = Objects.requireNonNull(outcome.predictions().get(".pred_" + name));
        double squares = 0;
        for (int row = 0; row < truth.height(); row++) {
            double due = ((Number) truth.getColumn(name).get(row)).doubleValue();
            double error = due - ((Number) predicted.get(row)).doubleValue();
            squares += error * error / truth.height();
        }
        return Math.sqrt(squares);
    }
}
