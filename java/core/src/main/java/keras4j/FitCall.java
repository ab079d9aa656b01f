package keras4j;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import keras4j.code.Program;
import keras4j.data.Examples;
import keras4j.data.Schema;
import keras4j.data.Tensor;
import keras4j.expr.CustomObject;
import keras4j.python.Array;
import keras4j.python.Reply;
import keras4j.python.Request;
import keras4j.spec.Spec;
import org.jspecify.annotations.Nullable;

/** What goes to Python when a spec is fitted, and what is read from what comes back. */
final class FitCall {
    private final String name;
    private final Schema schema;
    private final Program program;

    /** @param spec with a seed */
    FitCall(Spec spec, Schema schema) {
        this(
                spec.name(),
                schema,
                spec.program(schema.inputShape(), schema.outcome().levels()));
    }

    FitCall(String name, Schema schema, Program program) {
        this.name = name;
        this.schema = schema;
        this.program = program;
    }

    Program program() {
        return program;
    }

    Request request(String function, Examples train, @Nullable Examples validation) {
        ObjectNode arguments = Request.empty()
                .put("source", program.source())
                .put("file", program.fileName())
                .put("header", program.headerLines())
                .put("weights", train.weights().isPresent())
                .put("validation", validation != null);
        customs(arguments, program.customObjects());
        classes(arguments, schema);
        List<Array> arrays = arrays(train);
        if (validation != null) {
            arrays.addAll(arrays(validation));
        }
        return new Request(function, arguments, arrays, "fit of " + name);
    }

    /** x, y and perhaps the weights, as Python takes them. */
    static List<Array> arrays(Examples examples) {
        List<Array> arrays = new ArrayList<>(List.of(array(examples.x()), array(examples.y())));
        examples.weights().ifPresent(weights -> arrays.add(array(weights)));
        return arrays;
    }

    /** The custom objects that must be defined first. */
    static void customs(ObjectNode arguments, List<CustomObject> customs) {
        ArrayNode all = arguments.putArray("customs");
        customs.forEach(custom -> all.addObject()
                .put("name", custom.name())
                .put("sha256", custom.sha256())
                .put("source", custom.source()));
    }

    static void classes(ObjectNode arguments, Schema schema) {
        if (schema.classifies()) {
            arguments.put("classes", schema.outcome().levels().size());
        } else {
            arguments.putNull("classes");
        }
    }

    static Array array(Tensor tensor) {
        return new Array(tensor.dtype().toString(), tensor.shape(), tensor.buffer());
    }

    /** The fitted value in Python's reply. */
    Fitted fitted(Origin origin, Reply reply, Map<String, String> versions) {
        JsonNode value = reply.value();
        return new Fitted(
                origin,
                schema,
                history(value.path("history")),
                output(value.path("output")),
                value.path("summary").asText(),
                versions,
                reply.attachments().isEmpty() ? null : reply.attachments().get(0),
                value.path("whyNoBytes").asText(null));
    }

    static List<Integer> output(JsonNode shape) {
        List<Integer> lengths = new ArrayList<>();
        shape.forEach(length -> lengths.add(length.asInt()));
        return lengths;
    }

    private static History history(JsonNode metrics) {
        Map<String, List<Double>> epochs = new LinkedHashMap<>();
        metrics.properties().forEach(metric -> {
            List<Double> values = new ArrayList<>();
            metric.getValue().forEach(value -> values.add(value.asDouble()));
            epochs.put(metric.getKey(), values);
        });
        return History.of(epochs);
    }
}
