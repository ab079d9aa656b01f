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
import static keras4j.Refused.refused;
import static keras4j.activation.Activation.RELU;
import static keras4j.layer.Layers.dense;
import static keras4j.measure.Measure.ACCURACY;
import static keras4j.measure.Measure.MN_LOG_LOSS;
import static keras4j.measure.Measure.RMSE;
import static keras4j.recipe.Selectors.allPredictors;
import static keras4j.recipe.Selectors.numericPredictors;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import keras4j.data.Datasets;
import keras4j.expr.Point;
import keras4j.fitted.Fitted;
import keras4j.measure.Aggregate;
import keras4j.measure.Measure;
import keras4j.recipe.Recipe;
import keras4j.resample.Resampling;
import keras4j.resample.RowSplit;
import keras4j.spec.Spec;
import keras4j.tune.Budget;
import keras4j.tune.Candidate;
import keras4j.tune.Criterion;
import keras4j.tune.NestedTuned;
import keras4j.tune.Search;
import keras4j.tune.Trial;
import keras4j.tune.TrialResult;
import keras4j.tune.TrialResult.CriterionScore;
import keras4j.tune.Tuned;
import keras4j.tune.Tuned.StopReason;
import keras4j.tune.TunedSet;
import keras4j.tune.Tuning;
import keras4j.workflow.Workflow;
import org.dflib.DataFrame;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests of searches over several workflows, nested resampling, and searches with several outcomes. */
@Tag("jax")
class SeveralSearchesIT {
    private static final Keras KERAS = Keras.open();

    private static Tuning prepared() {
        return Tuning.of(IrisFixtures.PREPARED, folds(2), grid(2), metrics(MN_LOG_LOSS, ACCURACY))
                .workers(1);
    }

    @Test
    void recipes_and_networks_are_ranked_together_on_the_same_folds() {
        Map<String, Recipe> recipes = new LinkedHashMap<>();
        recipes.put("raw", recipe("species ~ ."));
        recipes.put("scaled", recipe("species ~ .").normalize(allPredictors()));
        Map<String, Spec> specs = new LinkedHashMap<>();
        specs.put("one", IrisFixtures.NETWORK.seed(3));
        specs.put("many", IrisFixtures.NETWORK.with("hidden_rate", between(0.1, 0.3)));
        Map<String, Tuning> all = TunedSet.cross(recipes, specs, (recipe, spec) -> Tuning.of(
                        workflow(recipe, spec), folds(2), grid(2), metrics(ACCURACY))
                .workers(1)
                .seed(1));
        TunedSet set = KERAS.tune(all, IrisFixtures.FRAME);
        assertEquals(
                List.of("raw_one", "raw_many", "scaled_one", "scaled_many"),
                List.copyOf(set.results().keySet()));
        assertEquals(6, set.rankResults(ACCURACY).height());
        assertTrue(set.best(ACCURACY).startsWith("scaled"), () -> set.rankResults(ACCURACY)
                .toString());
        assertEquals(
                KERAS.tune(Objects.requireNonNull(all.get("scaled_many")), IrisFixtures.FRAME),
                set.results().get("scaled_many"));
    }

    @Test
    void a_search_is_judged_by_rows_that_it_did_not_see() {
        Tuning tuning = prepared();
        NestedTuned nested = KERAS.tuneNested(tuning, folds(2).strata("species"), IrisFixtures.FRAME);
        assertEquals(2, nested.inner().size());
        assertEquals(2, nested.inner().get(0).candidates().size());
        assertEquals(nested.inner().stream().map(Tuned::selectBest).toList(), nested.chosen());
        double mean = nested.mean(Criterion.of(ACCURACY));
        assertTrue(mean > 0.3 && mean <= 1, () -> nested.collectMetrics(Criterion.of(ACCURACY))
                .toString());
    }

