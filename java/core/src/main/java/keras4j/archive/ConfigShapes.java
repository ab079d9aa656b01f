package keras4j.archive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Whether the shapes that a configuration tells agree with one another. */
final class ConfigShapes {
    private static final Set<String> KEYS =
            Set.of("batch_shape", "batch_input_shape", "input_shape", "build_input_shape");
    private static final int MOST_AXES = 16;
    private static final int MOST_STEPS = 1_024;

    private final Rules rules;

    ConfigShapes(Rules rules) {
        this.rules = rules;
    }

    void check(JsonNode node) {
        JsonNode layers = node.path("config").path("layers");
        if (ConfigJoints.isGraph(node)) {
            graph(layers);
        } else if (layers.isArray()) {
            stack(layers);
        }
        node.properties().stream()
                .filter(each -> KEYS.contains(each.getKey()))
                .forEach(each -> lengths(each.getValue()));
        if (ConfigJoints.isInput(node)) {
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

    // A shape, or several in a list or by name.
    private void lengths(JsonNode shape) {
        if (shape.isArray() && (shape.path(0).isNull() || shape.path(0).isNumber())) {
            require(shape.size() <= MOST_AXES, "at most " + MOST_AXES + " axes", shape);
            shape.forEach(length -> require(
                    length.isNull() || (length.isIntegralNumber() && length.longValue() >= 0),
                    "lengths, or none",
                    shape));
        } else {
            shape.forEach(this::lengths);
        }
    }

    // Each step is a part of the program.
    private void unrolled(JsonNode layer) {
        JsonNode steps = layer.path("build_config").path("input_shape").path(1);
        rules.require(
                Rule.SIZE_ARGUMENT,
                steps.isIntegralNumber() && steps.longValue() <= MOST_STEPS,
                "unrolled layers must have at most " + MOST_STEPS + " steps",
                steps);
    }

    private void stack(JsonNode layers) {
        if (ConfigJoints.isInput(layers.path(0))) {
            features(layers.path(1), layers.path(0).path("config").path("batch_shape"));
        }
    }

    private void graph(JsonNode layers) {
        Map<String, JsonNode> byName = new HashMap<>();
        layers.forEach(layer -> byName.put(layer.path("config").path("name").asText(), layer));
        Map<JsonNode, JsonNode> shapes = new HashMap<>();
        for (JsonNode layer : layers) {
            for (JsonNode call : layer.path("inbound_nodes")) {
                tensors(call, byName, shapes);
                JsonNode only =
                        call.path("args").size() == 1 ? call.path("args").path(0) : MissingNode.getInstance();
                features(layer, only.path("config").path("shape"));
            }
        }
    }

    private void tensors(JsonNode node, Map<String, JsonNode> layers, Map<JsonNode, JsonNode> shapes) {
        JsonNode shape = node.path("config").path("shape");
        if (node.has("class_name") && shape.isArray()) {
            lengths(shape);
            JsonNode history = node.path("config").path("keras_history");
            JsonNode from = layers.getOrDefault(history.path(0).asText(), MissingNode.getInstance());
            JsonNode before = shapes.putIfAbsent(history, shape);
            JsonNode said = before == null && ConfigJoints.isInput(from)
                    ? from.path("config").path("batch_shape")
                    : before;
            require(said == null || said.equals(shape), "numbers of one shape", shape + " and " + said);
            JsonNode made = LayerShapes.made(from);
            JsonNode got = LayerShapes.features(from, shape);
            require(!made.isNumber() || made.equals(got), "numbers of the shape that a layer makes: " + made, got);
        }
        node.forEach(part -> tensors(part, layers, shapes));
    }

    private void features(JsonNode layer, JsonNode shape) {
        JsonNode built = LayerShapes.features(layer, layer.path("build_config").path("input_shape"));
        JsonNode given = LayerShapes.features(layer, shape);
        boolean same = !built.isNumber() || !given.isNumber() || built.equals(given);
        require(same, "layers with the features that they were built for: " + built, given);
    }

    private void require(boolean kept, String accepted, Object got) {
        rules.require(Rule.CONFIG_SHAPE, kept, "model must have " + accepted, got);
    }
}
