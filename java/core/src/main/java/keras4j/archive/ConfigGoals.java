package keras4j.archive;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whether what is lost and measured is lost and measured of outputs that a model has. */
final class ConfigGoals {
    private static final List<String> KEYS = List.of("loss", "loss_weights", "metrics", "weighted_metrics");

    private final Rules rules;

    ConfigGoals(Rules rules) {
        this.rules = rules;
    }

    void check(JsonNode model) {
        Set<String> outputs = new HashSet<>();
        JsonNode config = model.path("config");
        names(config.path("output_layers"), outputs);
        if (!config.has("output_layers")) {
            JsonNode layers = config.path("layers");
            outputs.add(
                    layers.path(layers.size() - 1).path("config").path("name").asText());
        }
        for (String key : KEYS) {
            JsonNode goals = model.path("compile_config").path(key);
            if (!goals.has("class_name")) {
                goals.fieldNames()
                        .forEachRemaining(name -> rules.require(
                                Rule.CONFIG_OUTPUT,
                                outputs.contains(name),
                                key + " must be of the outputs " + outputs,
                                name));
            }
        }
    }

    // An output has the name of its layer, and the one it is given.
    private static void names(JsonNode ends, Set<String> names) {
        ends.fieldNames().forEachRemaining(names::add);
        if (ends.isArray() && ends.path(0).isTextual()) {
            names.add(ends.path(0).asText());
        }
        ends.forEach(end -> names(end, names));
    }
}
