package keras4j.serving;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import keras4j.onnx.OnnxScorer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Test of the page of a server in a real browser. Needs Debian's chromium. */
@Tag("full")
class ServerPageTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TOKEN = "a token of 24 characters";
    private static final String PATHS = "/models/survival/predict/predict";

    @TempDir
    private Path folder;

    private static void awaitText(HeadlessBrowser browser, String id, String text) {
        await().atMost(Duration.ofMinutes(1)).until(() -> text(browser, id), text::equals);
    }

    private static String text(HeadlessBrowser browser, String id) {
        return browser.value("document.getElementById('" + id + "').textContent");
    }

    /** Presses the button, and returns the answer that the page shows. */
    private static JsonNode predict(HeadlessBrowser browser, String status) throws IOException {
        browser.value("document.getElementById('status').textContent = ''");
        browser.click("predict");
        awaitText(browser, "status", status);
        return JSON.readTree(text(browser, "answer"));
    }

    private static JsonNode predicted(ModelServer server, String rows, String... headers) {
        return HttpCalls.json(HttpCalls.of(server.uri()).post("/predict", HttpCalls.JSON, rows, headers));
    }

    private ModelServer start(Serving serving) {
        ModelServer server = serving.model("survival", Survival.model(1)).start(0);
        server.awaitReady(Duration.ofMinutes(1));
        return server;
    }

    @Test
    void a_person_predicts_the_prototype_row_and_other_rows_and_sees_why_a_row_is_refused() throws Exception {
        try (OnnxScorer scorer = OnnxScorer.open();
                ModelServer server = start(Serving.of(scorer));
                HeadlessBrowser browser = HeadlessBrowser.open(server.uri(), folder)) {
            awaitText(browser, "path", PATHS);
            String prototype = browser.value("document.getElementById('rows').value");
            assertEquals(predicted(server, prototype), predict(browser, "200"));
            String rows = Survival.records(0, 2);
            browser.type("rows", rows);
            assertEquals(predicted(server, rows), predict(browser, "200"));
            browser.type("rows", Survival.records(0, 1).replaceFirst("\"age\":[^,]+", "\"age\":\"<b>x</b>\""));
            assertEquals("'<b>x</b>'", predict(browser, "400").path("got").asText());
            assertEquals("0", browser.value("String(document.getElementsByTagName('b').length)"));
            assertEquals(List.of(), browser.problems());
        }
    }

    @Test
    void the_page_asks_for_the_token_of_the_server() throws Exception {
        try (OnnxScorer scorer = OnnxScorer.open();
                ModelServer server = start(Serving.of(scorer).token(TOKEN));
                HeadlessBrowser browser = HeadlessBrowser.open(server.uri(), folder)) {
            awaitText(browser, "status", "401");
            browser.type("token", TOKEN);
            browser.click("rows");
            awaitText(browser, "path", PATHS);
            String prototype = browser.value("document.getElementById('rows').value");
            assertEquals(predicted(server, prototype, "Authorization", "Bearer " + TOKEN), predict(browser, "200"));
            assertEquals(List.of(), browser.problems());
        }
    }
}
