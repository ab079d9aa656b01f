package keras4j.serving;

import static keras4j.serving.HttpCalls.JSON;
import static keras4j.serving.HttpCalls.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import keras4j.onnx.OnnxScorer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** Tests of the OpenAPI document and of the page. */
class ServerDocumentsTest {
    private static OnnxScorer scorer;
    private static ModelServer server;
    private static HttpCalls http;

    @BeforeAll
    static void start() {
        scorer = OnnxScorer.open();
        server = Serving.of(scorer).model("survival", Survival.model(1)).start(0);
        server.awaitReady(Duration.ofMinutes(1));
        http = HttpCalls.of(server.uri());
    }

    @AfterAll
    static void close() {
        server.close();
        scorer.close();
    }

    @Test
    void the_openapi_document_is_valid() {
        SwaggerParseResult parsed =
                new OpenAPIV3Parser().readContents(http.get("/openapi.json").body(), null, null);
        assertEquals(List.of(), parsed.getMessages());
        assertEquals("3.1.0", parsed.getOpenAPI().getOpenapi());
        assertEquals(
                Set.of(
                        "/ping",
                        "/v2/health/live",
                        "/v2/health/ready",
                        "/models/survival/predict",
                        "/models/survival/metadata",
                        "/predict"),
                parsed.getOpenAPI().getPaths().keySet());
    }

    @Test
    void each_example_of_the_document_is_answered() {
        JsonNode paths = json(http.get("/openapi.json")).get("paths");
        int tried = 0;
        for (var path : paths.properties()) {
            JsonNode example = path.getValue().at("/post/requestBody/content/application~1json/example");
            if (!example.isMissingNode()) {
                HttpResponse<String> answer = http.post(path.getKey(), JSON, example.toString());
                assertEquals(200, answer.statusCode(), answer::body);
                tried++;
            }
        }
        assertEquals(2, tried);
    }

    @Test
    void the_document_has_rows_and_predictions_of_each_model() {
        JsonNode schemas = json(http.get("/openapi.json")).at("/components/schemas");
        JsonNode sex = schemas.at("/survival.Row/properties/sex");
        assertEquals("[\"string\",\"null\"]", sex.get("type").toString());
        assertEquals(
                "In training one of 'female', 'male'", sex.get("description").asText());
        assertEquals(
                "[\".pred_class\",\".pred_no\",\".pred_yes\"]",
                schemas.at("/survival.Prediction/required").toString());
    }

    @Test
    void the_page_is_well_formed_and_has_what_its_script_uses() throws Exception {
        HttpResponse<String> page = http.get("/");
        assertEquals(
                "text/html; charset=utf-8",
                page.headers().firstValue("Content-Type").orElseThrow());
        String policy = page.headers().firstValue("Content-Security-Policy").orElseThrow();
        assertTrue(policy.startsWith("default-src 'none'; script-src 'self';"), policy);
        Document document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(page.body())));
        Set<String> ids = new TreeSet<>();
        var elements = document.getElementsByTagName("*");
        for (int at = 0; at < elements.getLength(); at++) {
            Element element = (Element) elements.item(at);
            if (element.hasAttribute("id")) {
                assertTrue(ids.add(element.getAttribute("id")), "ids are unique");
            }
            assertTrue(!element.hasAttribute("style") && !element.hasAttribute("onclick"), element::getTagName);
        }
        String script = http.get("/page.js").body();
        Set<String> used = Pattern.compile("element\\('([a-z]+)'\\)")
                .matcher(script)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertTrue(ids.containsAll(used) && used.size() > 3, ids + " " + used);
        assertEquals(200, http.get("/page.css").statusCode());
    }
}
