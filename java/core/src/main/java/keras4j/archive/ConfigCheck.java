package keras4j.archive;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import keras4j.catalogue.Catalogue;
import keras4j.text.Nearest;

/**
 * Reads a model's {@code config.json} before Python does: every object in it must be of a class that the catalogue has, or
 * be a custom object that was given.
 */
final class ConfigCheck {
    /** What runs code, or loads it, from wherever the configuration says: layers, and a lambda, which is bytecode. */
    private static final Set<String> CODE = Set.of("TFSMLayer", "TorchModuleWrapper", "FlaxLayer", "__lambda__");

    private static final Set<String> FUNCTIONS =
            Set.of("builtins", "keras.activations", "keras.losses", "keras.metrics");
    private static final String TENSOR = "__keras_tensor__";

    private final String file;
    private final Collection<String> customs;

    /** @param customs the names of the custom objects that were given */
    ConfigCheck(String file, Collection<String> customs) {
        this.file = file;
        this.customs = customs;
    }

    void check(JsonNode config) {
        walk(config, "the model");
    }

    private void walk(JsonNode node, String layer) {
        String here = layer;
        if (node.has("class_name")) {
            here = ConfigExpr.named(node)
                    ? "layer " + node.path("config").path("name").asText()
                    : layer;
            object(node, here);
        }
        for (JsonNode part : node) {
            walk(part, here);
        }
    }

    private void object(JsonNode node, String layer) {
        String name = node.get("class_name").asText();
        if (CODE.contains(name)) {
            throw refused(layer, "must hold no code", name + ", which runs what the file says");
        }
        if (name.equals(TENSOR)) {
            return;
        }
        if (!node.has("module")) {
            throw refused(layer, "must name the module of each class", name + " without one");
        }
        if (name.equals("function")) {
            function(node, layer);
        } else {
            type(node, name, layer);
        }
        vocabulary(node.path("config"), layer);
    }

    private void function(JsonNode node, String layer) {
        String name = ConfigExpr.last(node.path("config").asText());
        Catalogue keras = Catalogue.keras();
        List<String> known = Stream.of("activation", "loss", "metric")
                .flatMap(kind -> keras.names(kind).stream())
                .toList();
        boolean own = FUNCTIONS.contains(node.path("module").asText()) && known.contains(name);
        if (!own && !customs.contains(name)) {
            throw unknown(layer, "function", node.path("module").asText() + "." + name, name, known);
        }
    }

    private void type(JsonNode node, String name, String layer) {
        String symbol = ConfigExpr.symbol(node);
        Set<String> known = Catalogue.keras().entries().keySet();
        boolean own = !node.path("registered_name").asText().contains(">")
                && (known.contains(symbol) || ConfigExpr.isPlumbing(symbol));
        if (!own && !customs.contains(name)) {
            String registered = node.path("registered_name").asText();
            throw unknown(layer, "class", registered.contains(">") ? registered : symbol, symbol, known);
        }
    }

    // A vocabulary may also be the path of a file on this machine.
    private void vocabulary(JsonNode config, String layer) {
        if (config.path("vocabulary").isTextual()) {
            throw refused(
                    layer,
                    "must hold its vocabulary",
                    "the file " + config.get("vocabulary").asText());
        }
    }

    private ArchiveException unknown(String layer, String what, String got, String name, Collection<String> known) {
        String last = got.substring(Math.max(got.lastIndexOf('.'), got.lastIndexOf('>')) + 1);
        return refused(
                layer,
                what + " must be one that Keras " + Catalogue.keras().version()
                        + " has, or a custom object that was given"
                        + (customs.isEmpty() ? "" : " (" + String.join(", ", new TreeSet<>(customs)) + ")"),
                got + hint(name, last, known));
    }

    private String hint(String name, String last, Collection<String> known) {
        return Nearest.to(name, known)
                .or(() -> Nearest.to(last, customs))
                .map(near -> "; did you mean " + near + "?")
                .orElse("");
    }

    private ArchiveException refused(String layer, String accepted, String got) {
        return new ArchiveException("KerasFile " + file + ", " + layer + ": " + accepted + ", got " + got);
    }
}
