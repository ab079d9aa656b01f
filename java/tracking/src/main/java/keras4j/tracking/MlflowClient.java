package keras4j.tracking;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import keras4j.internal.text.Quoted;

/**
 * Client of MLflow's REST API.
 *
 * @param uri the address of the server
 * @param headers the headers of every request
 * @param http the client
 */
record MlflowClient(URI uri, Map<String, String> headers, HttpClient http) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration ARTIFACT_TIMEOUT = Duration.ofMinutes(10);
    private static final String ARTIFACT_SCHEME = "mlflow-artifacts";

    /** Statuses of a server, or of a proxy before it, that may answer later. */
    private static final Set<Integer> TEMPORARY = Set.of(408, 429, 502, 503, 504);

    static MlflowClient of(URI uri, Map<String, String> headers) {
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_TIMEOUT)
                .build();
        return new MlflowClient(uri, headers, http);
    }

    static ObjectNode json() {
        return JSON.createObjectNode();
    }

    /** Calls an endpoint that changes something. */
    JsonNode post(String endpoint, ObjectNode body) throws IOException, InterruptedException {
        HttpRequest request = request("/api/2.0/mlflow/" + endpoint, CALL_TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()))
                .build();
        return tree(checked(endpoint, http.send(request, BodyHandlers.ofString())));
    }

    /** Calls an endpoint that reads something. */
    JsonNode get(String endpoint, Map<String, String> query) throws IOException, InterruptedException {
        String text = query.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(each -> each.getKey() + "=" + encoded(each.getValue()))
                .collect(Collectors.joining("&", "?", ""));
        HttpRequest request =
                request("/api/2.0/mlflow/" + endpoint + text, CALL_TIMEOUT).build();
        return tree(checked(endpoint, http.send(request, BodyHandlers.ofString())));
    }

    /** Uploads a file into a folder of artifacts that the server stores. */
    void upload(String folder, String name, byte[] content) throws IOException, InterruptedException {
        HttpRequest request = request(artifact(folder, name), ARTIFACT_TIMEOUT)
                .PUT(BodyPublishers.ofByteArray(content))
                .build();
        checked("artifact " + name, http.send(request, BodyHandlers.ofString()));
    }

    /** Downloads a file of such a folder. */
    void download(String folder, String name, Path file) throws IOException, InterruptedException {
        HttpRequest request = request(artifact(folder, name), ARTIFACT_TIMEOUT).build();
        HttpResponse<Path> response = http.send(request, BodyHandlers.ofFile(file));
        if (response.statusCode() != 200) {
            throw new MlflowException(this + ": artifact " + name + " can't be read: status " + response.statusCode());
        }
    }

    private String artifact(String folder, String name) {
        URI found = URI.create(folder);
        if (!ARTIFACT_SCHEME.equals(found.getScheme())) {
            throw new MlflowException(
                    this + ": artifacts must be served by the server (--serve-artifacts), got " + Quoted.cut(folder));
        }
        String path =
                Arrays.stream(name.split("/", -1)).map(MlflowClient::encoded).collect(Collectors.joining("/"));
        return "/api/2.0/mlflow-artifacts/artifacts" + found.getRawPath() + "/" + path;
    }

    private HttpRequest.Builder request(String path, Duration timeout) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(uri + path)).timeout(timeout);
        headers.forEach(request::header);
        return request;
    }

    private String checked(String what, HttpResponse<String> response) throws IOException {
        int status = response.statusCode();
        if (TEMPORARY.contains(status)) {
            throw new IOException("status " + status);
        }
        if (status != 200) {
            throw new MlflowException(this + ": " + what + " was refused with status " + status + ": "
                    + Quoted.cut(reason(response.body())));
        }
        return response.body();
    }

    private static String reason(String body) {
        try {
            return JSON.readTree(body).path("message").asText(body);
        } catch (JsonProcessingException notJson) {
            return body;
        }
    }

    /** Returns the reason why a server does not answer. */
    static String reason(IOException down) {
        return Quoted.cut(down.getMessage() == null ? down.getClass().getSimpleName() : down.getMessage());
    }

    private static JsonNode tree(String body) throws IOException {
        return JSON.readTree(body);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public String toString() {
        return "MLflow " + uri;
    }
}