    @Test
    void a_workflow_that_can_not_be_searched_is_noted_and_those_on_other_folds_are_refused() {
        Map<String, Tuning> all = new LinkedHashMap<>();
        all.put("whole", prepared());
        all.put("halving", prepared().search(Search.halving(3)));
        TunedSet set = KERAS.tune(all, IrisFixtures.FRAME);
        assertEquals(List.of("whole"), List.copyOf(set.results().keySet()));
        String why = String.valueOf(set.failures().get("halving"));
        assertTrue(why.contains("fit_epochs"), why);
        assertEquals("TunedSet of whole; failed: halving", set.toString());
        refused(why, () -> KERAS.tune(Map.of("halving", prepared().search(Search.halving(3))), IrisFixtures.FRAME));
        all.put("elsewhere", prepared().resampling(folds(2).seed(5)));
        refused(
                "Keras.tune: workflows must have identical folds, got others for 'whole', 'elsewhere'; give all of"
                        + " them one resampling, with one seed or none",
                () -> KERAS.tune(all, IrisFixtures.FRAME));
        refused("Keras.tune: workflows must be at least one, got none", () -> KERAS.tune(Map.of(), IrisFixtures.FRAME));
    }

    @Test
    void networks_with_other_seeds_are_judged_by_the_same_folds() {
        Map<String, Tuning> all = new LinkedHashMap<>();
        for (long seed = 1; seed <= 2; seed++) {
            Workflow workflow = workflow(IrisFixtures.OPEN.recipe(), IrisFixtures.NETWORK.seed(seed));
            all.put("seed" + seed, Tuning.of(workflow, folds(2), grid(2), metrics(ACCURACY)));
        }
        Map<String, Tuning> kept = new LinkedHashMap<>();
        all.forEach((name, tuning) -> kept.put(name, tuning.workers(1).savePredictions()));
        TunedSet set = KERAS.tune(kept, IrisFixtures.FRAME);
        List<List<?>> rows = set.results().values().stream()
                .<List<?>>map(
                        tuned -> tuned.collectPredictions().getColumn(".row").toList())
                .toList();
        assertEquals(rows.get(0), rows.get(1));
    }

    @Test
    void each_of_several_searches_has_a_journal_of_its_own_and_goes_on_from_it(@TempDir Path folder)
            throws IOException {
        Path journal = folder.resolve("search.journal");
        Tuning kept = prepared().journal(journal);
        NestedTuned nested = KERAS.tuneNested(kept, folds(2), IrisFixtures.FRAME);
        assertEquals(
                List.of("search.journal.1", "search.journal.1.outer", "search.journal.2", "search.journal.2.outer"),
                files(folder));
        List<Long> sizes = sizes(folder);
        assertEquals(nested, KERAS.tuneNested(kept, folds(2), IrisFixtures.FRAME));
        assertEquals(sizes, sizes(folder));
        assertEquals(nested, KERAS.tuneNested(prepared(), folds(2), IrisFixtures.FRAME));
        KERAS.tune(Map.of("a", kept, "b/c", kept.search(grid(3))), IrisFixtures.FRAME);
        assertEquals(
                List.of("search.journal.a", "search.journal.b%2Fc"),
                files(folder).subList(4, 6));
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static List<Long> sizes(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().map(file -> file.toFile().length()).toList();
        }
    }

    @Test
    void time_is_one_for_all_searches() {
        Keras hurried = KERAS.within(Duration.ofNanos(1));
        TunedSet set = hurried.tune(Map.of("a", prepared(), "b", prepared()), IrisFixtures.FRAME);
        set.results().values().forEach(tuned -> assertEquals(StopReason.TIME_SPENT, tuned.ending()));
        NestedTuned nested = hurried.tuneNested(prepared(), folds(2), IrisFixtures.FRAME);
        assertEquals(2, nested.outer().size());
        String why = String.valueOf(nested.outer().get(0).failure());
        assertTrue(why.startsWith("the search found nothing: Tuned 0 candidates"), why);
        Tuned patient = KERAS.within(Duration.ofHours(1))
                .tune(prepared().budget(Budget.NONE.time(Duration.ZERO)), IrisFixtures.FRAME);
        assertEquals(StopReason.TIME_SPENT, patient.ending());
    }

