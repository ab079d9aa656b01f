package keras4j.serving;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Answer to a request. */
record HttpAnswer(int status, String mediaType, String body, Map<String, String> headers) {
    private static final String JSON = "application/json";
    private static final int NO_BODY = -1;

    static HttpAnswer json(JsonNode body) {
        return json(200, body);
    }

    static HttpAnswer json(int status, JsonNode body) {
        return new HttpAnswer(status, JSON, ServingJson.text(body), Map.of());
    }

    static HttpAnswer text(String mediaType, String body) {
        return new HttpAnswer(200, mediaType, body, Map.of());
    }

    /** Sends the answer; the connection is closed after it if {@code last}. */
    void send(HttpExchange exchange, boolean last) throws IOException {
        Headers answer = exchange.getResponseHeaders();
        answer.set("Content-Type", mediaType);
        answer.set("X-Content-Type-Options", "nosniff");
        answer.set("Cache-Control", "no-store");
        headers.forEach(answer::set);
        if (last) {
            answer.set("Connection", "close");
        }
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(status, NO_BODY);
            return;
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
