package keras4j.archive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Whether the layers of a model are joined by numbers that flow between layers of it, and nothing else. */
final class ConfigJoints {
    private static final String TENSOR = "__keras_tensor__";
    private static final Set<String> PARTS = Set.of(TENSOR, "__slice__", "__ellipsis__");
    private static final Set<String> SEVERAL = Set.of("return_state", "layer", "cell", "function");
    private static final int MOST_TENSORS = 512;

    private final Rules rules;

    ConfigJoints(Rules rules) {
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
        for (JsonNode part : node) {
            check(part);
        }
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
            require(!isInput(layers.get(at)), "an input before its layers", "one behind layer " + at);
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
        long all = layers.values().stream().filter(ConfigJoints::isInput).count();
        require(inputs.size() == all && all > 0, "all its inputs", inputs);
        ends(config.path("output_layers")).forEach(end -> history(end, layers));
        ConfigOrder order = new ConfigOrder();
        layers.forEach((name, layer) -> {
            JsonNode calls = layer.path("inbound_nodes");
            require(
                    calls.isArray() && calls.isEmpty() == isInput(layer),
                    "layers that are called, and inputs that are not",
                    name);
            for (int at = 0; at < calls.size(); at++) {
                call(calls.path(at), layers, order.call(name, at));
            }
        });
        require(order.exists(), "joints from what comes before", "a ring");
    }

    // Without numbers that flow, Keras would compute at once.
    private void call(JsonNode call, Map<String, JsonNode> layers, Set<List<Object>> before) {
        boolean usual = call.isObject() && call.size() == 2 && call.has("args") && call.has("kwargs");
        require(usual, "joints of args and kwargs", call.getNodeType());
        int tensors = tensors(call, layers, before);
        require(tensors > 0, "joints from another layer", "none");
        boolean few = tensors <= MOST_TENSORS;
        rules.require(Rule.CONFIG_COUNT, few, "call must have at most " + MOST_TENSORS + " joints", tensors);
    }

    private int tensors(JsonNode node, Map<String, JsonNode> layers, Set<List<Object>> before) {
        int found = 0;
        if (node.has("class_name")) {
            String name = node.get("class_name").asText();
            require(PARTS.contains(name), "joints of numbers that flow", name);
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

    /** What a model begins or ends with: {@code ["a", 0, 0]}, a list of such, or such by name. */
    static Stream<JsonNode> ends(JsonNode node) {
        boolean one = node.isArray() && node.path(0).isTextual();
        return one
                ? Stream.of(node)
                : StreamSupport.stream(node.spliterator(), false).flatMap(ConfigJoints::ends);
    }

    private void history(JsonNode history, Map<String, JsonNode> layers) {
        boolean usual = history.isArray()
                && history.size() == 3
                && history.path(1).isInt()
                && history.path(2).isInt();
        JsonNode layer = layers.getOrDefault(history.path(0).asText(), MissingNode.getInstance());
        require(usual && layer.isObject(), "joints from layers that are there", history);
        int call = history.path(1).asInt();
        int tensor = history.path(2).asInt();
        boolean made =
                call >= 0 && call < Math.max(1, layer.path("inbound_nodes").size());
        require(made && tensor >= 0 && (tensor == 0 || several(layer)), "joints from calls that are there", history);
    }

    /** Whether a layer may have more than one output: a model, an operation, or one that tells its states or scores. */
    private static boolean several(JsonNode layer) {
        JsonNode config = layer.path("config");
        return !ConfigExpr.symbol(layer).startsWith("keras.layers.")
                || SEVERAL.stream().anyMatch(config::has)
                || layer.path("class_name").asText().contains("Attention");
    }

    private void require(boolean kept, String accepted, Object got) {
        rules.require(Rule.CONFIG_JOINT, kept, "model must have " + accepted, got);
    }
}
