package keras4j.spring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import keras4j.data.InvalidRowException;
import keras4j.data.Records;
import keras4j.data.Tensor;
import keras4j.data.TensorSeries;
import keras4j.fitted.Fitted;
import keras4j.onnx.OnnxScorer;
import keras4j.prediction.Predictions;
import keras4j.recipe.Formula;
import org.dflib.DataFrame;
import org.dflib.Series;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.ProblemDetail;
import tools.jackson.databind.json.JsonMapper;

/** Tests of values in the JSON of Jackson 3, which the web layer of Spring Boot 4 writes. */
class WebValuesTest {
    private final JsonMapper jackson3 = JsonMapper.builder()
            .addModule(new KerasWebAutoConfiguration.Json().kerasJacksonModule())
            .build();

    @Test
    void predictions_are_records_with_the_names_of_predict() {
        try (OnnxScorer scorer = OnnxScorer.open()) {
            Fitted fitted = Titanic.model(1);
            Predictions predictions = scorer.predict(fitted, List.of(Titanic.PASSENGER));
            float yes = (Float) predictions.columns().getColumn(".pred_yes").get(0);
            float no = (Float) predictions.columns().getColumn(".pred_no").get(0);
            String due = "[{\".pred_class\":\"yes\",\".pred_no\":" + no + ",\".pred_yes\":" + yes + "}]";
            assertEquals(due, jackson3.writeValueAsString(predictions));
            assertTrue(jackson3.writeValueAsString(scorer.intervals(fitted, Records.frame(List.of(Titanic.PASSENGER)))
                            .confidence(0.9))
                    .startsWith("[{\".pred_lower_no\":"));
        }
    }

    @Test
    void cells_of_all_kinds_are_written() {
        Tensor images = Tensor.of(new float[] {1, 2, 3, 4, 5, 6, 7, Float.NaN}, 2, 2, 2);
        DataFrame frame = DataFrame.byColumn("x", "label", "image")
                .of(Series.ofDouble(1.5, Double.NaN), Series.of("a\"b", null), TensorSeries.of(images));
        assertEquals(
                "[{\"x\":1.5,\"label\":\"a\\\"b\",\"image\":[[1.0,2.0],[3.0,4.0]]},"
                        + "{\"x\":null,\"label\":null,\"image\":[[5.0,6.0],[7.0,null]]}]",
                jackson3.writeValueAsString(frame));
    }

    static List<Object> values() {
        Fitted fitted = Titanic.model(1);
        return List.of(
                fitted,
                fitted.spec(),
                fitted.history(),
                fitted.recipe().orElseThrow(),
                fitted.recipe().orElseThrow().recipe(),
                Formula.of("survived ~ age + sex"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void values_that_have_annotations_are_those_of_jackson_2(Object value) throws Exception {
        String json = new ObjectMapper().writeValueAsString(value);
        assertEquals(json, jackson3.writeValueAsString(value));
        assertEquals(value, jackson3.readValue(json, value.getClass()));
    }

    @Test
    void a_refused_row_is_a_problem_document() {
        ProblemDetail problem = new InvalidRowAdvice()
                .answer(new InvalidRowException("Schema: column 'age'", "be finite", "Infinity")
                        .in("age")
                        .at(3));
        assertEquals(400, problem.getStatus());
        assertEquals("Schema: column 'age' must be finite, got Infinity at row 3", problem.getDetail());
        assertEquals(
                java.util.Map.of("column", "age", "row", 3, "accepted", "be finite", "got", "Infinity"),
                problem.getProperties());
    }
}
