package keras4j;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import keras4j.code.Program;
import keras4j.data.Examples;
import keras4j.data.Schema;
import keras4j.data.Tensor;
import keras4j.python.Array;
import keras4j.python.Request;
import keras4j.spec.Spec;
import org.jspecify.annotations.Nullable;

/** What goes to Python when a spec is fitted, and what is read from what comes back. */
final class FitCall {
    private final Spec spec;
    private final Schema schema;
    private final Program program;

    /** @param spec with a seed */
    FitCall(Spec spec, Schema schema) {
        this.spec = spec;
        this.schema = schema;
        this.program = spec.program(schema.inputShape(), schema.outcome().levels());
    }

    Program program() {
        return program;
    }

    Request request(Examples train, @Nullable Examples validation) {
        ObjectNode arguments = Request.empty()
                .put("source", program.source())
                .put("file", program.fileName())
                .put("weights", train.weights().isPresent())
                .put("validation", validation != null);
        classes(arguments, schema);
        List<Array> arrays = arrays(train);
        if (validation != null) {
            arrays.addAll(arrays(validation));
        }
        return new Request("fit", arguments, arrays, "fit of " + spec.name());
    }

    Request request(BatchSource batches) {
        ObjectNode arguments = Request.empty()
                .put("source", program.source())
                .put("file", program.fileName())
                .put("validation", batches.validates());
        classes(arguments, schema);
        return Request.of("fit_batches", arguments, batches, "fit of " + spec.name());
    }

    /** x, y and perhaps the weights, as Python takes them. */
    static List<Array> arrays(Examples examples) {
        List<Array> arrays = new ArrayList<>(List.of(array(examples.x()), array(examples.y())));
        examples.weights().ifPresent(weights -> arrays.add(array(weights)));
        return arrays;
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
    Fitted fitted(JsonNode reply, byte @Nullable [] model, Map<String, String> versions) {
        return new Fitted(
                spec,
                schema,
                history(reply.path("history")),
                output(reply.path("output")),
                reply.path("summary").asText(),
                program.source(),
                versions,
                model,
                reply.path("whyNoBytes").asText(null));
    }

    private static List<Integer> output(JsonNode shape) {
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
