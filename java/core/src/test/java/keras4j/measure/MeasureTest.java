package keras4j.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.stream.Stream;
import keras4j.data.Labels;
import keras4j.data.RefusedData;
import org.junit.jupiter.api.Test;

class MeasureTest {
    private static final List<String> ABC = List.of("a", "b", "c");

    private static TruthEstimates classes(List<String> levels, int[] truth, int... predicted) {
        return TruthEstimates.of(Labels.of(levels, truth), Labels.of(levels, predicted));
    }

    private static TruthEstimates probabilities(List<String> levels, int[] truth, double[]... rows) {
        return TruthEstimates.of(Labels.of(levels, truth), rows);
    }

    private static void assertScore(double value, String note, Measure measure, TruthEstimates cases) {
        Score score = measure.score(cases);
        assertEquals(value, score.value(), 1e-12);
        assertEquals(note.isEmpty() ? List.of() : List.of(note), score.notes());
    }

    @Test
    void a_measure_knows_its_name_and_direction() {
        assertEquals("rmse", Measure.RMSE.name());
        assertEquals(Direction.MINIMIZE, Measure.RMSE.direction());
        assertEquals("roc_auc", Measure.ROC_AUC.name());
        assertEquals(Direction.MAXIMIZE, Measure.ROC_AUC.direction());
        assertEquals("maximize", Measure.ROC_AUC.direction().toString());
    }

    @Test
    void better_follows_the_direction_and_nan_is_worst() {
        assertTrue(Direction.MAXIMIZE.better(0.9, 0.8));
        assertFalse(Direction.MAXIMIZE.better(0.8, 0.8));
        assertTrue(Direction.MINIMIZE.better(0.8, 0.9));
        assertTrue(Direction.MINIMIZE.better(5, Double.NaN));
        assertFalse(Direction.MAXIMIZE.better(Double.NaN, 5));
        assertFalse(Direction.MAXIMIZE.better(Double.NaN, Double.NaN));
    }

    @Test
    void smaller_is_better_for_errors_and_losses_only() {
        List<String> errors = Stream.of(MeasureDefinition.values())
                .filter(each -> each.direction == Direction.MINIMIZE)
                .map(MeasureDefinition::title)
                .toList();
        assertEquals(List.of("rmse", "mae", "mape", "smape", "huber_loss", "mn_log_loss", "brier_class"), errors);
    }

    @Test
    void a_measure_is_text_and_text_a_measure() {
        Measure all = Measure.f(0.5).estimator(Estimator.MACRO).event(EventLevel.SECOND);
        assertEquals("f_meas(beta=0.5, estimator=macro, event_level=second)", all.toString());
        assertEquals("huber_loss(delta=2)", Measure.huber(2).toString());
        assertEquals("f_meas", Measure.f(1).toString());
        for (Measure measure : List.of(all, Measure.huber(2), Measure.F_MEAS, Measure.ACCURACY)) {
            assertEquals(measure, Measure.of(measure.toString()));
            assertEquals(measure.hashCode(), Measure.of(measure.toString()).hashCode());
        }
        assertNotEquals(Measure.f(2), Measure.F_MEAS);
        assertNotEquals(Measure.PRECISION, Measure.PRECISION.event(EventLevel.SECOND));
        assertNotEquals(Measure.PRECISION, Measure.PRECISION.estimator(Estimator.BINARY));
    }

    @Test
    void a_measure_is_its_text_in_json() throws JsonProcessingException {
        ObjectMapper json = new ObjectMapper();
        assertEquals("\"f_meas(beta=2)\"", json.writeValueAsString(Measure.f(2)));
        assertEquals(Measure.f(2), json.readValue("\"f_meas(beta=2)\"", Measure.class));
    }

    @Test
    void text_that_is_no_measure_is_refused() {
        RefusedData.with(
                "Measure: name must be one of rmse, mae, mape, smape, rsq, rsq_trad, ccc, huber_loss, accuracy, kap, mcc, bal_accuracy,"
                        + " j_index, precision, ppv, recall, sens, spec, npv, f_meas, roc_auc, pr_auc, average_precision,"
                        + " mn_log_loss, brier_class, got 'ROC_AUCC'; did you mean roc_auc?",
                () -> Measure.of("ROC_AUCC"));
        RefusedData.with(
                "Measure: text must be name or name(setting=value, …), got 'f_meas(2)'", () -> Measure.of("f_meas(2)"));
        RefusedData.with("Measure: setting must apply to rmse, got 'beta'", () -> Measure.of("rmse(beta=2)"));
        RefusedData.with("Measure: beta must be a number, got 'two'", () -> Measure.of("f_meas(beta=two)"));
        RefusedData.with(
                "Measure: event_level must be one of first, second, got 'secnd'; did you mean second?",
                () -> Measure.of("precision(event_level=secnd)"));
    }

