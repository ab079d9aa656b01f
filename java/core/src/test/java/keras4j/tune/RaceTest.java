package keras4j.tune;

import static keras4j.Refused.refused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import keras4j.expr.Point;
import keras4j.measure.Direction;
import keras4j.measure.Measure;
import keras4j.tune.Tuned.StopReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RaceTest {
    private static final Criterion ACCURACY = new Criterion("accuracy", Direction.MAXIMIZE);

    /** Tests against scipy.stats.t.sf of SciPy 1.17.1. */
    @ParameterizedTest
    @CsvSource({
        "2.0, 10, 0.07338803477074037",
        "2.776445105, 4, 0.05000000001011946",
        "0.5, 3, 0.651447964848151",
        "5.0, 2, 0.037749551350623724",
        "1.0, 57, 0.321536935264267",
        "0.01, 7, 0.9923003176436217",
        "30, 12, 1.1773181907018936e-12",
        "0, 5, 1"
    })
    void students_t_is_that_of_scipy(double t, double freedom, double due) {
        assertEquals(due, Anova.twoSided(t, freedom), 1e-12 * due + 1e-22);
    }

    /**
     * Tests ratios of differences to standard errors of 0, 1.697, 15.70 and 30.97, whose p-values are 1, 0.1239, 7.6e-8
     * and 1.9e-10 by SciPy.
     */
    @Test
    void candidates_are_worse_where_the_two_way_analysis_says_so() {
        double[][] scores = {
            {0.80, 0.82, 0.79, 0.81}, {0.78, 0.83, 0.77, 0.80}, {0.70, 0.74, 0.69, 0.72}, {0.60, 0.66, 0.61, 0.62}
        };
        assertArrayEquals(new boolean[] {false, false, true, true}, Anova.worse(scores, ACCURACY, 0.05));
        assertArrayEquals(new boolean[] {false, true, true, true}, Anova.worse(scores, ACCURACY, 0.13));
        assertArrayEquals(new boolean[] {false, false, true, true}, Anova.worse(scores, ACCURACY, 0.12));
        assertArrayEquals(new boolean[] {false, false, false, true}, Anova.worse(scores, ACCURACY, 1e-9));
    }

    @Test
    void scores_without_noise_do_no_harm() {
        double[][] constant = {{0.5, 0.5, 0.5}, {0.5, 0.5, 0.5}};
        assertArrayEquals(new boolean[] {false, false}, Anova.worse(constant, ACCURACY, 0.05));
        double[][] shifted = {{0.5, 0.6, 0.7}, {0.4, 0.5, 0.6}};
        assertArrayEquals(new boolean[] {false, true}, Anova.worse(shifted, ACCURACY, 0.05));
    }

    @Test
    void a_race_finds_the_best_with_fewer_trials_than_the_grid() {
        Study study = KnownOptimumSearch.study().search(Search.race(Search.grid(5)));
        study = new Study(
                new TreeMap<>(),
                study.space(),
                KnownOptimumSearch.folds(10),
                study.criteria(),
                study.search(),
                7L,
                BatchingRule.ALONE,
                Budget.NONE,
                null);
        Tuned tuned = study.run(Runner.of(KnownOptimumSearch::judge));
        assertEquals(Point.of("x", 0.5).with("y", 2), tuned.selectBest(KnownOptimumSearch.RMSE));
        int trials = tuned.candidates().stream()
                .mapToInt(each -> each.outcomes().size())
                .sum();
        assertTrue(trials < 110, () -> "of 250 trials there were " + trials);
        assertEquals(
                10,
                tuned.best(KnownOptimumSearch.RMSE)
                        .findFirst()
                        .orElseThrow()
                        .outcomes()
                        .size());
    }

    private static Tuned race(int folds, Runner.Judge judge, String... points) {
        List<Point> all = Stream.of(points)
                .map(each -> Point.of("x", Double.valueOf(each)).with("y", 0))
                .toList();
        return new Study(
                        new TreeMap<>(),
                        KnownOptimumSearch.SPACE,
                        KnownOptimumSearch.folds(folds),
                        List.of(KnownOptimumSearch.RMSE),
                        Search.race(Search.points(all)).ties(2),
                        1L,
                        BatchingRule.ALONE,
                        Budget.NONE,
                        null)
                .run(Runner.of(judge));
    }

    @Test
    void equal_candidates_all_run_to_the_end() {
        Tuned tuned = race(6, trial -> TrialResult.of(KnownOptimumSearch.RMSE, 1), "0.1", "0.2", "0.3");
        tuned.candidates().forEach(each -> assertEquals(6, each.outcomes().size()));
    }

    @Test
    void of_two_that_stay_equal_the_better_one_wins_after_some_folds() {
        Tuned tuned = race(9, trial -> TrialResult.of(KnownOptimumSearch.RMSE, 1), "0.1", "0.2");
        assertEquals(
                List.of(9, 4),
                tuned.candidates().stream().map(each -> each.outcomes().size()).toList());
    }

    @Test
    void who_fails_is_out() {
        Tuned tuned = race(
                6,
                trial -> trial.point().number("x") == 0.2
                        ? TrialResult.failed("no")
                        : TrialResult.of(KnownOptimumSearch.RMSE, 1),
                "0.1",
                "0.2",
                "0.3",
                "0.4");
        assertEquals(
                List.of(6, 3, 6, 6),
                tuned.candidates().stream().map(each -> each.outcomes().size()).toList());
    }

    @Test
    void where_all_fail_the_race_is_over() {
        Tuned tuned = race(6, trial -> TrialResult.failed("no"), "0.1", "0.2");
        assertEquals(StopReason.FINISHED, tuned.ending());
        assertEquals(6, tuned.collectNotes().height());
    }

    /** Runs first the folds on which the best candidates err most, so that a dropped candidate has the better mean. */
    @Test
    void who_was_left_out_wins_nothing_however_easy_its_folds_were() {
        Set<Integer> burnIn = new HashSet<>();
        race(
                9,
                trial -> {
                    burnIn.add(trial.fold());
                    return TrialResult.failed("no");
                },
                "0.1",
                "0.2");
        assertEquals(3, burnIn.size());
        Tuned tuned = race(
                9,
                trial -> TrialResult.of(
                        KnownOptimumSearch.RMSE, trial.point().number("x") + (burnIn.contains(trial.fold()) ? 0 : 10)),
                "0.1",
                "0.2",
                "0.3");
        List<Integer> folds =
                tuned.candidates().stream().map(each -> each.outcomes().size()).toList();
        assertEquals(List.of(9, 3, 3), folds);
        assertTrue(tuned.candidates().get(1).of(KnownOptimumSearch.RMSE).mean()
                < tuned.candidates().get(0).of(KnownOptimumSearch.RMSE).mean());
        Point best = tuned.candidates().get(0).point();
        assertEquals(best, tuned.selectBest(KnownOptimumSearch.RMSE));
        assertEquals(
                best,
                tuned.selectByOneStdErr(KnownOptimumSearch.RMSE, Point.by("x").reversed()));
        assertEquals(
                best,
                tuned.selectByPctLoss(KnownOptimumSearch.RMSE, Point.by("x").reversed(), 1000));
        assertEquals(List.of(9, 3, 3), tuned.showBest().getColumn("n").toList());
        assertTrue(tuned.toString().startsWith("Tuned 3 candidates on 9 folds, best rmse 6.7667"), tuned::toString);
        TunedSet set = new TunedSet(Map.of("all", tuned), Map.of());
        assertEquals(9, set.rankResults(Measure.RMSE).getColumn("n").get(0));
    }

    @Test
    void folds_must_be_more_than_all_run_on() {
        refused(
                "race: folds must be more than the 3 that all run on, got 3",
                () -> race(3, KnownOptimumSearch::judge, "0.1"));
        refused(
                "race: burn_in must be at least 2, alpha between 0 and 1 and ties at least 1, got 1, 0.05 and 10",
                () -> Search.race(Search.grid(2)).burnIn(1));
    }
}
