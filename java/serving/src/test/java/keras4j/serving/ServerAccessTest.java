package keras4j.serving;

import static java.nio.charset.StandardCharsets.UTF_8;
import static keras4j.serving.HttpCalls.JSON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.Filter;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import keras4j.onnx.OnnxScorer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests of the access to a server: addresses, tokens, filters, HTTPS and settings. */
@Timeout(60)
class ServerAccessTest {
    private static final OnnxScorer SCORER = OnnxScorer.open();
    private static final String TOKEN = "a secret of the server";
    private static final String ROWS = Survival.records(0, 1);

    @AfterAll
    static void close() {
        SCORER.close();
    }

    private static Serving serving() {
        return Serving.of(SCORER).model("survival", Survival.model(1));
    }

    private static ModelServer warm(Serving serving) {
        ModelServer server = serving.start(0);
        server.awaitReady(Duration.ofMinutes(1));
        return server;
    }

    @Test
    void an_address_that_others_reach_needs_a_token_or_a_filter() throws Exception {
        InetAddress all = InetAddress.getByName("0.0.0.0");
        assertEquals(
                "Serving: a server at 0.0.0.0 must have a token or a filter, because others can reach it, got neither;"
                        + " call token(secret), filter(filter), or leave out host(address)",
                assertThrows(
                                IllegalStateException.class,
                                () -> serving().host(all).start(0))
                        .getMessage());
        try (ModelServer server = serving().start(0)) {
            assertTrue(server.uri().toString().startsWith("http://127.0.0.1:"));
        }
    }

    @Test
    void a_token_guards_all_paths_but_those_of_health_and_of_the_page() {
        try (ModelServer server = warm(serving().token(TOKEN))) {
            HttpCalls http = HttpCalls.of(server.uri());
            for (String path : List.of("/metadata", "/openapi.json", "/v2/models/survival", "/none")) {
                HttpResponse<String> answer = http.get(path);
                assertEquals(401, answer.statusCode(), path);
                assertEquals(
                        "Bearer",
                        answer.headers().firstValue("WWW-Authenticate").orElseThrow());
            }
            assertEquals(401, http.post("/predict", JSON, ROWS).statusCode());
            assertEquals(
                    401,
                    http.post("/predict", JSON, ROWS, "Authorization", "Bearer other")
                            .statusCode());
            assertEquals(
                    200,
                    http.post("/predict", JSON, ROWS, "Authorization", "Bearer " + TOKEN)
                            .statusCode());
            for (String path : List.of("/", "/page.js", "/page.css", "/ping", "/v2/health/live", "/v2/health/ready")) {
                assertEquals(200, http.get(path).statusCode(), path);
            }
        }
    }

    @Test
    void a_filter_is_ahead_of_all_requests() {
        Filter filter = Filter.beforeHandler(
                "adds a header", exchange -> exchange.getResponseHeaders().set("X-Seen", "yes"));
        try (ModelServer server = warm(serving().filter(filter))) {
            HttpResponse<String> answer = HttpCalls.of(server.uri()).post("/predict", JSON, ROWS);
            assertEquals(200, answer.statusCode());
            assertEquals("yes", answer.headers().firstValue("X-Seen").orElseThrow());
        }
    }

    @Test
    void https_is_spoken_with_the_key_of_the_caller(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "password",
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(keytool.getInputStream().readAllBytes(), UTF_8);
        assertEquals(0, keytool.waitFor(), output);
        SSLContext context = context(file);
        try (ModelServer server = warm(serving().tls(context))) {
            HttpClient client = HttpClient.newBuilder().sslContext(context).build();
            HttpResponse<String> answer = new HttpCalls(server.uri(), client).post("/predict", JSON, ROWS);
            assertEquals(200, answer.statusCode());
            assertEquals("https", server.uri().getScheme());
        }
    }

    private static SSLContext context(Path file) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, "password".toCharArray());
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, "password".toCharArray());
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(keys);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
        return context;
    }

    @Test
    void a_port_that_is_taken_is_named() {
        try (ModelServer server = serving().start(0)) {
            String message = assertThrows(
                            UncheckedIOException.class, () -> serving().start(server.port()))
                    .getMessage();
            assertEquals(
                    "Serving: port must be free at 127.0.0.1, got " + server.port() + ": Address already in use",
                    message);
        }
    }

    static Stream<Arguments> wrongSettings() {
        return Stream.of(
                wrong(
                        "deadline",
                        each -> each.deadline(Duration.ZERO),
                        "Serving: time must be more than zero, got PT0S"),
                wrong(
                        "drain",
                        each -> each.drain(Duration.ofSeconds(-1)),
                        "Serving: time must be more than zero, got PT-1S"),
                wrong(
                        "reload",
                        each -> each.reloadEvery(Duration.ZERO),
                        "Serving: every must be more than zero, got PT0S"),
                wrong("requests", each -> each.maxRequests(0), "Serving: most must be at least 1, got 0"),
                wrong("rows", each -> each.maxRows(0), "Serving: most must be at least 1, got 0"),
                wrong("body", each -> each.maxBody(0), "Serving: bytes must be from 1 to 1073741824, got 0"),
                wrong("token", each -> each.token("short"), "Serving: token must have at least 16 characters, got 5"),
                wrong(
                        "name",
                        each -> each.model("a/b", Survival.model(1)),
                        "Serving: name must be 1 to 64 letters, digits, dots, - and _, no dot first, got 'a/b'"));
    }

    private static Arguments wrong(String what, Function<Serving, Serving> setting, String message) {
        return Arguments.of(what, setting, message);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongSettings")
    void a_wrong_setting_is_refused(String what, Function<Serving, Serving> setting, String message) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> setting.apply(serving()))
                        .getMessage());
    }

    @Test
    void a_server_without_models_or_with_a_wrong_port_does_not_start() {
        assertEquals(
                "Serving: there must be a model, got none; call model(name, fitted) or models(store)",
                assertThrows(IllegalStateException.class, () -> Serving.of(SCORER)
                                .start(0))
                        .getMessage());
        assertEquals(
                "Serving: port must be from 0 to 65535, got 70000",
                assertThrows(IllegalArgumentException.class, () -> serving().start(70_000))
                        .getMessage());
    }
}