    @Test
    void settings_that_do_not_fit_are_refused() {
        RefusedData.with("f_meas: beta must be 0 or more and finite, got -1.0", () -> Measure.f(-1));
        RefusedData.with("huber_loss: delta must be 0 or more and finite, got NaN", () -> Measure.huber(Double.NaN));
        RefusedData.with(
                "pr_auc: estimator must be binary, macro, macro_weighted, got hand_till",
                () -> Measure.PR_AUC.estimator(Estimator.HAND_TILL));
        RefusedData.with(
                "accuracy: event_level must not be set, got second", () -> Measure.ACCURACY.event(EventLevel.SECOND));
    }

    @Test
    void cases_that_do_not_suit_are_refused() {
        TruthEstimates numbers = TruthEstimates.of(new double[] {1}, new double[] {2});
        TruthEstimates letters = classes(ABC, new int[] {0, 1}, 0, 1);
        RefusedData.with(
                "rmse: cases must hold numbers, got Cases 2 rows of 3 levels", () -> Measure.RMSE.score(letters));
        RefusedData.with(
                "accuracy: cases must hold classes, got Cases 1 rows of numbers",
                () -> Measure.ACCURACY.score(numbers));
        RefusedData.with(
                "roc_auc: cases must hold classes with probabilities, got Cases 2 rows of 3 levels",
                () -> Measure.ROC_AUC.score(letters));
        RefusedData.with(
                "recall: cases must have two levels for the estimator binary, got Cases 2 rows of 3 levels",
                () -> Measure.RECALL.estimator(Estimator.BINARY).score(letters));
    }

    @Test
    void hand_and_tills_knows_no_weights() {
        TruthEstimates cases = MeasureReference.cases("flowers", true);
        assertEquals(Estimator.MACRO, Measure.ROC_AUC.score(cases).estimator());
        RefusedData.with(
                "roc_auc(estimator=hand_till): estimator must be macro or macro_weighted for weighted cases, got hand_till",
                () -> Measure.ROC_AUC.estimator(Estimator.HAND_TILL).score(cases));
    }

    @Test
    void the_event_is_the_first_level_unless_said() {
        TruthEstimates cases = classes(List.of("no", "yes"), new int[] {0, 0, 0, 1}, 0, 0, 1, 1);
        assertScore(1, "", Measure.PRECISION, cases);
        assertScore(0.5, "", Measure.PRECISION.event(EventLevel.SECOND), cases);
        assertScore(0.75, "", Measure.PRECISION.estimator(Estimator.MACRO), cases);
    }

    @Test
    void numbers_that_a_measure_is_not_defined_for_give_nan_or_infinity_and_a_note() {
        TruthEstimates constant = TruthEstimates.of(new double[] {1, 2, 3}, new double[] {0.1, 0.1, 0.1});
        assertScore(Double.NaN, "truth or predictions are constant", Measure.RSQ, constant);
        assertScore(0, "", Measure.CCC, constant);
        TruthEstimates same = TruthEstimates.of(new double[] {2, 2}, new double[] {2, 2});
        assertScore(Double.NaN, "truth and predictions are the same constant", Measure.CCC, same);
        TruthEstimates zero = TruthEstimates.of(new double[] {0, 1}, new double[] {1, 1});
        assertScore(Double.POSITIVE_INFINITY, "a true number is 0", Measure.MAPE, zero);
        assertScore(100, "", Measure.SMAPE, zero);
        TruthEstimates zeros = TruthEstimates.of(new double[] {0, 1}, new double[] {0, 1});
        assertScore(Double.NaN, "a true number and its prediction are both 0", Measure.SMAPE, zeros);
    }

