package keras4j.internal.kerasfile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import keras4j.archive.ValidationRule;
import keras4j.internal.archive.Validator;

/** Check of the connections between layers: only tensors flow, and only between layers of the model. */
final class ConnectionCheck {
    private static final String TENSOR = "__keras_tensor__";
    private static final Set<String> PARTS = Set.of(TENSOR, "__slice__", "__ellipsis__");
    private static final Set<String> SEVERAL = Set.of("return_state", "layer", "cell", "function");
    private static final int MAX_TENSORS = 512;

    private final Validator rules;

    ConnectionCheck(Validator rules) {
        this.rules = rules;
    }

    void check(JsonNode node) {
        JsonNode layers = node.path("config").path("layers");
        if (layers.isArray()) {
            Map<String, JsonNode> byName = names(layers);
            if (isGraph(node)) {
                graph(node.path("config"), byName);
            } else {
                stack(layers);
            }
        }
        node.forEach(this::check);
    }

    private Map<String, JsonNode> names(JsonNode layers) {
        Map<String, JsonNode> names = new LinkedHashMap<>();
        for (JsonNode layer : layers) {
            require(layer.has("class_name"), "layers that are objects", layer.getNodeType());
            JsonNode inner = layer.path("config").path("name");
            String name = inner.asText();
            require(names.put(name, layer) == null, "layers of different names", name);
            boolean same = inner.isTextual() && layer.path("name").asText(name).equals(name);
            require(same, "layers of one name each", inner + " and " + layer.path("name"));
        }
        return names;
    }

    private void stack(JsonNode layers) {
        for (int at = 1; at < layers.size(); at++) {
            require(!isInput(layers.get(at)), "an input before its layers", "one after layer " + at);
        }
    }

    static boolean isGraph(JsonNode model) {
        return ConfigExpr.symbol(model).equals("keras.Model")
                || model.path("config").has("input_layers");
    }

    static boolean isInput(JsonNode layer) {
        return layer.path("class_name").asText().equals("InputLayer");
    }

    private void graph(JsonNode config, Map<String, JsonNode> layers) {
        Set<String> inputs = new HashSet<>();
        ends(config.path("input_layers")).forEach(end -> {
            history(end, layers);
            String name = end.path(0).asText();
            require(isInput(layers.getOrDefault(name, config)) && inputs.add(name), "inputs that are different", end);
        });
        long all = layers.values().stream().filter(ConnectionCheck::isInput).count();
        require(inputs.size() == all && all > 0, "all its inputs", inputs);
        ends(config.path("output_layers")).forEach(end -> history(end, layers));
        TopologicalOrder order = new TopologicalOrder();
        layers.forEach((name, layer) -> {
            JsonNode calls = layer.path("inbound_nodes");
            require(
                    calls.isArray() && calls.isEmpty() == isInput(layer),
                    "layers that are called, and inputs that are not called",
                    name);
            for (int at = 0; at < calls.size(); at++) {
                call(calls.path(at), layers, order.call(name, at));
            }
        });
        require(order.exists(), "connections without cycles", "a cycle");
    }

    // Without a tensor argument, Keras would execute the call at once.
    private void call(JsonNode call, Map<String, JsonNode> layers, Set<List<Object>> before) {
        boolean usual = call.isObject() && call.size() == 2 && call.has("args") && call.has("kwargs");
        require(usual, "connections with args and kwargs", call.getNodeType());
        int tensors = tensors(call, layers, before);
        require(tensors > 0, "connections from another layer", "none");
        boolean few = tensors <= MAX_TENSORS;
        rules.require(
                ValidationRule.CONFIG_COUNT, few, "call must have at most " + MAX_TENSORS + " connections", tensors);
    }

    private int tensors(JsonNode node, Map<String, JsonNode> layers, Set<List<Object>> before) {
        int found = 0;
        if (node.has("class_name")) {
            String name = node.get("class_name").asText();
            require(PARTS.contains(name), "connections of tensors", name);
            if (name.equals(TENSOR)) {
                JsonNode history = node.path("config").path("keras_history");
                history(history, layers);
                before.add(List.of(history.path(0).asText(), history.path(1).asInt()));
                return 1;
            }
        }
        for (JsonNode part : node) {
            found += tensors(part, layers, before);
        }
        return found;
    }

    /** Returns the inputs or outputs of a model: {@code ["a", 0, 0]}, a list of these, or a map of these by name. */
    static Stream<JsonNode> ends(JsonNode node) {
        boolean one = node.isArray() && node.path(0).isTextual();
        return one
                ? Stream.of(node)
                : StreamSupport.stream(node.spliterator(), false).flatMap(ConnectionCheck::ends);
    }

    private void history(JsonNode history, Map<String, JsonNode> layers) {
        JsonNode layer = layers.getOrDefault(history.path(0).asText(), MissingNode.getInstance());
        require(isHistory(history) && layer.isObject(), "connections from existing layers", history);
        int call = history.path(1).asInt();
        int tensor = history.path(2).asInt();
        boolean made =
                call >= 0 && call < Math.max(1, layer.path("inbound_nodes").size());
        require(made && tensor >= 0 && (tensor == 0 || several(layer)), "connections from existing calls", history);
    }

    private static boolean isHistory(JsonNode node) {
        return node.isArray()
                && node.size() == 3
                && node.path(1).isInt()
                && node.path(2).isInt();
    }

    /**
     * Returns whether a layer may have several outputs: a model, an operation, or a layer that returns its states or
     * scores.
     */
    private static boolean several(JsonNode layer) {
        JsonNode config = layer.path("config");
        return !ConfigExpr.symbol(layer).startsWith("keras.layers.")
                || SEVERAL.stream().anyMatch(config::has)
                || layer.path("class_name").asText().contains("Attention");
    }

    private void require(boolean kept, String accepted, Object got) {
        rules.require(ValidationRule.CONFIG_JOINT, kept, "model must have " + accepted, got);
    }
}
