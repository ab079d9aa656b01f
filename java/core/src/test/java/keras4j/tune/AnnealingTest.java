package keras4j.tune;

import static keras4j.Refused.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import keras4j.expr.Hyperparameter;
import keras4j.expr.OpenRange;
import keras4j.expr.Point;
import keras4j.expr.Space;
import keras4j.tune.Tuned.StopReason;
import org.junit.jupiter.api.Test;

class AnnealingTest {
    private static Tuned run(Search search, long seed) {
        return KnownOptimumSearch.study().search(search).seed(seed).run(Runner.of(KnownOptimumSearch::judge));
    }

    @Test
    void it_walks_to_the_best_point() {
        for (long seed = 0; seed < 10; seed++) {
            Point best = run(Search.annealing(60), seed).selectBest(KnownOptimumSearch.RMSE);
            assertEquals(2L, best.value("y"));
            assertEquals(0.3, best.number("x"), 0.15);
        }
    }

    @Test
    void no_point_is_tried_twice_and_each_step_is_a_candidate() {
        Tuned tuned = run(Search.annealing(30), 1);
        assertEquals(31, tuned.candidates().size());
        assertEquals(
                31, tuned.candidates().stream().map(Candidate::point).distinct().count());
        assertEquals(tuned, run(Search.annealing(30), 1));
    }

    @Test
    void it_begins_at_the_best_of_some_points_and_stays_near() {
        List<Point> first =
                List.of(Point.of("x", -0.9).with("y", 4), Point.of("x", 0.2).with("y", 2));
        Tuned tuned = run(Search.annealing(1).initial(Search.points(first)), 1);
        double x = tuned.candidates().get(2).point().number("x");
        assertTrue(Math.abs(x - 0.2) <= 0.15 * 2 && x != 0.2, () -> "x is " + x);
    }

    @Test
    void it_ends_without_improvement_and_where_all_is_tried() {
        Tuned still = KnownOptimumSearch.study()
                .search(Search.annealing(50).noImprove(5))
                .run(Runner.of(trial -> TrialResult.of(KnownOptimumSearch.RMSE, 1)));
        assertEquals(6, still.candidates().size());
        Space few = Space.of(
                Hyperparameter.of("y", OpenRange.between(0, 3)), Hyperparameter.of("c", OpenRange.oneOf("a", "b")));
        Tuned all = Study.of(few, KnownOptimumSearch.FOLDS, KnownOptimumSearch.RMSE)
                .search(Search.annealing(500))
                .seed(1)
                .run(Runner.of(trial ->
                        TrialResult.of(KnownOptimumSearch.RMSE, trial.point().number("y"))));
        assertEquals(8, all.candidates().size());
    }

    @Test
    void failures_are_never_kept() {
        Tuned tuned = KnownOptimumSearch.study()
                .search(Search.annealing(20)
                        .initial(Search.points(List.of(Point.of("x", 0.0).with("y", 2)))))
                .run(Runner.of(trial ->
                        trial.point().number("y") == 2 ? KnownOptimumSearch.judge(trial) : TrialResult.failed("no")));
        assertEquals(StopReason.FINISHED, tuned.ending());
        assertEquals(2L, tuned.selectBest(KnownOptimumSearch.RMSE).value("y"));
    }

    @Test
    void settings_are_checked() {
        refused(
                "annealing: iterations, restart and no_improve must be at least 1 and cooling_coef above 0,"
                        + " got [0, 8, 2147483647, 0.02]",
                () -> Search.annealing(0));
    }
}
