package keras4j.serving;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Page in a headless Chromium, driven by the DevTools protocol. */
final class HeadlessBrowser implements AutoCloseable, WebSocket.Listener {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CENTRE = """
            (element => {
              element.scrollIntoView();
              const box = element.getBoundingClientRect();
              return JSON.stringify([box.x + box.width / 2, box.y + box.height / 2]);
            })(document.getElementById('%s'))""";
    private static final List<String> FAILURES = List.of("javascript", "security");

    private final Process process;
    private final WebSocket socket;
    private final StringBuilder message = new StringBuilder();
    private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
    private final List<String> problems = new CopyOnWriteArrayList<>();
    private int calls;

    private HeadlessBrowser(Process process, URI devTools) {
        this.process = process;
        this.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(devTools, this)
                .join();
    }

    /** Opens a page in a new browser. */
    static HeadlessBrowser open(URI page, Path folder) throws Exception {
        Process process = start(folder);
        try {
            HeadlessBrowser browser = new HeadlessBrowser(process, devTools(process, folder));
            browser.call("Runtime.enable", Map.of());
            browser.call("Log.enable", Map.of());
            browser.call("Page.navigate", Map.of("url", page.toString()));
            return browser;
        } catch (Exception | Error failed) {
            process.destroyForcibly();
            throw failed;
        }
    }

    private static Process start(Path folder) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        "chromium",
                        "--headless",
                        "--no-sandbox",
                        "--disable-dev-shm-usage",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + folder.resolve("profile"),
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("chromium.log").toFile());
        builder.environment().put("TMPDIR", folder.toString());
        return builder.start();
    }

    /** Returns the address of the first page, when the browser has written its port. */
    private static URI devTools(Process process, Path folder) throws Exception {
        Path file = folder.resolve("profile/DevToolsActivePort");
        await().atMost(Duration.ofMinutes(1))
                .failFast("chromium runs", () -> !process.isAlive())
                .until(() -> Files.exists(file) && Files.readAllLines(file).size() > 1);
        URI pages = URI.create("http://127.0.0.1:" + Files.readAllLines(file).get(0) + "/json/list");
        String list = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(pages).build(), BodyHandlers.ofString())
                .body();
        return URI.create(JSON.readTree(list).at("/0/webSocketDebuggerUrl").asText());
    }

    private JsonNode call(String method, Map<String, ?> parameters) {
        ObjectNode call = JSON.createObjectNode().put("id", ++calls).put("method", method);
        call.set("params", JSON.valueToTree(parameters));
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        waiting.put(calls, answer);
        socket.sendText(call.toString(), true).join();
        JsonNode done = answer.orTimeout(1, TimeUnit.MINUTES).join();
        if (done.has("error")) {
            throw new AssertionError(method + ": " + done);
        }
        return done.path("result");
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
        message.append(part);
        if (last) {
            receive(message.toString());
            message.setLength(0);
        }
        from.request(1);
        return null;
    }

    private void receive(String text) {
        JsonNode received;
        try {
            received = JSON.readTree(text);
        } catch (IOException malformed) {
            throw new AssertionError(text, malformed);
        }
        if (received.has("id")) {
            waiting.remove(received.path("id").asInt()).complete(received);
        }
        String source = received.at("/params/entry/source").asText();
        if (received.path("method").asText().equals("Runtime.exceptionThrown") || FAILURES.contains(source)) {
            problems.add(text);
        }
    }

    /** Returns the value of an expression in the page. */
    String value(String expression) {
        JsonNode result = call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true));
        return result.at("/result/value").asText();
    }

    /** Presses the mouse's button on an element. */
    void click(String id) throws IOException {
        JsonNode place = JSON.readTree(value(CENTRE.formatted(id)));
        for (String type : List.of("mousePressed", "mouseReleased")) {
            call(
                    "Input.dispatchMouseEvent",
                    Map.of("type", type, "x", place.get(0), "y", place.get(1), "button", "left", "clickCount", 1));
        }
    }

    /** Types a text instead of that of an element. */
    void type(String id, String text) throws IOException {
        click(id);
        value("document.getElementById('" + id + "').select()");
        call("Input.insertText", Map.of("text", text));
    }

    /** Returns the exceptions of scripts and what the policy of the page has forbidden. */
    List<String> problems() {
        return problems;
    }

    @Override
    public void close() {
        socket.abort();
        process.destroy();
        process.onExit().join();
    }
}
