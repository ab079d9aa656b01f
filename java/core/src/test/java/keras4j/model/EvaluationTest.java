package keras4j.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import keras4j.data.RefusedData;
import org.junit.jupiter.api.Test;

class EvaluationTest {
    private final Map<String, Double> metrics = new LinkedHashMap<>(Map.of("accuracy", 0.9822));
    private final Evaluation evaluation;

    EvaluationTest() {
        metrics.put("loss", 0.08588092);
        evaluation = Evaluation.of(metrics);
    }

    @Test
    void metrics_are_found_by_name() {
        assertEquals(0.08588092, evaluation.loss());
        assertEquals(0.9822, evaluation.metric("accuracy"));
        assertEquals(List.of("accuracy", "loss"), List.copyOf(evaluation.asMap().keySet()));
    }

    @Test
    void an_unknown_metric_is_refused_with_the_nearest_name() {
        RefusedData.with(
                "Evaluation: metric must be one of [accuracy, loss], got 'acuracy'; did you mean 'accuracy'?",
                () -> evaluation.metric("acuracy"));
        RefusedData.with("Evaluation: metric must be one of [accuracy, loss], got 'f1'", () -> evaluation.metric("f1"));
    }

    @Test
    void it_keeps_a_copy_and_hands_out_no_way_to_change_it() {
        metrics.put("loss", 9.0);
        assertEquals(0.08588092, evaluation.loss());
        assertThrows(
                UnsupportedOperationException.class, () -> evaluation.asMap().clear());
    }

    @Test
    void it_survives_json_and_prints_on_one_line() throws Exception {
        ObjectMapper json = new ObjectMapper();
        String text = json.writeValueAsString(evaluation);
        assertEquals("{\"accuracy\":0.9822,\"loss\":0.08588092}", text);
        assertEquals(evaluation, json.readValue(text, Evaluation.class));
        assertEquals(
                evaluation.hashCode(), json.readValue(text, Evaluation.class).hashCode());
        assertNotEquals(evaluation, Evaluation.of(Map.of("loss", 1.0)));
        assertEquals("Evaluation accuracy 0.9822, loss 0.0859", evaluation.toString());
    }

    @Test
    void small_and_large_figures_keep_their_digits() {
        assertEquals(
                "Evaluation loss 1.2346e-05",
                Evaluation.of(Map.of("loss", 1.23456e-5)).toString());
        assertEquals(
                "Evaluation loss 1.2000e+09",
                Evaluation.of(Map.of("loss", 1.2e9)).toString());
        assertEquals(
                "Evaluation loss NaN", Evaluation.of(Map.of("loss", Double.NaN)).toString());
        assertEquals(
                "Evaluation loss 0.0000", Evaluation.of(Map.of("loss", 0.0)).toString());
    }
}
