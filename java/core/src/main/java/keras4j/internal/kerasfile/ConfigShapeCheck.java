package keras4j.internal.kerasfile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import keras4j.archive.ValidationRule;
import keras4j.internal.archive.Validator;

/** Check that the shapes in a configuration agree with one another. */
final class ConfigShapeCheck {
    private static final Set<String> KEYS =
            Set.of("batch_shape", "batch_input_shape", "input_shape", "build_input_shape");
    private static final int MAX_AXES = 16;
    private static final int MAX_UNROLLED_STEPS = 1_024;

    private final Validator rules;

    ConfigShapeCheck(Validator rules) {
        this.rules = rules;
    }

    void check(JsonNode node) {
        JsonNode layers = node.path("config").path("layers");
        if (ConnectionCheck.isGraph(node)) {
            graph(layers);
        } else if (layers.isArray()) {
            stack(layers);
        }
        node.properties().stream()
                .filter(each -> KEYS.contains(each.getKey()))
                .forEach(each -> lengths(each.getValue()));
        if (ConnectionCheck.isInput(node)) {
            JsonNode shape = node.path("config").path("batch_shape");
            boolean flat =
                    shape.isArray() && shape.size() > 0 && shape.valueStream().allMatch(JsonNode::isValueNode);
            require(flat, "inputs of one shape each", shape);
        }
        if (node.path("config").path("unroll").asBoolean()) {
            unrolled(node);
        }
        for (JsonNode part : node) {
            check(part);
        }
    }

    // One shape, or several in a list or a map.
    private void lengths(JsonNode shape) {
        if (shape.isArray() && (shape.path(0).isNull() || shape.path(0).isNumber())) {
            require(shape.size() <= MAX_AXES, "at most " + MAX_AXES + " axes", shape);
            shape.forEach(length -> require(
                    length.isNull() || (length.isIntegralNumber() && length.longValue() >= 0),
                    "integers or null as lengths",
                    shape));
        } else {
            shape.forEach(this::lengths);
        }
    }

    // Each unrolled step becomes a part of the compiled program.
    private void unrolled(JsonNode layer) {
        JsonNode steps = layer.path("build_config").path("input_shape").path(1);
        rules.require(
                ValidationRule.SIZE_ARGUMENT,
                steps.isIntegralNumber() && steps.longValue() <= MAX_UNROLLED_STEPS,
                "unrolled layers must have at most " + MAX_UNROLLED_STEPS + " steps",
                steps);
    }

    private void stack(JsonNode layers) {
        if (ConnectionCheck.isInput(layers.path(0))) {
            features(layers.path(1), layers.path(0).path("config").path("batch_shape"));
        }
    }

    private void graph(JsonNode layers) {
        Map<String, JsonNode> byName = new HashMap<>();
        layers.forEach(layer -> byName.put(ConfigExpr.name(layer), layer));
        Map<JsonNode, JsonNode> shapes = new HashMap<>();
        for (JsonNode layer : layers) {
            for (JsonNode call : layer.path("inbound_nodes")) {
                tensors(call, byName, shapes);
                features(layer, onlyArgument(call).path("config").path("shape"));
            }
        }
    }

    private static JsonNode onlyArgument(JsonNode call) {
        return call.path("args").size() == 1 ? call.path("args").path(0) : MissingNode.getInstance();
    }

    private void tensors(JsonNode node, Map<String, JsonNode> layers, Map<JsonNode, JsonNode> shapes) {
        JsonNode shape = node.path("config").path("shape");
        if (node.has("class_name") && shape.isArray()) {
            lengths(shape);
            JsonNode history = node.path("config").path("keras_history");
            JsonNode from = layers.getOrDefault(history.path(0).asText(), MissingNode.getInstance());
            JsonNode before = shapes.putIfAbsent(history, shape);
            JsonNode said = before == null && ConnectionCheck.isInput(from)
                    ? from.path("config").path("batch_shape")
                    : before;
            require(said == null || said.equals(shape), "tensors of one shape", shape + " and " + said);
            JsonNode made = LayerShapes.made(from);
            JsonNode got = LayerShapes.features(from, shape);
            require(!made.isNumber() || made.equals(got), "tensors with the layer's output length " + made, got);
        }
        node.forEach(part -> tensors(part, layers, shapes));
    }

    private void features(JsonNode layer, JsonNode shape) {
        JsonNode built = LayerShapes.features(layer, layer.path("build_config").path("input_shape"));
        JsonNode given = LayerShapes.features(layer, shape);
        boolean same = !built.isNumber() || !given.isNumber() || built.equals(given);
        require(same, "layers with the number of features that they were built for: " + built, given);
    }

    private void require(boolean kept, String accepted, Object got) {
        rules.require(ValidationRule.CONFIG_SHAPE, kept, "model must have " + accepted, got);
    }
}
