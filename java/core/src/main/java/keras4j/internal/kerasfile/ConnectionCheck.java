package keras4j.internal.kerasfile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import keras4j.archive.ValidationRule;
import keras4j.internal.archive.Validator;

/** Check of the connections between layers: only tensors flow, and only between layers of the model. */
final class ConnectionCheck {
    private static final String TENSOR = "__keras_tensor__";
    private static final Set<String> PARTS = Set.of(TENSOR, "__slice__", "__ellipsis__");
    private static final Set<String> SEVERAL = Set.of("return_state", "layer", "cell", "function");
    private static final Pattern SEVERAL_BY_CALL = Pattern.compile("Attention|Cells?$");
    private static final int MAX_TENSORS = 512;
    private static final Set<String> CONSTANT_TYPES =
            Set.of("bool", "uint8", "int8", "int16", "int32", "int64", "float16", "bfloat16", "float32", "float64");

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
            String name = ConfigExpr.name(layer);
            require(names.put(name, layer) == null, "layers of different names", name);
            JsonNode inner = layer.path("config").path("name");
            boolean operation = AllowedSymbols.operation(ConfigExpr.symbol(layer)) != null;
            boolean named = operation ? !name.isEmpty() : inner.isTextual();
            boolean same = named && layer.path("name").asText(name).equals(name);
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
            end(end, layers);
            String name = end.path(0).asText();
            require(isInput(layers.getOrDefault(name, config)) && inputs.add(name), "inputs that are different", end);
        });
        long all = layers.values().stream().filter(ConnectionCheck::isInput).count();
        require(inputs.size() == all && all > 0, "all its inputs", inputs);
        ends(config.path("output_layers")).forEach(end -> end(end, layers));
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
            if (ConfigCheck.CONSTANTS.contains(name)) {
                constant(node.path("config"));
                return 0;
            }
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

    private void constant(JsonNode config) {
        boolean numbers = config.size() == 2
                && CONSTANT_TYPES.contains(config.path("dtype").asText())
                && isNumbers(config.path("value"));
        rules.require(ValidationRule.CONFIG_VALUE, numbers, "constant must be numbers in rows of one length", config);
    }

    private static boolean isNumbers(JsonNode value) {
        return !value.isArray()
                ? value.isNumber() || value.isBoolean()
                : value.valueStream().allMatch(part -> isNumbers(part) && isLike(part, value.path(0)));
    }

    private static boolean isLike(JsonNode part, JsonNode first) {
        return part.isArray() == first.isArray() && part.size() == first.size();
    }

    /** Returns the inputs or outputs of a model: {@code ["a", 0, 0]}, a list of these, or a map of these by name. */
    static Stream<JsonNode> ends(JsonNode node) {
        boolean one = node.isArray() && node.path(0).isTextual();
        return one
                ? Stream.of(node)
                : StreamSupport.stream(node.spliterator(), false).flatMap(ConnectionCheck::ends);
    }

    /**
     * Returns the number of the call, from 0, that an input or output of a model names. There, and nowhere else, Keras
     * counts the calls of a functional model from 1.
     */
    static int call(JsonNode end, JsonNode layer) {
        return end.path(1).asInt() - (isGraph(layer) ? 1 : 0);
    }

    private void end(JsonNode end, Map<String, JsonNode> layers) {
        JsonNode layer = layers.getOrDefault(end.path(0).asText(), MissingNode.getInstance());
        history(end, layer, call(end, layer));
    }

    private void history(JsonNode history, Map<String, JsonNode> layers) {
        JsonNode layer = layers.getOrDefault(history.path(0).asText(), MissingNode.getInstance());
        history(history, layer, history.path(1).asInt());
    }

    private void history(JsonNode history, JsonNode layer, int call) {
        require(isHistory(history) && layer.isObject(), "connections from existing layers", history);
        int tensor = history.path(2).asInt();
        boolean made =
                call >= 0 && call < Math.max(1, layer.path("inbound_nodes").size());
        require(made && tensor >= 0 && tensor < outputs(layer), "connections from existing calls", history);
    }

    private static boolean isHistory(JsonNode node) {
        return node.isArray()
                && node.size() == 3
                && node.path(1).isInt()
                && node.path(2).isInt();
    }

    /** Returns the number of outputs of a call, or the greatest number where only Keras knows it. */
    private static long outputs(JsonNode layer) {
        if (isGraph(layer)) {
            return ends(layer.path("config").path("output_layers")).count();
        }
        return several(layer) ? MAX_TENSORS : 1;
    }

    /**
     * Returns whether a layer may have several outputs: a model, an operation, a cell, or a layer that returns its
     * states or scores.
     */
    private static boolean several(JsonNode layer) {
        JsonNode config = layer.path("config");
        return !ConfigExpr.symbol(layer).startsWith("keras.layers.")
                || SEVERAL.stream().anyMatch(config::has)
                || SEVERAL_BY_CALL.matcher(layer.path("class_name").asText()).find();
    }

    private void require(boolean kept, String accepted, Object got) {
        rules.require(ValidationRule.CONFIG_JOINT, kept, "model must have " + accepted, got);
    }
}
