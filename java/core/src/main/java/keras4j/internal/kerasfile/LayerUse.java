package keras4j.internal.kerasfile;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Use of one layer in a model, as the configuration describes it.
 *
 * @param kind the name of its class
 * @param calls how often it is called, at least 1
 * @param takes the layers whose outputs it takes
 * @param parameters the number of its weights; empty if it does not follow from the configuration alone
 */
public record LayerUse(String kind, int calls, Set<String> takes, Optional<Long> parameters) {
    /** Returns the uses of a model's layers by name, in order. */
    static Map<String, LayerUse> of(JsonNode model, boolean sequential) {
        Map<String, LayerUse> uses = new LinkedHashMap<>();
        Set<String> last = Set.of();
        for (JsonNode layer : model.path("config").path("layers")) {
            String name = layer.path("config").path("name").asText();
            JsonNode calls = layer.path("inbound_nodes");
            uses.put(
                    name,
                    new LayerUse(
                            ConfigSizeCheck.pythonClass(layer.path("class_name").asText()),
                            Math.max(1, calls.size()),
                            sequential ? last : taken(calls),
                            parameters(layer)));
            last = Set.of(name);
        }
        return uses;
    }

    private static Set<String> taken(JsonNode calls) {
        Set<String> layers = new LinkedHashSet<>();
        calls.findValues("keras_history")
                .forEach(history -> layers.add(history.path(0).asText()));
        return layers;
    }

    private static Optional<Long> parameters(JsonNode layer) {
        return LayerShapes.of(layer).map(shapes -> shapes.stream()
                .mapToLong(shape -> shape.stream().reduce(1L, (one, other) -> one * other))
                .sum());
    }

    /** Returns the names that a diagram has for the calls of a layer: its own, then with a number. */
    public List<String> names(String layer) {
        List<String> names = new ArrayList<>(List.of(layer));
        for (int call = 2; call <= calls; call++) {
            names.add(layer + " (" + call + ")");
        }
        return names;
    }
}
