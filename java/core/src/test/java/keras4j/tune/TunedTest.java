package keras4j.tune;

import static keras4j.Refused.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import keras4j.expr.Hyperparameter;
import keras4j.expr.OpenRange;
import keras4j.expr.Point;
import keras4j.expr.Space;
import keras4j.measure.Aggregate;
import keras4j.measure.Direction;
import keras4j.measure.Measure;
import keras4j.measure.TruthEstimates;
import keras4j.resample.Resampling;
import keras4j.tune.TrialResult.CriterionScore;
import org.junit.jupiter.api.Test;

class TunedTest {
    private static final Criterion ACCURACY = Criterion.of(Measure.ACCURACY);
    private static final Criterion RMSE = Criterion.of(Measure.RMSE);
    private static final Space SPACE = Space.of(
            Hyperparameter.of("units", OpenRange.between(8, 64)),
            Hyperparameter.of("rate", OpenRange.between(0.1, 0.5)));
    private static final List<Point> POINTS = List.of(point(64, 0.1), point(32, 0.2), point(16, 0.3), point(8, 0.4));

    /** Scores with the means 0.90, 0.88, 0.85 and none; the best's standard error is 0.03 / √3 = 0.0173. */
    private static final double[][] SCORES = {
        {0.87, 0.90, 0.93}, {0.88, 0.885, 0.875}, {0.85, 0.86, 0.84}, {Double.NaN, Double.NaN, Double.NaN}
    };

    private static final Tuned TUNED = tuned(SCORES);

    private static Point point(int units, double rate) {
        return Point.of("units", units).with("rate", rate);
    }

    private static Tuned tuned(double[][] scores) {
        return Study.of(SPACE, Resampling.folds(3).seed(1).of(30), ACCURACY, RMSE)
                .search(Search.points(POINTS))
                .seed(1)
                .run(Runner.of(trial -> {
                    double value = scores[POINTS.indexOf(trial.point())][trial.fold()];
                    return new TrialResult(
                            List.of(
                                    new CriterionScore("accuracy", "multiclass", value),
                                    new CriterionScore("rmse", "standard", 2 - value)),
                            List.of(),
                            null,
                            Map.of());
                }));
    }

    @Test
    void metrics_have_a_row_a_candidate_and_criterion_with_tunes_columns() {
        assertEquals(
                List.of("units", "rate", ".metric", ".estimator", "mean", "n", "std_err", ".config"),
                List.of(TUNED.collectMetrics().getColumnsIndex().toArray()));
        List<String> rows = KnownOptimumSearch.rows(TUNED.collectMetrics());
        assertEquals(8, rows.size());
        assertEquals("8|0.4|accuracy|multiclass|null|0|null|pre0_mod4_post0", rows.get(6));
        assertEquals(0.9, (Double) TUNED.collectMetrics().getColumn("mean").get(0), 1e-12);
        assertEquals(
                0.03 / Math.sqrt(3),
                (Double) TUNED.collectMetrics().getColumn("std_err").get(0),
                1e-12);
    }

    /** Tests the standard error of 1, 2, 4 against that of scipy.stats.sem, 0.8819171036881969. */
    @Test
    void mean_and_standard_error_are_over_the_folds_that_have_a_score() {
        ScoreSummary summary = ScoreSummary.of(
                RMSE,
                List.of(
                        TrialResult.of(RMSE, 1),
                        TrialResult.of(RMSE, 2),
                        TrialResult.failed("no"),
                        TrialResult.of(RMSE, 4)));
        assertEquals(7.0 / 3, summary.mean(), 1e-15);
        assertEquals(3, summary.n());
        assertEquals(0.8819171036881969, summary.stdErr(), 1e-15);
        assertTrue(Double.isNaN(
                ScoreSummary.of(RMSE, List.of(TrialResult.of(RMSE, 1))).stdErr()));
    }

    @Test
    void fold_metrics_have_a_row_a_trial_and_criterion() {
        List<String> rows = KnownOptimumSearch.rows(TUNED.collectFoldMetrics());
        assertEquals(24, rows.size());
        assertEquals("Fold1|64|0.1|accuracy|multiclass|0.87|pre0_mod1_post0", rows.get(0));
    }

