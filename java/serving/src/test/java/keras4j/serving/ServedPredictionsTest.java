package keras4j.serving;

import static keras4j.serving.HttpCalls.CSV;
import static keras4j.serving.HttpCalls.JSON;
import static keras4j.serving.HttpCalls.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import keras4j.fitted.Fitted;
import keras4j.onnx.OnnxScorer;
import org.dflib.DataFrame;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tests of the predictions of a server, beside those of its scorer. */
class ServedPredictionsTest {
    private static final Fitted MODEL = Survival.model(1);
    private static OnnxScorer scorer;
    private static ModelServer server;
    private static HttpCalls http;

    @BeforeAll
    static void start() {
        scorer = OnnxScorer.open();
        server = Serving.of(scorer).model("survival", MODEL).start(0);
        server.awaitReady(Duration.ofMinutes(1));
        http = HttpCalls.of(server.uri());
    }

    @AfterAll
    static void close() {
        server.close();
        scorer.close();
    }

    private static DataFrame due(int from, int to) {
        return scorer.predict(MODEL, Survival.ROWS.rowsRange(from, to).select()).columns();
    }

    private static void assertRecords(DataFrame due, JsonNode records) {
        assertEquals(due.height(), records.size());
        for (int row = 0; row < due.height(); row++) {
            for (String name : due.getColumnsIndex().toArray()) {
                Object cell = due.getColumn(name).get(row);
                JsonNode found = records.get(row).get(name);
                assertEquals(cell, cell instanceof Float ? (Object) found.floatValue() : found.asText(), name);
            }
            assertEquals(due.width(), records.get(row).size());
        }
    }

    @Test
    void records_are_answered_by_records() {
        HttpResponse<String> answer = http.post("/predict", JSON, Survival.records(0, 40));
        assertEquals(200, answer.statusCode(), answer::body);
        assertEquals(
                "application/json", answer.headers().firstValue("Content-Type").orElseThrow());
        assertRecords(due(0, 40), json(answer));
        assertEquals(
                List.of(".pred_class", ".pred_no", ".pred_yes"),
                List.of(due(0, 1).getColumnsIndex().toArray()));
    }

    @Test
    void each_path_of_a_model_gives_the_same_answer() {
        String due = http.post("/predict", JSON, Survival.records(3, 4)).body();
        for (String path : List.of("/models/survival/predict", "/models/survival/versions/1/predict")) {
            assertEquals(due, http.post(path, JSON, Survival.records(3, 4)).body());
        }
    }

    @Test
    void columns_are_answered_by_columns() {
        String columns = Survival.COLUMNS.stream()
                .map(column -> '"' + column + "\":[" + Survival.json(0, column) + "," + Survival.json(1, column) + "]")
                .collect(Collectors.joining(",", "{", "}"));
        JsonNode answer = json(http.post("/predict", JSON, columns));
        DataFrame due = due(0, 2);
        assertEquals(
                (Float) due.getColumn(".pred_yes").get(1),
                answer.get(".pred_yes").get(1).floatValue());
        assertEquals(
                due.getColumn(".pred_class").get(0),
                answer.get(".pred_class").get(0).asText());
    }

    @Test
    void csv_is_answered_by_csv_and_json_too_if_it_is_asked_for() {
        String rows = IntStream.range(0, 20)
                .mapToObj(row -> Survival.COLUMNS.stream()
                        .map(column ->
                                Survival.json(row, column).replace("null", "").replace("\"", ""))
                        .collect(Collectors.joining(",")))
                .collect(Collectors.joining("\r\n", String.join(",", Survival.COLUMNS) + "\r\n", ""));
        HttpResponse<String> answer = http.post("/predict", CSV + "; charset=UTF-8", rows);
        assertEquals(200, answer.statusCode(), answer::body);
        List<String> lines = answer.body().lines().toList();
        assertEquals(".pred_class,.pred_no,.pred_yes", lines.get(0));
        assertEquals(21, lines.size());
        DataFrame due = due(0, 20);
        for (int row = 0; row < 20; row++) {
            String[] fields = lines.get(row + 1).split(",", -1);
            assertEquals(due.getColumn(".pred_class").get(row), fields[0]);
            assertEquals((Float) due.getColumn(".pred_yes").get(row), Float.parseFloat(fields[2]));
        }
        assertEquals(
                answer.body(),
                http.post("/predict", JSON, Survival.records(0, 20), "Accept", CSV)
                        .body());
    }

