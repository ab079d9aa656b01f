package keras4j;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import keras4j.archive.ArchiveException;
import keras4j.archive.ForeignModel;
import keras4j.code.Program;
import keras4j.data.Examples;
import keras4j.data.Input;
import keras4j.data.Outcome;
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
    private final @Nullable Spec spec;
    private final Preparation preparation;
    private final Program program;

    /** @param spec with a seed */
    FitCall(Spec spec, Preparation preparation) {
        this(spec.name(), spec, preparation, program(spec, preparation.schema()));
    }

    FitCall(String name, @Nullable Spec spec, Preparation preparation, Program program) {
        this.name = name;
        this.spec = spec;
        this.preparation = preparation;
        this.program = program;
    }

    /** The program of a spec on data of a schema. */
    static Program program(Spec spec, Schema schema) {
        return spec.program(
                schema.inputs().stream().map(Input::shape).toList(),
                schema.outcomes().stream().map(Outcome::levels).toList());
    }

    Program program() {
        return program;
    }

    /** Where a model that was built from a spec comes from. */
    Origin origin() {
        return Origin.of(Objects.requireNonNull(spec), program);
    }

    Request request(String function, Examples train, @Nullable Examples validation) {
        ObjectNode arguments = Request.empty()
                .put("source", program.source())
                .put("file", program.fileName())
                .put("header", program.headerLines())
                .put("weights", !train.weights().isEmpty())
                .put("validation", validation != null)
                .put("laplace", LaplaceCall.asked(spec));
        customs(arguments, program.customObjects());
        ports(arguments, preparation.schema());
        List<Array> arrays = arrays(train);
        if (validation != null) {
            arrays.addAll(arrays(validation));
        }
        return new Request(function, arguments, arrays, "fit of " + name);
    }

    Request request(BatchSource batches) {
        ObjectNode arguments =
                program(Request.empty(), program, preparation.schema()).put("validation", batches.validates());
        return Request.of("fit_batches", arguments, batches, "fit of " + name);
    }

    /** The inputs, the outcomes and perhaps the weights for each outcome, as Python takes them. */
    static List<Array> arrays(Examples examples) {
        List<Array> arrays = new ArrayList<>();
        examples.inputs().values().forEach(x -> arrays.add(array(x)));
        examples.outcomes().values().forEach(y -> arrays.add(array(Examples.y(y))));
        if (!examples.weights().isEmpty()) {
            examples.outcomes()
                    .keySet()
                    .forEach(name -> arrays.add(
                            array(Objects.requireNonNull(examples.weights().get(name)))));
        }
        return arrays;
    }

    /** A program with the custom objects that it needs, and what goes into its model and comes out. */
    static ObjectNode program(ObjectNode arguments, Program program, Schema schema) {
        arguments
                .put("source", program.source())
                .put("file", program.fileName())
                .put("header", program.headerLines());
        customs(arguments, program.customObjects());
        return ports(arguments, schema);
    }

    /** A model's bytes, written anew: Python's libraries read none that Java did not write. */
    static Array model(Fitted fitted) {
        return Array.of(ForeignModel.anew(fitted.model()));
    }

    /** The custom objects that must be defined first. */
    static void customs(ObjectNode arguments, List<CustomObject> customs) {
        ArrayNode all = arguments.putArray("customs");
        customs.forEach(custom -> all.addObject()
                .put("name", custom.name())
                .put("sha256", custom.sha256())
                .put("source", custom.source()));
    }

    /** The names of the inputs, and of the outcomes with the number of their classes. */
    static ObjectNode ports(ObjectNode arguments, Schema schema) {
        ArrayNode inputs = arguments.putArray("inputs");
        schema.inputs().forEach(input -> inputs.add(input.name()));
        ArrayNode outputs = arguments.putArray("outputs");
        for (Outcome outcome : schema.outcomes()) {
            ObjectNode output = outputs.addObject().put("name", outcome.name());
            if (outcome.classifies()) {
                output.put("classes", outcome.levels().size());
            }
        }
        return arguments;
    }

    static List<Array> arrays(List<Tensor> tensors) {
        return tensors.stream().map(FitCall::array).toList();
    }

    static Array array(Tensor tensor) {
        return new Array(tensor.dtype().toString(), tensor.shape(), tensor.buffer());
    }

    /** The fitted value in Python's reply. */
    Fitted fitted(Origin origin, Reply reply, Provenance provenance) {
        JsonNode value = reply.value();
        byte[] bytes =
                reply.attachments().isEmpty() ? null : reply.attachments().get(0);
        String why = bytes == null ? value.path("whyNoBytes").asText() : whyNot(origin, bytes);
        return new Fitted(
                origin,
                preparation,
                history(value.path("history")),
                outputs(value.path("outputs")),
                Described.of(value),
                provenance,
                why == null ? bytes : null,
                why,
                LaplaceCall.read(value.path("laplace")),
                null);
    }

    /** Keras writes what nobody can load again, such as a lambda, or an object of a class that is not there. */
    private static @Nullable String whyNot(Origin origin, byte[] bytes) {
        try {
            ForeignModel.check("model", bytes, origin.customObjects());
            return null;
        } catch (ArchiveException unloadable) {
            return "what it writes can't be loaded: " + unloadable.getMessage();
        }
    }

    static List<List<Integer>> outputs(JsonNode shapes) {
        List<List<Integer>> outputs = new ArrayList<>();
        shapes.forEach(shape -> outputs.add(shape(shape)));
        return outputs;
    }

    static List<Integer> shape(JsonNode shape) {
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
