package keras4j.serving;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import keras4j.internal.fitted.LibraryVersion;

/** OpenAPI 3.1 document of the served models: the rows that each takes, with an example, and the rows that it gives. */
final class OpenApiDocument {
    private static final Map<Integer, String> PROBLEMS = Map.of(
            400, "A row is refused; the document names row, column, what is accepted and what came",
            413, "The body is too large, or has too many rows",
            429, "Too many requests run or wait",
            503, "The models are being prepared, or the server is ending",
            504, "The deadline of the request is over");

    private final ObjectNode document = ServingJson.object();
    private final ObjectNode paths;
    private final ObjectNode schemas;

    private OpenApiDocument(boolean secured) {
        document.put("openapi", "3.1.0");
        document.putObject("info").put("title", "keras4j models").put("version", LibraryVersion.text());
        this.paths = document.putObject("paths");
        ObjectNode components = document.putObject("components");
        this.schemas = components.putObject("schemas");
        if (secured) {
            components
                    .putObject("securitySchemes")
                    .putObject("token")
                    .put("type", "http")
                    .put("scheme", "bearer");
            document.putArray("security").addObject().putArray("token");
        }
        schemas.set("Problem", problem());
    }

    static JsonNode of(Map<String, ModelVersions> models, boolean secured) {
        OpenApiDocument document = new OpenApiDocument(secured);
        document.addHealth();
        models.values().forEach(document::addModel);
        if (models.size() == 1) {
            document.addPredict("/predict", models.values().iterator().next().model(), "predict");
        }
        return document.document;
    }

    private static ObjectNode problem() {
        ObjectNode problem = ServingJson.object().put("type", "object");
        ObjectNode properties = problem.putObject("properties");
        for (String text : new String[] {"type", "title", "detail", "column", "accepted", "got"}) {
            properties.putObject(text).put("type", "string");
        }
        for (String number : new String[] {"status", "row"}) {
            properties.putObject(number).put("type", "integer");
        }
        return problem;
    }

    private void addHealth() {
        for (String path : new String[] {"/ping", "/v2/health/live", "/v2/health/ready"}) {
            ObjectNode get = paths.putObject(path).putObject("get");
            get.put("operationId", path.substring(1).replace('/', '_')).put("summary", "State of the server");
            get.putArray("security");
            ObjectNode responses = get.putObject("responses");
            answer(responses, "200", "The state")
                    .set("schema", ServingJson.object().put("type", "object"));
            answer(responses, "503", "Not ready")
                    .set("schema", ServingJson.object().put("type", "object"));
        }
    }

    private void addModel(ModelVersions versions) {
        ServedModel model = versions.model();
        ObjectNode row = model.columns().schema();
        schemas.set(rowName(model), row);
        schemas.set(predictionName(model), PredictionSchema.of(model.prototype()));
        addPredict("/models/" + model.name() + "/predict", model, "predict_" + model.name());
        ObjectNode metadata =
                paths.putObject("/models/" + model.name() + "/metadata").putObject("get");
        metadata.put("operationId", "metadata_" + model.name()).put("summary", "Description of " + model.name());
        answer(metadata.putObject("responses"), "200", "The description")
                .set("schema", ServingJson.object().put("type", "object"));
    }

    private static String rowName(ServedModel model) {
        return model.name() + ".Row";
    }

    private static String predictionName(ServedModel model) {
        return model.name() + ".Prediction";
    }

    private void addPredict(String path, ServedModel model, String operation) {
        ObjectNode post = paths.putObject(path).putObject("post");
        post.put("operationId", operation).put("summary", "Predictions of " + model + " for rows");
        post.putArray("tags").add(model.name());
        addLevel(post.putArray("parameters"));
        ObjectNode body = post.putObject("requestBody").put("required", true);
        ObjectNode content = body.putObject("content");
        ObjectNode json = content.putObject("application/json");
        json.set("schema", array(rowName(model)));
        json.putArray("example").add((JsonNode) model.columns().example());
        content.putObject("text/csv").putObject("schema").put("type", "string");
        ObjectNode responses = post.putObject("responses");
        answer(responses, "200", "One prediction for each row").set("schema", array(predictionName(model)));
        PROBLEMS.keySet().stream().sorted().forEach(status -> problem(responses, status));
    }

    private static void addLevel(ArrayNode parameters) {
        ObjectNode level = parameters.addObject().put("name", "level").put("in", "query");
        level.put(
                "description",
                "Coverage of intervals, for a model that was fitted with laplace or is served with conformal intervals");
        level.putObject("schema")
                .put("type", "number")
                .put("exclusiveMinimum", 0)
                .put("exclusiveMaximum", 1);
        ObjectNode kind = parameters.addObject().put("name", "interval").put("in", "query");
        kind.put("description", "Kind of the intervals");
        ObjectNode schema = kind.putObject("schema").put("type", "string");
        Set.of("prediction", "confidence").stream().sorted().forEach(schema.withArray("enum")::add);
    }

    private static ObjectNode array(String of) {
        ObjectNode schema = ServingJson.object().put("type", "array");
        schema.putObject("items").put("$ref", "#/components/schemas/" + of);
        return schema;
    }

    /** Adds an answer in JSON and returns its media type. */
    private static ObjectNode answer(ObjectNode responses, String status, String description) {
        return responses
                .putObject(status)
                .put("description", description)
                .putObject("content")
                .putObject("application/json");
    }

    private static void problem(ObjectNode responses, int status) {
        responses
                .putObject(String.valueOf(status))
                .put("description", PROBLEMS.get(status))
                .putObject("content")
                .putObject(HttpProblem.MEDIA_TYPE)
                .putObject("schema")
                .put("$ref", "#/components/schemas/Problem");
    }
}
