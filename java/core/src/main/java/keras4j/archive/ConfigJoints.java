package keras4j.archive;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/** Whether the layers of a functional model are joined by numbers that flow between layers of it, and nothing else. */
final class ConfigJoints {
    private static final String TENSOR = "__keras_tensor__";
    private static final Set<String> PARTS = Set.of(TENSOR, "__slice__", "__ellipsis__");

    private final Rules rules;

    ConfigJoints(Rules rules) {
        this.rules = rules;
    }

    void check(JsonNode node) {
        JsonNode layers = node.path("config").path("layers");
        if (layers.isArray()) {
            model(node.path("config"), layers);
        }
        for (JsonNode part : node) {
            check(part);
        }
    }

    private void model(JsonNode config, JsonNode layers) {
        Set<String> names = new HashSet<>();
        for (JsonNode layer : layers) {
            String name =
                    layer.path("config").path("name").asText(layer.path("name").asText());
            require(names.add(name), "layers of different names", name);
        }
        ends(config.path("input_layers"), names);
        ends(config.path("output_layers"), names);
        for (JsonNode layer : layers) {
            for (JsonNode call : layer.path("inbound_nodes")) {
                call(call, names);
            }
        }
    }

    // Without numbers that flow, Keras would compute at once.
    private void call(JsonNode call, Set<String> names) {
        boolean usual = call.isObject() && call.size() == 2 && call.has("args") && call.has("kwargs");
        require(usual, "joints of args and kwargs", call.getNodeType());
        require(tensors(call, names) > 0, "joints from another layer", "none");
    }

    private int tensors(JsonNode node, Set<String> names) {
        int found = 0;
        if (node.has("class_name")) {
            String name = node.get("class_name").asText();
            require(PARTS.contains(name), "joints of numbers that flow", name);
            if (name.equals(TENSOR)) {
                history(node.path("config").path("keras_history"), names);
                return 1;
            }
        }
        for (JsonNode part : node) {
            found += tensors(part, names);
        }
        return found;
    }

    private void ends(JsonNode node, Set<String> names) {
        if (node.isArray() && node.path(0).isTextual()) {
            history(node, names);
        } else {
            node.forEach(part -> ends(part, names));
        }
    }

    private void history(JsonNode history, Set<String> names) {
        boolean usual = history.isArray()
                && history.size() == 3
                && history.path(1).canConvertToInt()
                && history.path(2).canConvertToInt();
        require(usual && names.contains(history.path(0).asText()), "joints from layers that are there", history);
    }

    private void require(boolean kept, String accepted, Object got) {
        rules.require(Rule.CONFIG_JOINT, kept, "model must have " + accepted, got);
    }
}