    @Test
    void other_columns_and_their_order_do_not_matter() {
        String row =
                "{\"id\":7,\"embarked\":\"S\",\"fare\":7.25,\"parch\":0,\"sibsp\":1,\"age\":null,\"sex\":\"male\",\"pclass\":3}";
        JsonNode answer = json(http.post("/predict", JSON, "[" + row + "]"));
        assertEquals(List.of("no"), List.of(answer.get(0).get(".pred_class").asText()));
    }

    @Test
    void tensors_are_answered_by_tensors() {
        HttpResponse<String> answer = http.post("/v2/models/survival/infer", JSON, Survival.tensors(0, 10));
        assertEquals(200, answer.statusCode(), answer::body);
        JsonNode body = json(answer);
        assertEquals("survival", body.get("model_name").asText());
        assertEquals("1", body.get("model_version").asText());
        assertEquals("rows", body.get("id").asText());
        DataFrame due = due(0, 10);
        JsonNode yes = body.get("outputs").get(2);
        assertEquals(".pred_yes", yes.get("name").asText());
        assertEquals("FP32", yes.get("datatype").asText());
        assertEquals("[10]", yes.get("shape").toString());
        for (int row = 0; row < 10; row++) {
            assertEquals(
                    (Float) due.getColumn(".pred_yes").get(row),
                    yes.get("data").get(row).floatValue());
        }
        assertEquals("BYTES", body.get("outputs").get(0).get("datatype").asText());
    }

    @Test
    void tensors_may_be_columns_of_a_matrix_and_outputs_may_be_chosen() {
        String matrix = Survival.tensors(0, 2).replace("\"shape\":[2]", "\"shape\":[2,1]");
        String asked = matrix.replaceFirst("\\{", "{\"outputs\":[{\"name\":\".pred_no\"}],");
        JsonNode body = json(http.post("/v2/models/survival/versions/1/infer", JSON, asked));
        assertEquals(1, body.get("outputs").size(), body::toString);
        assertEquals(".pred_no", body.get("outputs").get(0).get("name").asText());
    }

    @Test
    void intervals_have_the_level_and_the_kind_of_the_query() {
        DataFrame rows = Survival.ROWS.head(5);
        assertRecords(
                scorer.intervals(MODEL, rows).prediction(0.9),
                json(http.post("/predict?level=0.9", JSON, Survival.records(0, 5))));
        assertRecords(
                scorer.intervals(MODEL, rows).confidence(0.5),
                json(http.post("/predict?level=.5&interval=confidence", JSON, Survival.records(0, 5))));
    }

    @Test
    void the_metadata_of_the_protocol_name_inputs_and_outputs() {
        JsonNode model = json(http.get("/v2/models/survival"));
        assertEquals("[\"1\"]", model.get("versions").toString());
        assertEquals(
                "{\"name\":\"age\",\"datatype\":\"FP64\",\"shape\":[-1]}",
                model.get("inputs").get(2).toString());
        assertEquals(
                "{\"name\":\".pred_class\",\"datatype\":\"BYTES\",\"shape\":[-1]}",
                model.get("outputs").get(0).toString());
        assertEquals("keras4j", json(http.get("/v2")).get("name").asText());
        for (String path : List.of("/v2/models/survival/ready", "/v2/models/survival/versions/1/ready")) {
            assertEquals(
                    "{\"name\":\"survival\",\"ready\":true}", http.get(path).body());
        }
        assertEquals("{\"live\":true}", http.get("/v2/health/live").body());
        assertEquals("{\"ready\":true}", http.get("/v2/health/ready").body());
    }

    @Test
    void the_metadata_describe_the_model_and_its_rows() {
        JsonNode metadata = json(http.get("/metadata"));
        assertEquals("survival", metadata.get("name").asText());
        assertEquals(MODEL.created().toString(), metadata.get("created").asText());
        assertEquals(
                MODEL.versions().get("keras"),
                metadata.get("versions").get("keras").asText());
        assertTrue(metadata.get("onnx").asText().contains("opset"));
        assertEquals(metadata, json(http.get("/models/survival/versions/1/metadata")));
        assertEquals("online", json(http.get("/ping")).get("status").asText());
    }

    @Test
    void head_has_the_headers_of_get_and_no_body() {
        HttpResponse<String> answer = http.send(http.request("/metadata").method("HEAD", BodyPublishers.noBody()));
        assertEquals("200 ", answer.statusCode() + " " + answer.body());
        assertEquals(
                "application/json", answer.headers().firstValue("Content-Type").orElseThrow());
    }
}
