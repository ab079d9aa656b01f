package keras4j.tune;

import static keras4j.Refused.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import keras4j.expr.Hyperparameter;
import keras4j.expr.OpenRange;
import keras4j.expr.Space;
import keras4j.tune.SearchSession.TrialCount;
import org.junit.jupiter.api.Test;

class HyperbandTest {
    private static final Space SPACE = Space.of(
            Hyperparameter.of("x", OpenRange.between(-1.0, 1.0)),
            Hyperparameter.of("y", OpenRange.between(0, 4)),
            Hyperparameter.of(Trial.EPOCHS, OpenRange.between(1, 81)));

    private static Study study(Search search) {
        return Study.of(SPACE, KnownOptimumSearch.FOLDS, KnownOptimumSearch.RMSE)
                .search(search)
                .seed(3);
    }

    private static TrialResult judge(Trial trial) {
        double more = 1.0 / trial.point().number(Trial.EPOCHS);
        return TrialResult.of(KnownOptimumSearch.RMSE, KnownOptimumSearch.error(trial.point(), trial.fold()) + more);
    }

    private static String shape(Tuned tuned) {
        return tuned.candidates().stream()
                .collect(Collectors.groupingBy(
                        each -> (int) each.point().number(Trial.EPOCHS), TreeMap::new, Collectors.counting()))
                .toString();
    }

    /**
     * Tests n = ceil((B / R) eta^s / (s + 1)) and r = R eta^-s, with R = 81, eta = 3 and B / R = 5, of Li et al.,
     * section 3.
     */
    @Test
    void brackets_are_those_of_the_paper() {
        List<String> brackets = new ArrayList<>();
        Search.hyperband().brackets(1, 81).forEach(each -> brackets.add(each.candidates() + " " + each.epochs()));
        assertEquals(
                List.of("81 [1, 3, 9, 27, 81]", "34 [3, 9, 27, 81]", "15 [9, 27, 81]", "8 [27, 81]", "5 [81]"),
                brackets);
    }

    @Test
    void halving_trains_the_best_third_for_three_times_as_long() {
        Tuned tuned = study(Search.halving(27)).run(Runner.of(HyperbandTest::judge));
        assertEquals("{3=27, 9=9, 27=3, 81=1}", shape(tuned));
        List<Candidate> first = tuned.candidates().subList(0, 27);
        double due = first.stream()
                .mapToDouble(each -> each.of(KnownOptimumSearch.RMSE).mean())
                .min()
                .orElseThrow();
        Candidate last = tuned.candidates().get(tuned.candidates().size() - 1);
        assertEquals(due + 1.0 / 81 - 1.0 / 3, last.of(KnownOptimumSearch.RMSE).mean(), 1e-12);
    }

    @Test
    void hyperband_makes_the_rounds_of_all_brackets() {
        Tuned tuned = study(Search.hyperband()).run(Runner.of(HyperbandTest::judge));
        assertEquals("{1=81, 3=61, 9=35, 27=19, 81=10}", shape(tuned));
        assertEquals(
                TrialCount.atMost(3 * (81 + 61 + 35 + 19 + 10)),
                Search.hyperband().extent(SPACE, 3, 1).orElseThrow());
        assertTrue(tuned.best(KnownOptimumSearch.RMSE)
                        .findFirst()
                        .orElseThrow()
                        .of(KnownOptimumSearch.RMSE)
                        .mean()
                < 1.13);
    }

    @Test
    void candidates_that_fail_do_not_go_on() {
        Tuned tuned = study(Search.halving(9)).run(Runner.of(trial -> TrialResult.failed("no")));
        assertEquals("{9=9}", shape(tuned));
    }

    @Test
    void epochs_must_be_open() {
        refused(
                "hyperband: hyperparameters must have fit_epochs, got x, y",
                () -> KnownOptimumSearch.study().search(Search.hyperband()).run(Runner.of(KnownOptimumSearch::judge)));
        refused("hyperband: fit_epochs must be between two whole numbers, got oneOf(3, 5)", () -> Study.of(
                        Space.of(Hyperparameter.of(Trial.EPOCHS, OpenRange.oneOf(3, 5))),
                        KnownOptimumSearch.FOLDS,
                        KnownOptimumSearch.RMSE)
                .search(Search.hyperband())
                .run(Runner.of(KnownOptimumSearch::judge)));
        refused(
                "halving: fit_epochs must go up to 3 times its lower end, or none is trained for longer, got between(5, 10)",
                () -> Study.of(
                                Space.of(Hyperparameter.of(Trial.EPOCHS, OpenRange.between(5, 10))),
                                KnownOptimumSearch.FOLDS,
                                KnownOptimumSearch.RMSE)
                        .search(Search.halving(9))
                        .run(Runner.of(KnownOptimumSearch::judge)));
        refused(
                "halving: candidates must be at least eta, or none is left out, got 2 and 3",
                () -> study(Search.halving(2)).run(Runner.of(KnownOptimumSearch::judge)));
        refused("hyperband: eta must be at least 2 and candidates at least 1, got 1 and 9", () -> Search.halving(9)
                .eta(1));
    }
}