    @Test
    void the_best_are_shown_best_first() {
        List<String> best = KnownOptimumSearch.rows(TUNED.showBest(Measure.ACCURACY, 2));
        assertEquals(2, best.size());
        assertTrue(best.get(0).startsWith("64|0.1|accuracy"), best::toString);
        assertTrue(best.get(1).startsWith("32|0.2|accuracy"), best::toString);
        assertEquals(3, TUNED.showBest().height());
        assertEquals(POINTS.get(0), TUNED.selectBest(Measure.ACCURACY));
        assertEquals(POINTS.get(0), TUNED.selectBest(Measure.RMSE));
    }

    @Test
    void a_mean_over_fewer_folds_ranks_behind_whether_a_fold_failed_or_is_undefined() {
        double[][] scores = {{0.9, 0.9, Double.NaN}, {0.5, 0.6, 0.7}, {0.99, Double.NaN, Double.NaN}, {0.6, 0.6, 0.5}};
        Tuned tuned = tuned(scores);
        assertEquals(POINTS.get(1), tuned.selectBest(Measure.ACCURACY));
        assertEquals(
                List.of(3, 3, 2, 1),
                tuned.showBest(Measure.ACCURACY).getColumn("n").toList());
        double[][] same = {{0.9, 0.9, Double.NaN}, {0.5, 0.6, Double.NaN}, SCORES[3], SCORES[3]};
        assertEquals(POINTS.get(0), tuned(same).selectBest(Measure.ACCURACY));
    }

    @Test
    void of_equally_good_points_the_first_is_best() {
        double[][] equal = {{1, 1, 1}, {1, 1, 1}, {2, 2, 2}, {2, 2, 2}};
        assertEquals(POINTS.get(2), tuned(equal).selectBest(Measure.ACCURACY));
        assertEquals(POINTS.get(2), tuned(equal).selectBest(Measure.RMSE));
    }

    @Test
    void within_one_standard_error_the_simplest_is_taken() {
        assertEquals(POINTS.get(0), TUNED.selectByOneStdErr(Measure.ACCURACY, Point.by("units")));
        double[][] wider = {{0.84, 0.90, 0.96}, {0.88, 0.885, 0.875}, {0.85, 0.86, 0.84}, {0.1, 0.1, 0.1}};
        assertEquals(POINTS.get(1), tuned(wider).selectByOneStdErr(Measure.ACCURACY, Point.by("units")));
        assertEquals(
                POINTS.get(1),
                tuned(wider).selectByOneStdErr(Measure.RMSE, Point.by("rate").reversed()));
    }

    @Test
    void within_a_percentage_of_the_best_the_simplest_is_taken() {
        assertEquals(POINTS.get(0), TUNED.selectByPctLoss(Measure.ACCURACY, Point.by("units"), 2));
        assertEquals(POINTS.get(0), TUNED.selectByPctLoss(Measure.ACCURACY, Point.by("units")));
        double[][] near = {{0.9, 0.9, 0.9}, {0.885, 0.885, 0.885}, {0.8, 0.8, 0.8}, SCORES[3]};
        assertEquals(POINTS.get(1), tuned(near).selectByPctLoss(Measure.ACCURACY, Point.by("units")));
        assertEquals(POINTS.get(1), TUNED.selectByPctLoss(Measure.ACCURACY, Point.by("units"), 3));
        assertEquals(POINTS.get(2), TUNED.selectByPctLoss(Measure.ACCURACY, Point.by("units"), 6));
        assertEquals(POINTS.get(0), TUNED.selectByPctLoss(Measure.ACCURACY, Point.by("units"), 0));
        refused(
                "selectByPctLoss: limit must be 0 or more percent, got -1.0",
                () -> TUNED.selectByPctLoss(Measure.RMSE, Point.by("units"), -1));
    }

