package keras4j.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Clients that have sent half of a request when the application is terminated, and the rest of it afterwards. */
final class SlowClients {
    private final ExampleApplication application;
    private final byte[] body;
    private final List<HttpURLConnection> connections = new ArrayList<>();

    SlowClients(ExampleApplication application, String body) {
        this.application = application;
        this.body = body.getBytes(UTF_8);
    }

    /** Starts clients, and waits until the application has accepted the requests of all. */
    void start(int clients) throws IOException {
        for (int client = 0; client < clients; client++) {
            HttpURLConnection connection = (HttpURLConnection)
                    application.uri().resolve("survival").toURL().openConnection();
            connection.setRequestMethod("POST");
            connection.setRequestProperty("Authorization", "Bearer " + ExampleApplication.TOKEN);
            connection.setRequestProperty("Content-Type", "application/json");
            connection.setReadTimeout(60_000);
            connection.setFixedLengthStreamingMode(body.length);
            connection.setDoOutput(true);
            OutputStream out = connection.getOutputStream();
            out.write(body, 0, body.length / 2);
            out.flush();
            connections.add(connection);
        }
        // The request for the number is one itself.
        String active = "\"ACTIVE_TASKS\",\"value\":" + (clients + 1) + ".0";
        await().atMost(Duration.ofMinutes(1)).until(() -> application
                .get("actuator/metrics/http.server.requests.active")
                .body()
                .contains(active));
    }

    /** Sends the rest, and checks the answers. */
    void finish(String answer) throws IOException {
        for (HttpURLConnection connection : connections) {
            try (OutputStream out = connection.getOutputStream()) {
                out.write(body, body.length / 2, body.length - body.length / 2);
            }
            assertEquals(200, connection.getResponseCode(), application::log);
            assertEquals(answer, new String(connection.getInputStream().readAllBytes(), UTF_8));
        }
    }
}
