package keras4j.tune;

import static keras4j.Refused.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import keras4j.measure.Measure;
import keras4j.resample.Folds;
import keras4j.resample.Nested.NestedFolds;
import keras4j.resample.Resampling;
import org.junit.jupiter.api.Test;

class TunedSetTest {
    private static Tuned tuned(double more) {
        return KnownOptimumSearch.study()
                .search(Search.grid(2))
                .run(Runner.of(trial ->
                        TrialResult.of(KnownOptimumSearch.RMSE, more + KnownOptimumSearch.error(trial.point(), 0))));
    }

    @Test
    void preparations_and_networks_are_crossed_by_name() {
        Map<String, Integer> preparations = new LinkedHashMap<>(Map.of("plain", 1));
        preparations.put("pca", 2);
        Map<String, String> all = TunedSet.cross(preparations, Map.of("mlp", "m"), (one, other) -> one + other);
        assertEquals("{plain_mlp=1m, pca_mlp=2m}", all.toString());
    }

    @Test
    void workflows_are_ranked_together() {
        Map<String, Tuned> results = new LinkedHashMap<>();
        results.put("plain_mlp", tuned(0.5));
        results.put("pca_mlp", tuned(0));
        TunedSet set = new TunedSet(results);
        assertEquals("pca_mlp", set.best(Measure.RMSE));
        List<String> rows = KnownOptimumSearch.rows(set.rankResults(Measure.RMSE));
        assertEquals(8, rows.size());
        assertEquals("pca_mlp|pre0_mod4_post0|rmse", rows.get(0).substring(0, 28));
        assertEquals("8", rows.get(7).substring(rows.get(7).lastIndexOf('|') + 1));
        assertEquals(2, set.rankBest(Measure.RMSE).height());
        assertEquals("TunedSet of plain_mlp, pca_mlp", set.toString());
        String picture = set.plot(Measure.RMSE).toSvg();
        assertTrue(picture.indexOf(">plain_mlp<") < picture.indexOf(">pca_mlp<"), picture);
    }

    @Test
    void there_must_be_some_and_of_the_same_folds() {
        refused("TunedSet: results must have the same folds and not be empty, got []", () -> new TunedSet(Map.of()));
    }

    @Test
    void a_search_is_judged_by_folds_that_it_did_not_see() {
        NestedFolds folds = Resampling.nested(
                        Resampling.folds(4).seed(1), Resampling.folds(3).seed(2))
                .of(60);
        NestedTuned nested = NestedTuned.of(
                folds,
                inner -> Study.of(KnownOptimumSearch.SPACE, inner, KnownOptimumSearch.RMSE)
                        .search(Search.grid(5))
                        .seed(1)
                        .run(Runner.of(KnownOptimumSearch::judge)),
                tuned -> tuned.selectBest(KnownOptimumSearch.RMSE),
                KnownOptimumSearch::judge);
        assertEquals(4, nested.chosen().size());
        assertEquals("x=0.5, y=2", nested.chosen().get(0).toString());
        double due = 0;
        for (int fold = 0; fold < 4; fold++) {
            due += KnownOptimumSearch.error(nested.chosen().get(fold), fold) / 4;
        }
        assertEquals(due, nested.mean(KnownOptimumSearch.RMSE), 1e-12);
        assertEquals(0.0323, nested.stdErr(KnownOptimumSearch.RMSE), 0.001);
        assertTrue(
                nested.toString().matches("NestedTuned 4 outer folds, rmse 1\\.1\\d+, standard error 0\\.032\\d*"),
                nested::toString);
        assertEquals(
                "Fold1|x=0.5, y=2|rmse",
                KnownOptimumSearch.rows(nested.collectMetrics(KnownOptimumSearch.RMSE))
                        .get(0)
                        .substring(0, 21));
    }

    @Test
    void what_is_cancelled_keeps_the_outer_folds_that_were_judged() {
        NestedFolds folds = Resampling.nested(
                        Resampling.folds(4).seed(1), Resampling.folds(3).seed(2))
                .of(60);
        List<Folds> searched = new ArrayList<>();
        NestedTuned nested = NestedTuned.of(
                folds,
                inner -> {
                    searched.add(inner);
                    if (searched.size() == 3) {
                        Thread.currentThread().interrupt();
                    }
                    return Study.of(KnownOptimumSearch.SPACE, inner, KnownOptimumSearch.RMSE)
                            .seed(1)
                            .run(Runner.of(KnownOptimumSearch::judge));
                },
                tuned -> tuned.selectBest(KnownOptimumSearch.RMSE),
                KnownOptimumSearch::judge);
        assertTrue(Thread.interrupted());
        assertEquals(List.of("Fold1", "Fold2"), nested.folds());
        assertEquals(2, nested.collectMetrics(KnownOptimumSearch.RMSE).height());
    }
}
