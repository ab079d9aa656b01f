package keras4j.internal.kerasfile;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import keras4j.archive.ValidationRule;
import keras4j.internal.archive.Validator;

/** Check that losses and metrics belong to outputs of the model. */
final class LossAndMetricCheck {
    private static final List<String> KEYS = List.of("loss", "loss_weights", "metrics", "weighted_metrics");

    private final Validator rules;

    LossAndMetricCheck(Validator rules) {
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
                                ValidationRule.CONFIG_OUTPUT,
                                outputs.contains(name),
                                key + " must be of the outputs " + outputs,
                                name));
            }
        }
    }

    // An output can be named by its layer or by its key.
    private static void names(JsonNode ends, Set<String> names) {
        ends.fieldNames().forEachRemaining(names::add);
        if (ends.isArray() && ends.path(0).isTextual()) {
            names.add(ends.path(0).asText());
        }
        ends.forEach(end -> names(end, names));
    }
}
