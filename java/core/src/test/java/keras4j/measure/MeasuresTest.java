package keras4j.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import keras4j.data.Labels;
import keras4j.data.RefusedData;
import org.junit.jupiter.api.Test;

class MeasuresTest {
    private final TruthEstimates price = TruthEstimates.of(new double[] {1, 2}, new double[] {1, 4});
    private final TruthEstimates kind = TruthEstimates.of(Labels.of("a", "b"), Labels.of("a", "a"));

    @Test
    void an_outcome_that_suits_no_measure_is_refused() {
        Map<String, TruthEstimates> outcomes = new LinkedHashMap<>();
        outcomes.put("price", price);
        outcomes.put("kind", kind);
        RefusedData.with(
                "Measures: outcome 'kind' must suit one of [rmse], got Cases 2 rows of 2 levels",
                () -> Measures.of(Measure.RMSE).scores(outcomes));
    }

    @Test
    void the_measures_of_a_search_are_those_of_tidymodels() {
        assertEquals("Measures rmse, rsq", Measures.regression().toString());
        assertEquals(
                "Measures roc_auc, accuracy, brier_class",
                Measures.classification().toString());
    }

    @Test
    void measures_are_distinct_and_at_least_one() {
        RefusedData.with("Measures: measures must be distinct and not empty, got []", Measures::of);
        RefusedData.with(
                "Measures: measures must be distinct and not empty, got [f_meas, f_meas]",
                () -> Measures.of(Measure.F_MEAS, Measure.f(1)));
    }

    @Test
    void measures_are_a_list_of_texts_in_json() throws JsonProcessingException {
        ObjectMapper json = new ObjectMapper();
        Measures measures = Measures.of(Measure.f(2), Measure.ACCURACY);
        assertEquals("[\"f_meas(beta=2)\",\"accuracy\"]", json.writeValueAsString(measures));
        assertEquals(measures, json.readValue("[\"f_meas(beta=2)\",\"accuracy\"]", Measures.class));
    }

    @Test
    void an_aggregate_is_the_weighted_mean_over_outcomes() {
        TruthEstimates area = TruthEstimates.of(new double[] {1, 2}, new double[] {2, 3});
        Map<String, TruthEstimates> outcomes = Map.of("price", price, "area", area);
        Aggregate mean = Aggregate.mean(Measure.MAE, "price", "area");
        assertEquals(1, mean.score(outcomes));
        Aggregate rmse = Aggregate.mean(Measure.RMSE, "price", "area").weights(Map.of("price", 3.0, "area", 1.0));
        assertEquals((3 * Math.sqrt(2) + 1) / 4, rmse.score(outcomes), 1e-12);
        assertEquals(Direction.MINIMIZE, rmse.direction());
        assertEquals("mean of 3 × rmse of price, rmse of area", rmse.toString());
    }

    @Test
    void an_aggregate_joins_several_measures_of_one_direction() {
        Aggregate mean = Aggregate.mean(Map.of("price", Measure.RSQ, "kind", Measure.ACCURACY));
        assertEquals(0.75, mean.score(Map.of("price", price, "kind", kind)), 1e-12);
        Map<String, Measure> both = new LinkedHashMap<>();
        both.put("price", Measure.RMSE);
        both.put("kind", Measure.ACCURACY);
        RefusedData.with(
                "Aggregate: measures must not be empty and must share one direction, got {price=rmse, kind=accuracy}",
                () -> Aggregate.mean(both));
    }

    @Test
    void an_aggregate_is_json() throws JsonProcessingException {
        ObjectMapper json = new ObjectMapper();
        Aggregate mean = Aggregate.mean(Measure.f(2), "a", "b").weights(Map.of("a", 2.0, "b", 1.0));
        assertEquals(mean, json.readValue(json.writeValueAsString(mean), Aggregate.class));
    }

    @Test
    void an_aggregate_that_does_not_fit_is_refused() {
        RefusedData.with(
                "Aggregate: measures must not be empty and must share one direction, got {}",
                () -> Aggregate.mean(Measure.RMSE));
        RefusedData.with(
                "Aggregate: weights must be 0 or more for each of [a], not all 0, got {b=1.0}",
                () -> Aggregate.mean(Measure.RMSE, "a").weights(Map.of("b", 1.0)));
        RefusedData.with(
                "Aggregate: weights must be 0 or more for each of [a], not all 0, got {a=0.0}",
                () -> Aggregate.mean(Measure.RMSE, "a").weights(Map.of("a", 0.0)));
        RefusedData.with(
                "Aggregate: cases must cover outcomes [area], got [price]",
                () -> Aggregate.mean(Measure.RMSE, "area").score(Map.of("price", price)));
    }
}