    @Test
    void what_is_not_there_is_refused() {
        refused(
                "tuned: criterion must be one of accuracy, rmse, got rsq; did you mean rmse?",
                () -> TUNED.selectBest(Measure.RSQ));
        Tuned none = tuned(new double[][] {{Double.NaN, Double.NaN, Double.NaN}, SCORES[3], SCORES[3], SCORES[3]});
        assertEquals(
                "tuned: at least one candidate must have accuracy, got none; collectNotes() says why",
                assertThrows(IllegalStateException.class, () -> none.selectBest(Measure.ACCURACY))
                        .getMessage());
        assertEquals("Tuned 4 candidates on 3 folds, no result, finished", none.toString());
        Tuned holdout = Study.of(SPACE, Resampling.holdout(0.8).seed(1).of(30), RMSE)
                .run(Runner.of(trial -> TrialResult.of(RMSE, 1)));
        refused(
                "selectByOneStdErr: folds must be at least 2 for a standard error, got 1",
                () -> holdout.selectByOneStdErr(RMSE, Point.by("units")));
    }

    @Test
    void names_of_candidates_tell_preparation_and_network_apart() {
        Space both = Space.of(Hyperparameter.of("num_comp", OpenRange.between(2, 4)))
                .preparation()
                .and(SPACE);
        Tuned tuned = Study.of(both, Resampling.folds(2).seed(1).of(10), RMSE)
                .search(Search.grid(4).levels("num_comp", 2))
                .run(Runner.of(trial -> TrialResult.of(RMSE, 1)));
        List<String> configs =
                tuned.candidates().stream().map(Candidate::config).toList();
        assertEquals(List.of("pre1_mod01_post0", "pre2_mod01_post0", "pre1_mod02_post0"), configs.subList(0, 3));
        assertEquals("pre2_mod16_post0", configs.get(31));
        Tuned fixed = Study.of(Space.of(), Resampling.folds(2).seed(1).of(10), RMSE)
                .run(Runner.of(trial -> TrialResult.of(RMSE, 1)));
        assertEquals(
                List.of("pre0_mod0_post0"),
                fixed.candidates().stream().map(Candidate::config).toList());
        assertEquals(Point.NONE, fixed.selectBest(RMSE));
    }

    @Test
    void predictions_are_kept_where_they_were_asked_for() {
        Tuned tuned = Study.of(SPACE, Resampling.folds(2).seed(1).of(4), RMSE)
                .search(Search.points(POINTS.subList(0, 1)))
                .run(Runner.of(trial -> TrialResult.of(RMSE, 1)
                        .predictions(Map.of(".pred", Arrays.asList(0.5f + trial.fold(), Double.NaN)))));
        assertEquals(
                List.of(
                        "Fold1|0.5|64|0.1|pre0_mod1_post0", "Fold1|null|64|0.1|pre0_mod1_post0",
                        "Fold2|1.5|64|0.1|pre0_mod1_post0", "Fold2|null|64|0.1|pre0_mod1_post0"),
                KnownOptimumSearch.rows(tuned.collectPredictions()));
    }

    @Test
    void several_outcomes_are_tuned_on_an_aggregate() {
        Aggregate aggregate = Aggregate.mean(Measure.RMSE, "price", "area");
        Criterion both = Criterion.of(aggregate);
        assertEquals("mean of rmse of price, rmse of area", both.name());
        assertEquals(new Criterion("both", Direction.MINIMIZE), both.as("both"));
        double[] truth = {1, 2};
        Tuned tuned = Study.of(SPACE, Resampling.folds(2).seed(1).of(4), both)
                .search(Search.points(POINTS))
                .run(Runner.of(trial -> {
                    double off = trial.point().number("rate");
                    Map<String, TruthEstimates> cases = Map.of(
                            "price",
                            TruthEstimates.of(truth, new double[] {1 + off, 2 + off}),
                            "area",
                            TruthEstimates.of(truth, truth));
                    return new TrialResult(List.of(CriterionScore.of(aggregate, cases)), List.of(), null, Map.of());
                }));
        assertEquals(POINTS.get(0), tuned.selectBest(both));
        assertEquals(0.05, tuned.best(both).findFirst().orElseThrow().of(both).mean(), 1e-12);
    }

