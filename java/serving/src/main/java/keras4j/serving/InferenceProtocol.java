package keras4j.serving;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import keras4j.data.TensorSeries;
import keras4j.internal.fitted.LibraryVersion;
import keras4j.internal.text.Quoted;
import keras4j.serving.PredictEndpoint.IntervalQuery;
import org.dflib.DataFrame;
import org.dflib.Series;
import org.jspecify.annotations.Nullable;

/**
 * Endpoints of the Open Inference Protocol, version 2. Each column that a model predicts from is an input, and each
 * column of its predictions an output.
 */
record InferenceProtocol(PredictEndpoint endpoint) {
    private static final String BINARY = "Inference-Header-Content-Length";

    /** Returns the metadata of the server. */
    HttpAnswer server(ServingRequest request) {
        ObjectNode server = ServingJson.object().put("name", "keras4j").put("version", LibraryVersion.text());
        server.putArray("extensions");
        return HttpAnswer.json(server);
    }

    HttpAnswer live(ServingRequest request) {
        return HttpAnswer.json(ServingJson.object().put("live", true));
    }

    HttpAnswer ready(ServingRequest request) {
        boolean ready = endpoint.models().ready() && !endpoint.gate().isClosed();
        return HttpAnswer.json(ready ? 200 : 503, ServingJson.object().put("ready", ready));
    }

    HttpAnswer modelReady(ServingRequest request) {
        ServedModel model = endpoint.models().model(request.model(), request.version());
        boolean ready = !endpoint.gate().isClosed();
        return HttpAnswer.json(
                ready ? 200 : 503,
                ServingJson.object().put("name", model.name()).put("ready", ready));
    }

    /** Returns the metadata of a model. */
    HttpAnswer model(ServingRequest request) {
        ServedModel model = endpoint.models().model(request.model(), request.version());
        ObjectNode metadata = ServingJson.object().put("name", model.name());
        endpoint.models().versions(request.model()).versions().keySet().forEach(metadata.putArray("versions")::add);
        metadata.put("platform", "keras4j");
        ArrayNode inputs = metadata.putArray("inputs");
        for (ModelColumn column : model.columns().items()) {
            ArrayNode shape = tensor(inputs, column.name(), column.datatype()).add(-1);
            column.shape().forEach(shape::add);
        }
        ArrayNode outputs = metadata.putArray("outputs");
        for (String name : PredictionFormat.names(model.prototype())) {
            Series<?> cells = model.prototype().getColumn(name);
            ArrayNode shape =
                    tensor(outputs, name, PredictionSchema.datatype(cells)).add(-1);
            rowShape(cells).forEach(shape::add);
        }
        return HttpAnswer.json(metadata);
    }

    /** Adds a tensor and returns its shape. */
    private static ArrayNode tensor(ArrayNode tensors, String name, String datatype) {
        return tensors.addObject().put("name", name).put("datatype", datatype).putArray("shape");
    }

    private static List<Integer> rowShape(Series<?> cells) {
        return cells instanceof TensorSeries tensors
                ? Arrays.stream(tensors.rowShape()).boxed().toList()
                : List.of();
    }

    /** Predicts. */
    HttpAnswer infer(ServingRequest request) throws IOException {
        if (request.hasHeader(BINARY) || request.isCsv()) {
            throw HttpProblem.badRequest("tensors must be JSON, got binary data or CSV, which /predict takes");
        }
        byte[] body = request.body(endpoint.limits().bodyBytes());
        return endpoint.gate().within(() -> endpoint.models()
                .use(request.model(), request.version(), model -> infer(model, ServingJson.read(body))));
    }

    private HttpAnswer infer(ServedModel model, JsonNode body) {
        TensorRows rows = TensorRows.of(body.path("inputs"));
        DataFrame predicted = endpoint.predict(model, rows, IntervalQuery.NONE);
        ObjectNode answer = ServingJson.object().put("model_name", model.name()).put("model_version", model.version());
        if (body.path("id").isTextual()) {
            answer.set("id", body.get("id"));
        }
        ArrayNode outputs = answer.putArray("outputs");
        for (String name : outputs(body.path("outputs"), PredictionFormat.names(predicted))) {
            output(outputs, name, predicted.getColumn(name));
        }
        return HttpAnswer.json(answer);
    }

    /** Returns the names of the outputs that a request asks for, or all. */
    private static List<String> outputs(@Nullable JsonNode asked, List<String> names) {
        List<String> outputs = new ArrayList<>();
        for (JsonNode each : asked == null ? List.<JsonNode>of() : asked) {
            String name = each.path("name").asText();
            if (!names.contains(name)) {
                throw HttpProblem.badRequest(
                        "outputs must be some of " + Quoted.of(names) + ", got '" + Quoted.cut(name) + "'");
            }
            outputs.add(name);
        }
        return outputs.isEmpty() ? names : outputs;
    }

    private static void output(ArrayNode outputs, String name, Series<?> cells) {
        String datatype = name.equals(".row") ? "INT32" : PredictionSchema.datatype(cells);
        ArrayNode shape = tensor(outputs, name, datatype).add(cells.size());
        rowShape(cells).forEach(shape::add);
        ArrayNode data = ((ObjectNode) outputs.get(outputs.size() - 1)).putArray("data");
        for (int row = 0; row < cells.size(); row++) {
            flatten(PredictionFormat.cell(cells, row), data);
        }
    }

    private static void flatten(JsonNode cell, ArrayNode data) {
        if (cell.isArray()) {
            cell.forEach(item -> flatten(item, data));
        } else {
            data.add(cell);
        }
    }
}
