package keras4j.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The example as a user starts it, {@code java -jar}, and a client of it. */
final class ExampleApplication implements AutoCloseable {
    static final String TOKEN = "a-token-of-the-test";

    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+) ");

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Process process;
    private final Path log;
    private URI uri;

    private ExampleApplication(Process process, Path log, URI uri) {
        this.process = process;
        this.log = log;
        this.uri = uri;
    }

    /** Returns the arguments of Java for the executable jar. */
    static List<String> jar() {
        return List.of("-jar", System.getProperty("keras4j.example"));
    }

    /**
     * Starts the application and waits until it serves.
     *
     * @param folder receives the log
     * @param program arguments of Java that name the application
     * @param environment variables that differ from those of the test
     * @param arguments properties
     */
    static ExampleApplication start(
            Path folder, List<String> program, Map<String, String> environment, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC"));
        command.addAll(program);
        command.add("--server.port=0");
        command.addAll(List.of(arguments));
        Path log = folder.resolve("log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("SURVIVAL_TOKEN", TOKEN);
        Process process = builder.start();
        try {
            await().atMost(LIMIT)
                    .until(() -> !process.isAlive() || PORT.matcher(text(log)).find());
            Matcher port = PORT.matcher(text(log));
            assertTrue(port.find(), () -> text(log));
            return new ExampleApplication(process, log, uri(port.group(1)));
        } catch (RuntimeException | Error failed) {
            process.destroyForcibly();
            throw failed;
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URI uri(String port) {
        return URI.create("http://localhost:" + port + "/");
    }

    URI uri() {
        return uri;
    }

    /** Waits until the application has started anew in the same process, on another port. */
    void awaitRestart() {
        await().atMost(LIMIT).until(() -> ports().size() == 2);
        uri = uri(ports().get(1));
    }

    private List<String> ports() {
        return PORT.matcher(log()).results().map(found -> found.group(1)).toList();
    }

    String log() {
        return text(log);
    }

    private static HttpRequest.Builder request(URI uri) {
        return HttpRequest.newBuilder(uri)
                .header("Authorization", "Bearer " + TOKEN)
                .header("Content-Type", "application/json")
                .timeout(LIMIT);
    }

    /** Returns the answer to a request with the token. */
    HttpResponse<String> get(String path) throws Exception {
        return client.send(request(uri.resolve(path)).build(), BodyHandlers.ofString(UTF_8));
    }

    /** Returns the answer to a request with the token. */
    HttpResponse<String> post(String path, BodyPublisher body) throws Exception {
        return client.send(request(uri.resolve(path)).POST(body).build(), BodyHandlers.ofString(UTF_8));
    }

    /** Returns the status of a request without a token. */
    int statusForAnyone(String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri.resolve(path))
                .header("Content-Type", "application/json")
                .method(body.isEmpty() ? "GET" : "POST", BodyPublishers.ofString(body))
                .build();
        return client.send(request, BodyHandlers.ofString(UTF_8)).statusCode();
    }

    /** Sends SIGTERM, and waits until no connection is accepted any more. */
    void terminate() {
        process.destroy();
        await().atMost(LIMIT).until(this::refuses);
    }

    private boolean refuses() throws InterruptedException {
        try {
            HttpClient.newHttpClient()
                    .send(request(uri).timeout(Duration.ofSeconds(1)).build(), BodyHandlers.ofString());
            return false;
        } catch (IOException refused) {
            return true;
        }
    }

    /** Waits for the end that SIGTERM brings. */
    void awaitEnd() throws InterruptedException {
        assertTrue(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS), this::log);
        assertEquals(128 + 15, process.exitValue(), this::log);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
