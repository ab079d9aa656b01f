package keras4j.serving;

import static keras4j.serving.HttpCalls.JSON;
import static keras4j.serving.HttpCalls.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import keras4j.fitted.ModelStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests of a server from its warm-up to its end, under load, and with models that change. */
@Timeout(60)
class ServerLifeTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String ROWS = Survival.records(0, 1);

    private final HeldScorer scorer = new HeldScorer();

    @AfterEach
    void close() {
        scorer.permits.release(1_000);
        scorer.close();
    }

    private Serving serving() {
        return Serving.of(scorer).model("survival", Survival.model(1));
    }

    private ModelServer warm(Serving serving) {
        ModelServer server = serving.start(0);
        server.awaitReady(MINUTE);
        return server;
    }

    private static CompletableFuture<HttpResponse<String>> later(HttpCalls http) {
        return CompletableFuture.supplyAsync(() -> http.post("/predict", JSON, ROWS));
    }

    @Test
    void requests_get_503_until_the_models_are_warm() throws Exception {
        scorer.hold();
        try (ModelServer server = serving().start(0)) {
            HttpCalls http = HttpCalls.of(server.uri());
            assertTrue(scorer.called.await(30, TimeUnit.SECONDS));
            HttpResponse<String> early = http.post("/predict", JSON, ROWS);
            assertEquals(503, early.statusCode());
            assertEquals("1", early.headers().firstValue("Retry-After").orElseThrow());
            assertEquals(
                    "the models are being prepared; try again later",
                    json(early).get("detail").asText());
            HttpResponse<String> ready = http.get("/v2/health/ready");
            assertEquals("503 {\"ready\":false}", ready.statusCode() + " " + ready.body());
            assertEquals(200, http.get("/v2/health/live").statusCode());
            assertEquals(200, http.get("/ping").statusCode());
            assertEquals(
                    "ModelServer: the models must be warm within PT0.01S, got none yet",
                    assertThrows(IllegalStateException.class, () -> server.awaitReady(Duration.ofMillis(10)))
                            .getMessage());
            scorer.permits.release(100);
            server.awaitReady(MINUTE);
            assertEquals(200, http.get("/v2/health/ready").statusCode());
            assertEquals(200, http.post("/predict", JSON, ROWS).statusCode());
        }
    }

    @Test
    void nobody_waits_for_the_models_of_a_closed_server() throws Exception {
        scorer.hold();
        ModelServer server = serving().start(0);
        assertTrue(scorer.called.await(30, TimeUnit.SECONDS));
        server.close();
        assertEquals(
                "ModelServer: the models must be usable, got: ModelServer: it is closed",
                assertThrows(IllegalStateException.class, () -> server.awaitReady(MINUTE))
                        .getMessage());
    }

    @Test
    void a_request_beyond_the_limit_is_refused_at_once_and_the_others_are_answered() throws Exception {
        try (ModelServer server = warm(serving().maxRequests(1))) {
            HttpCalls http = HttpCalls.of(server.uri());
            scorer.hold();
            CompletableFuture<HttpResponse<String>> first = later(http);
            assertTrue(scorer.called.await(30, TimeUnit.SECONDS));
            HttpResponse<String> second = http.post("/predict", JSON, ROWS);
            assertEquals(429, second.statusCode());
            assertEquals("1", second.headers().firstValue("Retry-After").orElseThrow());
            assertEquals(
                    "requests at a time must be at most 1; try again later",
                    json(second).get("detail").asText());
            scorer.permits.release();
            assertEquals(200, first.get().statusCode());
            assertTrue(server.toString().endsWith(": 1 requests accepted, 0 unanswered, 1 refused"), server::toString);
        }
    }

    @Test
    void a_late_prediction_is_answered_by_504_and_its_thread_is_free() {
        try (ModelServer server = warm(serving().deadline(Duration.ofMillis(300)))) {
            HttpCalls http = HttpCalls.of(server.uri());
            scorer.hold();
            long begun = System.nanoTime();
            HttpResponse<String> late = http.post("/predict", JSON, ROWS);
            long millis = (System.nanoTime() - begun) / 1_000_000;
            assertEquals(504, late.statusCode(), late::body);
            assertEquals(
                    "the request must be answered within 300 ms, and was not",
                    json(late).get("detail").asText());
            assertTrue(millis >= 300, "it took " + millis + " ms");
            scorer.permits.release(100);
            assertEquals(200, http.post("/predict", JSON, ROWS).statusCode());
        }
    }

    @Test
    void a_closing_server_answers_what_it_has_accepted_and_refuses_the_rest() throws Exception {
        ModelServer server = warm(serving());
        HttpCalls http = HttpCalls.of(server.uri());
        scorer.hold();
        CompletableFuture<HttpResponse<String>> accepted = later(http);
        assertTrue(scorer.called.await(30, TimeUnit.SECONDS));
        CompletableFuture<Void> closing = CompletableFuture.runAsync(server::close);
        while (http.get("/v2/health/ready").statusCode() == 200) {
            Thread.onSpinWait();
        }
        HttpResponse<String> refused = http.post("/predict", JSON, ROWS);
        assertEquals(503, refused.statusCode());
        assertEquals("the server is ending", json(refused).get("detail").asText());
        assertEquals("close", refused.headers().firstValue("Connection").orElseThrow());
        scorer.permits.release();
        assertEquals(200, accepted.get().statusCode());
        closing.get();
        assertThrows(UncheckedIOException.class, () -> http.get("/ping"));
        assertTrue(server.toString().contains("1 requests accepted, 0 unanswered"), server::toString);
    }

    @Test
    void a_closing_server_waits_for_no_longer_than_its_drain() throws Exception {
        ModelServer server = warm(serving().drain(Duration.ofMillis(200)));
        HttpCalls http = HttpCalls.of(server.uri());
        scorer.hold();
        CompletableFuture<HttpResponse<String>> stuck = later(http);
        assertTrue(scorer.called.await(30, TimeUnit.SECONDS));
        assertTimeoutPreemptively(Duration.ofMinutes(1), server::close);
        stuck.handle((answer, failed) -> null).get();
    }

    @Test
    void a_store_serves_newest_and_tagged_versions_and_a_reload_frees_the_others(@TempDir Path folder) {
        ModelStore store = ModelStore.at(folder);
        store.publish("survival", Survival.model(1));
        store.tag("survival", "production", 1);
        try (ModelServer server = warm(Serving.of(scorer).models(store, "production"))) {
            HttpCalls http = HttpCalls.of(server.uri());
            String path = "/v2/models/survival";
            assertEquals("1", version(http, path));
            assertEquals(2, store.publish("survival", Survival.model(2)));
            server.reload();
            assertEquals("1", version(http, path));
            assertEquals("2", version(http, path + "/versions/latest"));
            store.tag("survival", "production", 2);
            server.reload();
            assertEquals("2", version(http, path));
            assertEquals("2", version(http, path + "/versions/production"));
            assertEquals(List.of(Survival.model(1)), scorer.released);
            HttpResponse<String> gone = http.get(path + "/versions/1");
            assertEquals(
                    "the version of survival must be one of '2', 'latest', 'production', got '1'",
                    json(gone).get("detail").asText());
        }
    }

    private static String version(HttpCalls http, String path) {
        HttpResponse<String> answer = http.post(path + "/infer", JSON, Survival.tensors(0, 1));
        assertEquals(200, answer.statusCode(), answer::body);
        return json(answer).get("model_version").asText();
    }

    @Test
    void a_store_is_read_anew_from_time_to_time(@TempDir Path folder) {
        ModelStore store = ModelStore.at(folder);
        store.publish("survival", Survival.model(1));
        try (ModelServer server = warm(Serving.of(scorer).models(store).reloadEvery(Duration.ofMillis(20)))) {
            store.publish("survival", Survival.model(2));
            HttpCalls http = HttpCalls.of(server.uri());
            while (!version(http, "/v2/models/survival").equals("2")) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void a_version_that_cannot_be_read_leaves_the_others_as_they_are(@TempDir Path folder) throws Exception {
        ModelStore store = ModelStore.at(folder);
        store.publish("survival", Survival.model(1));
        try (ModelServer server = warm(Serving.of(scorer).models(store))) {
            Files.createDirectories(folder.resolve("survival/2"));
            Files.writeString(folder.resolve("survival/2/model.keras4j"), "damaged");
            assertThrows(RuntimeException.class, server::reload);
            assertEquals("1", version(HttpCalls.of(server.uri()), "/v2/models/survival"));
        }
    }

    @Test
    void several_models_have_paths_of_their_own() {
        try (ModelServer server = warm(serving().model("other", Survival.model(2)))) {
            HttpCalls http = HttpCalls.of(server.uri());
            assertEquals(200, http.post("/models/other/predict", JSON, ROWS).statusCode());
            HttpResponse<String> none = http.post("/predict", JSON, ROWS);
            assertEquals(404, none.statusCode());
            assertEquals(
                    "this path needs exactly one model, got 2; use /models/{name}/predict with one of 'survival',"
                            + " 'other'",
                    json(none).get("detail").asText());
        }
    }

    @Test
    void two_models_of_one_name_are_refused() {
        try (ModelServer server = serving().model("survival", Survival.model(2)).start(0)) {
            assertEquals(
                    "ModelServer: the models must be usable, got: Serving: models must have distinct names, got"
                            + " 'survival' twice",
                    assertThrows(IllegalStateException.class, () -> server.awaitReady(MINUTE))
                            .getMessage());
        }
    }
}
