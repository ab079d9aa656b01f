package keras4j.tracking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Server that answers as MLflow 3.17.2 does, and records the requests. Ids are numbers, times are left out. */
public final class RecordedMlflow implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String API = "/api/2.0/mlflow/";
    private static final String ARTIFACTS = "/api/2.0/mlflow-artifacts/artifacts";

    /** Answer of the server. */
    static final class Answer {
        private final int status;
        private final byte[] body;

        private Answer(int status, byte[] body) {
            this.status = status;
            this.body = body;
        }

        static Answer of(String json) {
            return new Answer(200, json.getBytes(StandardCharsets.UTF_8));
        }

        static Answer refused(int status, String code, String message) {
            return new Answer(
                    status,
                    JSON.createObjectNode()
                            .put("error_code", code)
                            .put("message", message)
                            .toString()
                            .getBytes(StandardCharsets.UTF_8));
        }
    }

    private final HttpServer server;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final Map<String, String> experiments = new ConcurrentHashMap<>();
    private final Map<String, List<String>> versions = new ConcurrentHashMap<>();
    private final Map<String, String> aliases = new ConcurrentHashMap<>();
    private final List<String> runs = new CopyOnWriteArrayList<>();
    private volatile BiFunction<String, JsonNode, @Nullable Answer> fault = (endpoint, body) -> null;
    private volatile String artifactScheme = "mlflow-artifacts:";

    public RecordedMlflow(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    public String uri() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** Has some requests fail: the function gets the endpoint and the body. */
    void fault(BiFunction<String, JsonNode, @Nullable Answer> other) {
        fault = other;
    }

    /** Has new runs keep their artifacts elsewhere. */
    void artifactScheme(String scheme) {
        artifactScheme = scheme;
    }

    /** Returns the requests, without times and the name of the user. */
    public List<String> requests() {
        return requests;
    }

    List<String> authorizations() {
        return authorizations;
    }

    Map<String, byte[]> files() {
        return new TreeMap<>(files);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            byte[] body = exchange.getRequestBody().readAllBytes();
            authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            Answer answer = path.startsWith(ARTIFACTS)
                    ? artifact(exchange.getRequestMethod(), path.substring(ARTIFACTS.length()), body)
                    : call(exchange, path.substring(API.length()), body);
            exchange.sendResponseHeaders(answer.status, answer.body.length == 0 ? -1 : answer.body.length);
            exchange.getResponseBody().write(answer.body);
        }
    }

    private Answer artifact(String method, String path, byte[] body) {
        requests.add(method + " " + path);
        if (method.equals("PUT")) {
            files.put(path, body);
            return new Answer(200, new byte[0]);
        }
        byte[] found = files.get(path);
        return found == null ? Answer.refused(500, "INTERNAL_ERROR", "not found") : new Answer(200, found);
    }

    private Answer call(HttpExchange exchange, String endpoint, byte[] body) throws IOException {
        boolean reads = exchange.getRequestMethod().equals("GET");
        ObjectNode json = reads ? query(exchange.getRequestURI().getQuery()) : (ObjectNode) JSON.readTree(body);
        Answer failed = fault.apply(endpoint, json);
        if (failed != null) {
            return failed;
        }
        requests.add(endpoint + " " + timeless(json.deepCopy()));
        return switch (endpoint) {
            case "experiments/get-by-name" ->
                experiment(json.path("experiment_name").asText());
            case "experiments/create" -> created(json.path("name").asText());
            case "runs/create" -> run(json);
            case "registered-models/get" -> model(json.path("name").asText());
            case "registered-models/create" -> {
                versions.put(json.path("name").asText(), new CopyOnWriteArrayList<>());
                yield Answer.of("{}");
            }
            case "model-versions/create" -> version(json);
            case "registered-models/alias" -> alias(json);
            case "runs/log-batch", "runs/set-tag", "runs/update" -> Answer.of("{}");
            default -> Answer.refused(404, "ENDPOINT_NOT_FOUND", endpoint);
        };
    }

    private static ObjectNode query(String query) {
        ObjectNode json = JSON.createObjectNode();
        for (String each : query.split("&", -1)) {
            json.put(each.substring(0, each.indexOf('=')), each.substring(each.indexOf('=') + 1));
        }
        return json;
    }

    private static JsonNode timeless(ObjectNode json) {
        json.remove(List.of("start_time", "end_time"));
        json.path("metrics").forEach(metric -> ((ObjectNode) metric).remove("timestamp"));
        json.path("tags").forEach(tag -> {
            if (tag.path("key").asText().equals("mlflow.user")) {
                ((ObjectNode) tag).remove("value");
            }
        });
        return json;
    }

    private Answer experiment(String name) {
        String id = experiments.get(name);
        return id == null
                ? Answer.refused(404, "RESOURCE_DOES_NOT_EXIST", "Could not find experiment with name '" + name + "'")
                : Answer.of("{\"experiment\": {\"experiment_id\": \"" + id + "\"}}");
    }

    private Answer created(String name) {
        String id = String.valueOf(experiments.size() + 1);
        return experiments.putIfAbsent(name, id) == null
                ? Answer.of("{\"experiment_id\": \"" + id + "\"}")
                : Answer.refused(400, "RESOURCE_ALREADY_EXISTS", "Experiment(name=" + name + ") already exists.");
    }

    private Answer run(JsonNode json) {
        runs.add(json.path("run_name").asText());
        String id = "r" + runs.size();
        String artifacts = artifactScheme + "/" + json.path("experiment_id").asText() + "/" + id + "/artifacts";
        return Answer.of(
                "{\"run\": {\"info\": {\"run_id\": \"" + id + "\", \"artifact_uri\": \"" + artifacts + "\"}}}");
    }

    private Answer model(String name) {
        return versions.containsKey(name)
                ? Answer.of("{}")
                : Answer.refused(404, "RESOURCE_DOES_NOT_EXIST", "Registered Model with name=" + name + " not found");
    }

    private Answer version(JsonNode json) {
        List<String> sources =
                Objects.requireNonNull(versions.get(json.path("name").asText()));
        sources.add(json.path("source").asText());
        return Answer.of("{\"model_version\": {\"version\": \"" + sources.size() + "\"}}");
    }

    private Answer alias(JsonNode json) {
        String name = json.path("name").asText();
        String alias = json.path("alias").asText();
        if (json.has("version")) {
            aliases.put(name + "@" + alias, json.path("version").asText());
            return Answer.of("{}");
        }
        String version = aliases.get(name + "@" + alias);
        return version == null
                ? Answer.refused(400, "INVALID_PARAMETER_VALUE", "Registered model alias " + alias + " not found.")
                : Answer.of("{\"model_version\": {\"source\": \""
                        + Objects.requireNonNull(versions.get(name)).get(Integer.parseInt(version) - 1) + "\"}}");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
