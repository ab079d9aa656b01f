package keras4j.internal.kerasfile;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import keras4j.archive.ArchiveException;
import keras4j.internal.code.ModelOutline.Tensor;

/** Check that a model, which is genuine, has nothing that would make it fail or mislead after it was loaded. */
final class UsableModel {
    private final String subject;

    UsableModel(String subject) {
        this.subject = subject;
    }

    void require(JsonNode model) {
        JsonNode config = model.path("config");
        inputs(config.path("input_layers"));
        outputs(config.path("output_layers"), false);
        numbers(config);
        layers(config);
    }

    /** Checks that each input is found under the name of its layer, the only one that Keras lets a caller use. */
    private void inputs(JsonNode inputs) {
        if (inputs.isObject()) {
            for (Map.Entry<String, JsonNode> each : inputs.properties()) {
                boolean same = each.getValue().path(0).isTextual()
                        && each.getValue().path(0).asText().equals(each.getKey());
                require(
                        same,
                        "inputs in a dictionary must be under the names of their layers",
                        each.getKey() + " for " + each.getValue(),
                        "Input(..., name=\"" + each.getKey() + "\") gives that name");
            }
            return;
        }
        boolean flat = inputs.path(0).isTextual()
                || inputs.valueStream().allMatch(each -> each.path(0).isTextual());
        require(
                flat,
                "inputs must be in one list or dictionary",
                String.valueOf(inputs),
                "keras.Model([a, b], …) has one");
    }

    private void outputs(JsonNode outputs, boolean within) {
        if (outputs.isArray() && outputs.path(0).isTextual()) {
            return;
        }
        boolean flat = outputs.isArray()
                || !outputs.isObject()
                || (!within
                        && outputs.valueStream().allMatch(each -> each.path(0).isTextual()));
        require(
                flat,
                "outputs must be in lists or in one dictionary",
                String.valueOf(outputs),
                "keras.Model(inputs, {\"a\": a, \"b\": b}) has one");
        if (outputs.isArray()) {
            outputs.forEach(each -> outputs(each, true));
        }
    }

    /** Checks that no layer that makes an output looks numbers up as texts. */
    private void numbers(JsonNode config) {
        JsonNode layers = config.path("layers");
        List<String> last = config.has("output_layers")
                ? ConfigOutline.tensors(config.get("output_layers")).stream()
                        .map(Tensor::layer)
                        .toList()
                : List.of(ConfigExpr.name(layers.path(layers.size() - 1)));
        for (JsonNode layer : layers) {
            String name = ConfigExpr.name(layer);
            if (last.contains(name)) {
                numbers(layer.path("config"));
                require(
                        !layer.path("class_name").asText().equals("StringLookup")
                                || !layer.path("config").path("invert").asBoolean(),
                        "outputs must be numbers",
                        "the texts of " + name,
                        "keras.Model(model.inputs, model.get_layer(\"" + name + "\").input) has their numbers, and"
                                + " model.get_layer(\"" + name + "\").get_vocabulary() the texts");
            }
        }
    }

    private void layers(JsonNode node) {
        boolean stateful = node.path("config").path("stateful").asBoolean();
        require(
                !stateful,
                "layer must not be stateful, as rows would depend on those before",
                node.path("config").path("name").asText(),
                "build the model with stateful=False, set_weights(stateful.get_weights()) and save that");
        node.forEach(this::layers);
    }

    private void require(boolean kept, String accepted, String got, String remedy) {
        if (!kept) {
            throw new ArchiveException(subject + ": " + accepted + ", got " + got + "; " + remedy);
        }
    }
}