    /** The flowers are sorted by species, and 37 and 150 have no common divisor. */
    private static final DataFrame SHUFFLED = IrisFixtures.FRAME
            .rows(IntStream.range(0, 150).map(row -> row * 37 % 150).toArray())
            .select();

    static List<Resampling> resamplings() {
        RowSplit split = RowSplit.of(
                "mine",
                IntStream.range(0, 100).toArray(),
                IntStream.range(100, 150).toArray());
        return List.of(
                folds(2).repeats(2),
                Resampling.groupFolds("sepal_width").v(2),
                Resampling.monteCarlo(2),
                Resampling.bootstraps(2),
                // Three folds: each has another number of rows, and is compiled anew.
                Resampling.rollingOrigin(100, 25).skip(ReliabilityFigure.isThorough() ? 0 : 12),
                Resampling.slidingWindow(99).assess(1, 20).step(30),
                Resampling.given(split));
    }

    /** Everything that is learned in a fold is learned from its analysis rows: the same fit by hand predicts the same. */
    @ParameterizedTest
    @MethodSource("resamplings")
    void each_resampling_judges_by_the_rows_that_it_names(Resampling resampling) {
        Workflow flow = workflow(recipe("species ~ .").normalize(allPredictors()), IrisFixtures.NETWORK);
        Resampling seeded = resampling.seed(1);
        Tuned tuned = KERAS.tune(
                Tuning.of(flow, seeded, Search.points(List.of(Point.NONE)), metrics(ACCURACY))
                        .workers(1)
                        .savePredictions(),
                SHUFFLED);
        assertEquals(
                0, tuned.collectNotes().height(), () -> tuned.collectNotes().toString());
        List<RowSplit> splits = seeded.of(SHUFFLED).splits();
        assertEquals(splits.stream().map(RowSplit::id).toList(), tuned.folds());
        RowSplit last = splits.get(splits.size() - 1);
        TrialResult outcome =
                Objects.requireNonNull(tuned.candidates().get(0).outcomes().get(splits.size() - 1));
        long seed = new Trial(Point.NONE, splits.size() - 1).seed(1);
        Workflow same = workflow(flow.recipe(), flow.spec().seed(seed));
        DataFrame alone = KERAS.lastFit(same, SHUFFLED, last, metrics(ACCURACY))
                .predictions()
                .probabilities();
        List<?> got = Objects.requireNonNull(
                Objects.requireNonNull(outcome.predictions()).get(".pred_setosa"));
        assertArrayEquals(numbers(alone.getColumn(".pred_setosa").toList()), numbers(got), 1e-4);
    }

    private static double[] numbers(List<?> cells) {
        return cells.stream()
                .mapToDouble(cell -> Double.parseDouble(String.valueOf(cell)))
                .toArray();
    }

    @Test
    void the_best_point_is_fitted_at_once() {
        Tuned tuned = KERAS.tune(prepared(), IrisFixtures.FRAME);
        Fitted best = KERAS.fitBest(IrisFixtures.PREPARED, tuned, IrisFixtures.FRAME);
        Fitted same = KERAS.fit(IrisFixtures.PREPARED.at(tuned.selectBest(MN_LOG_LOSS)), IrisFixtures.FRAME);
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
                .workers(1)
                .savePredictions();
        Tuned tuned = KERAS.tune(tuning, Datasets.mtcars());
        assertEquals(List.of(), tuned.collectNotes().getColumn("note").toList(), tuned.collectNotes()::toString);
        assertEquals(Criterion.of(weighted), tuned.criteria().get(0));
        Candidate first = tuned.candidates().get(0);
        TrialResult outcome = Objects.requireNonNull(first.outcomes().get(0));
        assertEquals(
                List.of("rmse", "mae", "rmse of mpg", "rmse of hp", "mae of mpg", "mae of hp", weighted.toString()),
                outcome.scores().stream().map(CriterionScore::criterion).toList());
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

    private static double rmse(TrialResult outcome, DataFrame truth, String name) {
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
