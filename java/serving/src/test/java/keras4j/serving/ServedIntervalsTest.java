package keras4j.serving;

import static keras4j.serving.HttpCalls.JSON;
import static keras4j.serving.HttpCalls.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import keras4j.data.Datasets;
import keras4j.fitted.Conformal;
import keras4j.onnx.OnnxScorer;
import org.dflib.DataFrame;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Conformal intervals of a server, beside those of its scorer. */
class ServedIntervalsTest {
    private static final int CALIBRATION_ROWS = 200;

    private static OnnxScorer scorer;
    private static Conformal conformal;
    private static ModelServer server;
    private static HttpCalls http;

    @BeforeAll
    static void start() {
        scorer = OnnxScorer.open();
        conformal = scorer.conformal(Survival.model(1), Datasets.titanic().tail(CALIBRATION_ROWS));
        server = Serving.of(scorer).model("survival", conformal, 0.8).start(0);
        server.awaitReady(Duration.ofMinutes(1));
        http = HttpCalls.of(server.uri());
    }

    @AfterAll
    static void close() {
        server.close();
        scorer.close();
    }

    private static DataFrame due(double level) {
        return scorer.intervals(conformal, Survival.ROWS.rowsRange(0, 40).select())
                .prediction(level);
    }

    private static void assertIntervals(DataFrame due, HttpResponse<String> answer) {
        assertEquals(200, answer.statusCode(), answer::body);
        JsonNode records = json(answer);
        assertEquals(due.height(), records.size());
        for (int row = 0; row < due.height(); row++) {
            List<String> names = new ArrayList<>();
            records.get(row).fieldNames().forEachRemaining(names::add);
            assertEquals(List.of(due.getColumnsIndex().toArray()), names);
            for (String name : names) {
                Number cell = (Number) due.getColumn(name).get(row);
                assertEquals(cell.doubleValue(), records.get(row).get(name).doubleValue(), name);
            }
        }
    }

    @Test
    void intervals_are_those_of_the_scorer_at_the_level_of_the_server_or_of_the_request() {
        assertIntervals(due(0.8), http.post("/predict", JSON, Survival.records(0, 40)));
        assertIntervals(due(0.95), http.post("/predict?level=0.95", JSON, Survival.records(0, 40)));
        assertTrue(!due(0.8).equals(due(0.95)));
    }

    @Test
    void the_descriptions_have_the_bounds() {
        List<String> names = List.of(due(0.8).getColumnsIndex().toArray());
        assertTrue(names.contains(".pred_lower_yes"), names::toString);
        JsonNode metadata = json(http.get("/metadata"));
        assertEquals(0.8, metadata.path("level").doubleValue());
        assertEquals(names.size(), metadata.path("prediction").path("required").size());
        JsonNode outputs = json(http.get("/v2/models/survival")).path("outputs");
        assertEquals(names, outputs.findValuesAsText("name"));
        JsonNode inferred = json(http.post("/v2/models/survival/infer", JSON, Survival.tensors(0, 2)));
        assertEquals(names, inferred.path("outputs").findValuesAsText("name"));
    }

    @Test
    void the_openapi_document_is_valid_and_has_the_bounds_and_an_example_that_is_answered() {
        HttpResponse<String> document = http.get("/openapi.json");
        assertEquals(
                List.of(),
                new OpenAPIV3Parser().readContents(document.body(), null, null).getMessages());
        JsonNode prediction = json(document).at("/components/schemas/survival.Prediction");
        List<String> required = new ArrayList<>();
        prediction.get("required").forEach(name -> required.add(name.asText()));
        assertEquals(List.of(due(0.8).getColumnsIndex().toArray()), required);
        for (String name : required) {
            assertEquals(
                    "[\"number\",\"null\"]",
                    prediction.path("properties").path(name).path("type").toString());
        }
        JsonNode post = json(document).at("/paths/~1predict/post");
        assertEquals("level", post.at("/parameters/0/name").asText());
        String example =
                post.at("/requestBody/content/application~1json/example").toString();
        HttpResponse<String> answer = http.post("/predict", JSON, example);
        assertEquals(200, answer.statusCode(), answer::body);
        List<String> names = new ArrayList<>();
        json(answer).get(0).fieldNames().forEachRemaining(names::add);
        assertEquals(required, names);
    }

    @Test
    void levels_beyond_the_rows_of_calibration_and_other_intervals_are_refused() {
        String records = Survival.records(0, 1);
        HttpResponse<String> high = http.post("/predict?level=0.999", JSON, records);
        assertEquals(400, high.statusCode());
        assertEquals(
                "level must be at most " + conformal.rows() / (conformal.rows() + 1.0) + " with " + conformal.rows()
                        + " rows of calibration, got '0.999'",
                json(high).path("detail").asText());
        HttpResponse<String> confidence = http.post("/predict?level=0.5&interval=confidence", JSON, records);
        assertEquals(400, confidence.statusCode());
        assertEquals(
                "interval must be prediction for conformal intervals, got 'confidence'",
                json(confidence).path("detail").asText());
        assertThrows(IllegalArgumentException.class, () -> Serving.of(scorer).model("survival", conformal, 0.999));
    }
}
