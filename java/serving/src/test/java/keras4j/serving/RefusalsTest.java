package keras4j.serving;

import static keras4j.serving.HttpCalls.CSV;
import static keras4j.serving.HttpCalls.JSON;
import static keras4j.serving.HttpCalls.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import keras4j.onnx.OnnxScorer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests of refused requests: status, words and the place of the mistake. */
class RefusalsTest {
    private static final String ROW =
            "{'pclass':'3','sex':'male','age':22,'sibsp':1,'parch':0,'fare':7.25,'embarked':'S'}".replace('\'', '"');

    private static OnnxScorer scorer;
    private static ModelServer server;
    private static HttpCalls http;

    @BeforeAll
    static void start() {
        scorer = OnnxScorer.open();
        server = Serving.of(scorer)
                .model("survival", Survival.model(1))
                .maxRows(3)
                .maxBody(2_000)
                .start(0);
        server.awaitReady(Duration.ofMinutes(1));
        http = HttpCalls.of(server.uri());
    }

    @AfterAll
    static void close() {
        server.close();
        scorer.close();
    }

    private static JsonNode refused(int status, HttpResponse<String> answer) {
        assertEquals(status, answer.statusCode(), answer::body);
        assertEquals(
                "application/problem+json",
                answer.headers().firstValue("Content-Type").orElseThrow());
        JsonNode problem = json(answer);
        assertEquals(status, problem.get("status").intValue());
        return problem;
    }

    private static String detail(int status, String path, String type, String body) {
        return refused(status, http.post(path, type, body)).get("detail").asText();
    }

    private static void assertRow(JsonNode problem, int row, String column, String accepted, String got) {
        assertEquals(row, problem.get("row").intValue(), problem::toString);
        assertEquals(column, problem.path("column").asText());
        assertEquals(accepted, problem.get("accepted").asText());
        assertEquals(got, problem.get("got").asText());
    }

    @Test
    void a_cell_of_another_kind_is_named_with_row_and_column() {
        String wrong = ROW.replace("22", "\"old\"");
        JsonNode problem = refused(400, http.post("/predict", JSON, "[" + ROW + "," + wrong + "]"));
        assertRow(problem, 1, "age", "be a number or null", "'old'");
        assertEquals(
                "Column 'age' must be a number or null, got 'old' at row 1",
                problem.get("detail").asText());
        assertFalse(problem.has("error"));
        assertRow(
                refused(400, http.post("/predict", JSON, "[" + ROW.replace("\"male\"", "1.5") + "]")),
                0,
                "sex",
                "be a text or null",
                "1.5");
    }

    @Test
    void a_missing_column_is_named_with_the_nearest_one() {
        String wrong = ROW.replace("\"age\"", "\"agee\"");
        JsonNode problem = refused(400, http.post("/predict", JSON, "[" + wrong + "]"));
        assertEquals(
                "Column 'age' must be in each row, with null for a missing value, got 'pclass', 'sex', 'agee',"
                        + " 'sibsp', 'parch', 'fare', 'embarked' at row 0; did you mean 'agee'?",
                problem.get("detail").asText());
    }