    @Test
    void an_event_that_does_not_occur_gives_nan_and_a_note() {
        TruthEstimates never = classes(List.of("a", "b"), new int[] {0, 1}, 1, 1);
        assertScore(Double.NaN, "no case is predicted as 'a'", Measure.PRECISION, never);
        assertScore(Double.NaN, "no true or no predicted case of 'a'", Measure.F_MEAS, never);
        assertScore(0, "", Measure.RECALL, never);
        assertScore(Double.NaN, "all cases are of one level or predicted as one", Measure.MCC, never);
        TruthEstimates absent = classes(List.of("a", "b"), new int[] {1, 1}, 0, 1);
        assertScore(Double.NaN, "no case of 'a'", Measure.SENS, absent);
        assertScore(Double.NaN, "all cases are of 'b'", Measure.SPEC.event(EventLevel.SECOND), absent);
        assertScore(Double.NaN, "all cases, or none, are of 'a'", Measure.J_INDEX, absent);
        TruthEstimates one = classes(List.of("a", "b"), new int[] {1, 1}, 1, 1);
        assertScore(Double.NaN, "all cases are of one level and predicted as it", Measure.KAP, one);
        assertScore(Double.NaN, "all cases are predicted as 'b'", Measure.NPV.event(EventLevel.SECOND), one);
    }

    @Test
    void f_is_0_where_no_event_is_found() {
        assertScore(0, "", Measure.F_MEAS, classes(List.of("a", "b"), new int[] {0, 1}, 1, 0));
    }

    @Test
    void averages_leave_out_levels_that_are_undefined() {
        TruthEstimates cases = classes(ABC, new int[] {0, 0, 1, 2}, 0, 1, 1, 1);
        assertScore((1 + 1.0 / 3) / 2, "no case is predicted as 'c', excluded from the mean", Measure.PRECISION, cases);
    }

    @Test
    void ranks_need_events_and_others() {
        double[][] half = {{0.5, 0.5}, {0.4, 0.6}};
        TruthEstimates only = probabilities(List.of("a", "b"), new int[] {1, 1}, half);
        assertScore(Double.NaN, "all cases, or none, are of 'a'", Measure.ROC_AUC, only);
        assertScore(Double.NaN, "no case of 'a'", Measure.PR_AUC, only);
        assertScore(1, "", Measure.PR_AUC.event(EventLevel.SECOND), only);
    }

    @Test
    void hand_and_tills_leaves_out_levels_that_do_not_occur() {
        TruthEstimates two =
                probabilities(ABC, new int[] {0, 1}, new double[] {0.7, 0.2, 0.1}, new double[] {0.1, 0.8, 0.1});
        assertScore(1, "no case of 'c', excluded from the mean", Measure.ROC_AUC, two);
        assertScore(Double.NaN, "all cases, or none, are of 'c'", Measure.ROC_AUC.estimator(Estimator.MACRO), two);
        Score one = Measure.ROC_AUC.score(probabilities(ABC, new int[] {0}, new double[] {0.7, 0.2, 0.1}));
        assertEquals(Double.NaN, one.value());
        assertEquals(List.of("no case of 'b', 'c', excluded from the mean", "only cases of one level"), one.notes());
    }

    @Test
    void equal_probabilities_count_half() {
        TruthEstimates ties =
                probabilities(List.of("a", "b"), new int[] {0, 1}, new double[] {0.5, 0.5}, new double[] {0.5, 0.5});
        assertScore(0.5, "", Measure.ROC_AUC, ties);
    }

    @Test
    void a_sure_error_is_a_large_but_finite_log_loss() {
        TruthEstimates sure = probabilities(List.of("a", "b"), new int[] {0}, new double[] {0, 1});
        assertScore(52 * Math.log(2), "", Measure.MN_LOG_LOSS, sure);
        assertScore(1, "", Measure.BRIER_CLASS, sure);
    }

    @Test
    void a_case_of_weight_0_is_not_there() {
        double[][] p = {{0.9, 0.1}, {0.2, 0.8}, {0.6, 0.4}, {0.1, 0.9}};
        TruthEstimates all = probabilities(List.of("a", "b"), new int[] {0, 1, 1, 0}, p);
        TruthEstimates first = probabilities(List.of("a", "b"), new int[] {0, 1, 1}, p[0], p[1], p[2]);
        for (Measure measure : List.of(Measure.ROC_AUC, Measure.PR_AUC, Measure.ACCURACY, Measure.MN_LOG_LOSS)) {
            assertEquals(
                    measure.score(first).value(),
                    measure.score(all.weights(1, 1, 1, 0)).value());
        }
    }

    @Test
    void a_score_prints_on_one_line() {
        Score score = Measure.RMSE.score(TruthEstimates.of(new double[] {1, 2}, new double[] {1, 3}));
        assertEquals("rmse 0.7071 (standard)", score.toString());
        TruthEstimates absent = classes(List.of("a", "b"), new int[] {1}, 0);
        assertEquals(
                "recall NaN (binary): no case of 'a'",
                Measure.RECALL.score(absent).toString());
    }
}