    @Test
    void pictures_show_what_was_chosen_and_reached() {
        assertTrue(TUNED.plot(Measure.ACCURACY).toSvg().contains("units"));
        assertEquals(TUNED.plotParallel(ACCURACY), TUNED.plotParallel(Measure.ACCURACY));
        assertEquals(TUNED.plotProgress(RMSE), TUNED.plotProgress(Measure.RMSE));
        assertTrue(TUNED.plotProgress(ACCURACY).toSvg().contains("best so far"));
        assertTrue(TUNED.plotParallel(ACCURACY).toSvg().contains("rate"));
    }

    @Test
    void pictures_show_choices_and_logarithms_and_what_is_missing() {
        Space space = Space.of(
                Hyperparameter.of("depth", OpenRange.between(0, 1)),
                Hyperparameter.of("rate", OpenRange.between(1e-4, 1e-1).log()),
                Hyperparameter.of("act", OpenRange.oneOf("relu", "gelu").when("depth", 1)));
        Tuned tuned = Study.of(space, Resampling.folds(2).seed(1).of(10), RMSE)
                .run(Runner.of(trial -> TrialResult.of(RMSE, trial.point().number("rate"))));
        assertTrue(tuned.plot(RMSE).toSvg().contains("gelu"));
        assertTrue(tuned.plotParallel(RMSE).toSvg().contains("none"));
    }

    private static Tuned numbers(OpenRange<?> range, Resampling resampling, Runner.Judge judge) {
        Space space = Space.of(Hyperparameter.of("units", range));
        return Study.of(space, resampling.of(30), RMSE).run(Runner.of(judge));
    }

    @Test
    void choices_stand_in_the_order_in_which_they_were_given() {
        Tuned tuned = Study.of(
                        Space.of(Hyperparameter.of("units", OpenRange.oneOf(16, 32, 64))),
                        Resampling.folds(2).seed(1).of(10),
                        RMSE)
                .search(Search.points(List.of(Point.of("units", 64), Point.of("units", 16))))
                .run(Runner.of(trial -> TrialResult.of(RMSE, 1)));
        String svg = tuned.plot(RMSE).toSvg();
        assertTrue(svg.indexOf(">16<") < svg.indexOf(">32<") && svg.indexOf(">32<") < svg.indexOf(">64<"), svg);
    }

    @Test
    void pictures_have_standard_errors_where_there_are_folds() {
        Runner.Judge judge = trial -> TrialResult.of(RMSE, trial.point().number("units") + trial.fold());
        Tuned folds = numbers(OpenRange.between(1, 3), Resampling.folds(3).seed(1), judge);
        assertTrue(folds.plot(RMSE).toSvg().contains("1, 2 ± 0.577"), folds.plot(RMSE)::toSvg);
        assertTrue(folds.plotProgress(RMSE).toSvg().contains("2 ± 0.577"));
        Tuned holdout = numbers(OpenRange.between(1, 3), Resampling.holdout(0.8).seed(1), judge);
        assertFalse(holdout.plot(RMSE).toSvg().contains("±"));
    }

    @Test
    void pictures_set_means_over_fewer_folds_apart() {
        double[][] scores = {{0.9, 0.9, Double.NaN}, {0.5, 0.6, 0.7}, {0.1, 0.2, 0.2}, {0.6, 0.6, 0.5}};
        Tuned tuned = tuned(scores);
        assertTrue(tuned.plot(ACCURACY).toSvg().contains("on fewer folds"));
        assertTrue(tuned.plotProgress(ACCURACY).toSvg().contains("on fewer folds"));
        assertFalse(TUNED.plot(RMSE).toSvg().contains("best so far"));
        assertFalse(tuned(new double[][] {SCORES[0], SCORES[1], SCORES[2], SCORES[2]})
                .plot(ACCURACY)
                .toSvg()
                .contains("on fewer folds"));
    }

    @Test
    void where_nothing_is_open_a_picture_shows_the_folds() {
        Tuned fixed = Study.of(Space.of(), Resampling.folds(3).seed(1).of(30), RMSE)
                .run(Runner.of(trial -> TrialResult.of(RMSE, 1 + trial.fold())));
        assertTrue(fixed.plot(RMSE).toSvg().contains("Fold2"));
        assertTrue(fixed.plotProgress(RMSE).toSvg().contains("trial"));
        refused("plotParallel: hyperparameters must not be empty, got none", () -> fixed.plotParallel(RMSE));
    }