    @Test
    void an_unknown_level_is_refused_by_the_recipe() {
        JsonNode problem = refused(400, http.post("/predict", JSON, "[" + ROW.replace("male", "other") + "]"));
        assertEquals(0, problem.get("row").intValue(), problem::toString);
        assertEquals("sex", problem.get("column").asText());
        assertEquals("'other'", problem.get("got").asText());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            []          | Request: rows must be at least one, got none
            {}          | Request: rows must be at least one, got none
            [1]         | Row must be an object of cells by name, got number at row 0
            7           | the body must be an array of rows or an object of columns, got number
            {"age":7}   | Column 'age' must be an array with a cell for each row, as many as the first column, got number
            [{]         | the body must be JSON with unique names, at most 32 deep, got another text at line 1, column 3
            [{"a":1,"a":2}] | the body must be JSON with unique names, at most 32 deep, got another text at line 1, column 12
            [] []       | the body must be JSON with unique names, at most 32 deep, got another text at line 1, column 4
            """)
    void a_body_of_another_form_is_refused(String body, String detail) {
        assertEquals(detail, detail(400, "/predict", JSON, body));
    }

    @Test
    void an_empty_body_is_refused() {
        assertEquals(
                "the body must be an array of rows or an object of columns, got nothing",
                detail(400, "/predict", JSON, ""));
    }

    @Test
    void deep_json_is_refused() {
        assertEquals(
                "the body must be JSON with unique names, at most 32 deep, got another text",
                detail(400, "/predict", JSON, "[".repeat(900)));
    }

    @Test
    void csv_of_another_form_is_refused() {
        assertEquals(
                "Row must have 2 fields like the header, got 1 at row 0", detail(400, "/predict", CSV, "a,b\r\n1"));
        assertEquals(
                "the header of the CSV must have unique names, got one twice",
                detail(400, "/predict", CSV, "a,a\n1,2"));
        assertEquals(
                "the body must be CSV, in which a quote ends before the next comma or line, got another text in record"
                        + " 1, where 0 is the header",
                detail(400, "/predict", CSV, "a\n\"1"));
        assertEquals("Request: rows must be at least one, got none", detail(400, "/predict", CSV, ""));
    }

    @Test
    void rows_and_bytes_are_limited() {
        String rows = "[" + ROW + "," + ROW + "," + ROW + "," + ROW + "]";
        assertEquals("rows must be at most 3, got 4", detail(413, "/predict", JSON, rows));
        assertEquals(
                "the body must have at most 2000 bytes, got more", detail(413, "/predict", JSON, " ".repeat(2_001)));
    }

    @Test
    void another_media_type_or_encoding_is_refused() {
        for (String type : new String[] {"text/plain", "application/json; charset=utf-16", "text/html"}) {
            assertEquals(
                    "Content-Type must be application/json or text/csv, in UTF-8, got another or none",
                    detail(415, "/predict", type, "[]"));
        }
    }

    @Test
    void an_unknown_path_model_or_version_is_not_found() {
        assertEquals(
                "the model must be one of 'survival', got 'survivel'; did you mean 'survival'?",
                refused(404, http.get("/models/survivel/metadata"))
                        .get("detail")
                        .asText());
        JsonNode problem = refused(404, http.get("/v2/models/survival/versions/9"));
        assertEquals(
                "the version of survival must be one of '1', got '9'",
                problem.get("detail").asText());
        assertEquals(problem.get("detail"), problem.get("error"));
        String detail = refused(404, http.get("/etc/passwd")).get("detail").asText();
        assertEquals("the path must be one of /, /page.js, /page.css, /ping, /predict", detail.substring(0, 63));
        refused(404, http.get("/models/..%2f..%2fetc/metadata"));
    }

    @Test
    void another_method_is_refused_with_the_allowed_one() {
        HttpResponse<String> answer = http.get("/predict");
        assertEquals(
                "the method of this path must be POST",
                refused(405, answer).get("detail").asText());
        assertEquals("POST", answer.headers().firstValue("Allow").orElseThrow());
        refused(405, http.send(http.request("/metadata").DELETE()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            level=2                  | level must be a number between 0 and 1, such as 0.9, got '2'
            level=0.0                | level must be a number between 0 and 1, such as 0.9, got '0.0'
            interval=prediction      | interval must have a level, such as level=0.9, got none
            level=0.9&interval=some  | interval must be prediction or confidence, got 'some'
            levle=0.9                | parameters of the query must be some of 'level', 'interval', each once and with a value, got 'levle=0.9'
            level=0.9&level=0.8      | parameters of the query must be some of 'level', 'interval', each once and with a value, got 'level=0.8'
            """)
    void a_wrong_query_is_refused(String query, String detail) {
        assertEquals(detail, detail(400, "/predict?" + query, JSON, "[" + ROW + "]"));
    }

    @Test
    void tensors_of_another_form_are_refused() {
        String path = "/v2/models/survival/infer";
        assertEquals("inputs must be an array of at least one tensor, got nothing", detail(400, path, JSON, "{}"));
        assertEquals(
                "inputs must be an array of at least one tensor, got none", detail(400, path, JSON, "{\"inputs\":[]}"));
        assertEquals(
                "inputs must be objects with name, shape, a datatype of [BOOL, BYTES, FP16, FP32, FP64, INT16, INT32,"
                        + " INT64, INT8, UINT16, UINT32, UINT64, UINT8] and an array of data, got another",
                detail(400, path, JSON, "{\"inputs\":[{\"name\":\"age\"}]}"));
        String tensor = "{\"inputs\":[{\"name\":\"age\",\"datatype\":\"FP32\",\"shape\":[2],\"data\":[1]}]}";
        assertEquals("Input 'age' must have as many data as its shape [2], got 1", detail(400, path, JSON, tensor));
        assertEquals(
                "Input 'age' must have a shape of 1 to 8 whole numbers, the first of which is the rows, got [-2]",
                detail(400, path, JSON, tensor.replace("[2]", "[-2]")));
        assertEquals(
                "Input 'age' must be given once, with 1 rows like the first input, got 1 rows",
                detail(
                        400,
                        path,
                        JSON,
                        tensor.replace("[2]", "[1]")
                                .replace(
                                        "}]}",
                                        "},"
                                                + "{\"name\":\"age\",\"datatype\":\"FP32\",\"shape\":[1],\"data\":[1]}]}")));
        assertEquals(
                "outputs must be some of '.pred_class', '.pred_no', '.pred_yes', got '.pred'",
                detail(
                        400,
                        path,
                        JSON,
                        Survival.tensors(0, 1).replaceFirst("\\{", "{\"outputs\":[{\"name\":\".pred\"}],")));
        assertEquals(
                "tensors must be JSON, got binary data or CSV, which /predict takes", detail(400, path, CSV, "a\n1"));
        refused(400, http.post(path, JSON, "{}", "Inference-Header-Content-Length", "2"));
    }

    @Test
    void a_text_of_the_client_comes_back_only_inside_json() {
        String script = "<script>alert(1)</script>\\u0000\\n";
        HttpResponse<String> answer = http.post("/predict", JSON, "[" + ROW.replace("22", '"' + script + '"') + "]");
        refused(400, answer);
        assertFalse(answer.body().contains("\n") || answer.body().contains("\u0000"), answer::body);
        assertEquals(
                "nosniff", answer.headers().firstValue("X-Content-Type-Options").orElseThrow());
    }
}
