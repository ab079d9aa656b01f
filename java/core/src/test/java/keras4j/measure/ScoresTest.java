package keras4j.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import keras4j.data.Labels;
import keras4j.data.RefusedData;
import org.dflib.DataFrame;
import org.dflib.Series;
import org.junit.jupiter.api.Test;

class ScoresTest {
    private final TruthEstimates price = TruthEstimates.of(new double[] {1, 2}, new double[] {1, 4});
    private final TruthEstimates area = TruthEstimates.of(new double[] {1, 2}, new double[] {2, 3});
    private final TruthEstimates kind = TruthEstimates.of(Labels.of("a", "b"), Labels.of("a", "a"));

    private Map<String, TruthEstimates> outcomes() {
        Map<String, TruthEstimates> outcomes = new LinkedHashMap<>();
        outcomes.put("price", price);
        outcomes.put("area", area);
        outcomes.put("kind", kind);
        return outcomes;
    }

    @Test
    void scores_are_a_frame_with_the_columns_of_yardstick() {
        DataFrame predictions = DataFrame.byColumn("y", ".pred_class", ".pred_a", ".pred_b")
                .of(
                        Series.of("a", "b", "b"),
                        Series.of("a", "b", "a"),
                        Series.ofDouble(0.8, 0.2, 0.6),
                        Series.ofDouble(0.2, 0.8, 0.4));
        DataFrame scores = TruthEstimates.of(predictions, "y")
                .measure(Measure.ROC_AUC, Measure.ACCURACY)
                .toFrame();
        assertEquals(
                List.of(".metric", ".estimator", ".estimate"),
                List.of(scores.getColumnsIndex().toArray()));
        assertEquals(List.of("roc_auc", "accuracy"), scores.getColumn(".metric").toList());
        assertEquals(List.of("binary", "binary"), scores.getColumn(".estimator").toList());
        assertEquals(List.of(1.0, 2.0 / 3), scores.getColumn(".estimate").toList());
    }

    @Test
    void a_table_is_aligned() {
        assertEquals("""
                .metric  .estimator  .estimate
                rmse     standard       1.4142
                mae      standard       1.0000""", price.measure(Measure.RMSE, Measure.MAE).table());
    }

    @Test
    void several_outcomes_have_the_measures_that_suit_them_and_their_means() {
        Scores scores = Measures.of(Measure.ACCURACY, Measure.RMSE, Measure.MAE).scores(outcomes());
        assertEquals("""
                .outcome  .metric   .estimator  .estimate
                price     rmse      standard       1.4142
                price     mae       standard       1.0000
                area      rmse      standard       1.0000
                area      mae       standard       1.0000
                kind      accuracy  binary         0.5000
                (mean)    rmse      standard       1.2071
                (mean)    mae       standard       1.0000""", scores.table());
        assertEquals(Math.sqrt(2), scores.value("price", Measure.RMSE));
        assertEquals((Math.sqrt(2) + 1) / 2, scores.value(Measure.RMSE), 1e-12);
        assertEquals(7, scores.toFrame().height());
        assertEquals("(mean)", scores.toFrame().getColumn(".outcome").get(6));
        assertTrue(
                scores.toString().startsWith("Scores rmse of price 1.4142, mae of price 1.0000, "), scores::toString);
        assertTrue(scores.toHtml().contains("<td>(mean)</td>"), scores::toHtml);
    }

    @Test
    void without_measures_they_are_those_of_yardstick() {
        assertEquals(
                "Scores rmse 1.4142, rsq 1.0000, mae 1.0000", price.measure().toString());
        assertEquals("Scores accuracy 0.5000, kap 0.0000", kind.measure().toString());
        assertEquals(
                List.of("accuracy", "kap", "mn_log_loss", "roc_auc"),
                MeasureReference.cases("flowers", false)
                        .measure()
                        .toFrame()
                        .getColumn(".metric")
                        .toList());
        assertEquals(3 + 3 + 2 + 3, Scores.of(outcomes()).toFrame().height());
    }

    @Test
    void weights_may_be_a_column() {
        Series<?> column = Series.ofInt(1, 3);
        assertEquals(
                price.weights(1, 3).measure(Measure.MAE), price.weights(column).measure(Measure.MAE));
        assertEquals(1.5, price.weights(column).measure(Measure.MAE).value(Measure.MAE));
        RefusedData.with(
                "TruthEstimates: column 'weights' must hold numbers, got 'x' at row 0",
                () -> price.weights(Series.of("x", "y")));
    }

    @Test
    void what_was_not_asked_for_is_refused() {
        Scores scores = Measures.of(Measure.MAE, Measure.ACCURACY).scores(outcomes());
        RefusedData.with("Scores: measure must be one of [mae, accuracy], got rmse", () -> scores.value(Measure.RMSE));
        RefusedData.with(
                "Scores: outcome must be one of 'price', 'area', 'kind', got 'kin'; did you mean 'kind'?",
                () -> scores.value("kin", Measure.ACCURACY));
        RefusedData.with("Scores: outcomes must not be empty", () -> new Scores(Map.of()));
    }
}