    private static Tuned repeated(List<Map<String, List<Object>>> folds) {
        return Study.of(SPACE, Resampling.folds(folds.size()).seed(1).of(30), RMSE)
                .search(Search.points(POINTS.subList(0, 1)))
                .run(Runner.of(trial -> TrialResult.of(RMSE, 1).predictions(folds.get(trial.fold()))));
    }

    private static Map<String, List<Object>> columns(Object... namesAndCells) {
        Map<String, List<Object>> columns = new LinkedHashMap<>();
        for (int at = 0; at < namesAndCells.length; at += 2) {
            columns.put((String) namesAndCells[at], List.of((Object[]) namesAndCells[at + 1]));
        }
        return columns;
    }

    @Test
    void predictions_of_repeated_rows_are_joined() {
        Tuned numbers = repeated(List.of(
                columns(".pred", new Object[] {1.0, 4.0}, ".row", new Object[] {7, 3}, "y", new Object[] {1.5, 4.5}),
                columns(".pred", new Object[] {2.0}, ".row", new Object[] {7}, "y", new Object[] {1.5})));
        assertEquals(
                List.of("4.0|3|4.5|64|0.1|pre0_mod1_post0", "1.5|7|1.5|64|0.1|pre0_mod1_post0"),
                KnownOptimumSearch.rows(numbers.collectMeanPredictions()));
        Tuned classes = repeated(List.of(
                columns(
                        ".pred_class",
                        new Object[] {"a"},
                        ".pred_a",
                        new Object[] {0.55},
                        ".pred_b",
                        new Object[] {0.45},
                        ".row",
                        new Object[] {0},
                        "y",
                        new Object[] {"b"}),
                columns(
                        ".pred_class",
                        new Object[] {"b"},
                        ".pred_a",
                        new Object[] {0.25},
                        ".pred_b",
                        new Object[] {0.75},
                        ".row",
                        new Object[] {0},
                        "y",
                        new Object[] {"b"})));
        assertEquals(
                List.of("b|0.4|0.6|0|b|64|0.1|pre0_mod1_post0"),
                KnownOptimumSearch.rows(classes.collectMeanPredictions()));
        Tuned arrays = repeated(List.of(
                columns(".pred", new Object[] {List.of(1.0, 2.0)}, ".row", new Object[] {0}),
                columns(".pred", new Object[] {List.of(3.0, 2.0)}, ".row", new Object[] {0})));
        assertEquals(
                List.of(2.0, 2.0),
                arrays.collectMeanPredictions().getColumn(".pred").get(0));
    }

    @Test
    void predictions_that_are_arrays_are_lists() {
        Map<String, List<Object>> columns = Map.of(".pred", List.of(new float[] {0.5f, 1}, new float[] {2, 3}));
        TrialResult outcome = TrialResult.of(RMSE, 1).predictions(columns);
        assertEquals(
                List.of(List.of(0.5, 1.0), List.of(2.0, 3.0)),
                outcome.predictions().get(".pred"));
    }

    @Test
    void it_is_a_value_with_json() throws Exception {
        assertEquals(TUNED, tuned(SCORES));
        ObjectMapper json = new ObjectMapper();
        assertEquals(TUNED, json.readValue(json.writeValueAsString(TUNED), Tuned.class));
        assertEquals("Tuned 4 candidates on 3 folds, best accuracy 0.9000, finished", TUNED.toString());
    }

    @Test
    void a_candidate_and_its_results_print_as_one_line() {
        Candidate candidate = TUNED.candidates().get(0);
        assertEquals("Candidate " + candidate.config() + ": units=64, rate=0.1; 3 folds", candidate.toString());
        Candidate failed = new Candidate("a", Point.NONE, Map.of(0, TrialResult.failed("no memory")));
        assertEquals("Candidate a: no hyperparameters; 1 fold, 1 failed", failed.toString());
        assertEquals(
                "TrialResult failed: no memory", TrialResult.failed("no memory").toString());
        assertEquals(
                "TrialResult accuracy 0.8700, rmse 1.1300",
                String.valueOf(candidate.outcomes().get(0)));
    }
}
