package keras4j.internal.kerasfile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import keras4j.archive.ValidationRule;
import keras4j.internal.archive.Validator;

/** Rewriting of a configuration that an earlier Keras 3 saved into the words of the present one. */
final class EarlierKeras {
    private static final Map<String, String> CLASSES = Map.of(
            "keras.initializers.OrthogonalInitializer", "Orthogonal",
            "keras.initializers.IdentityInitializer", "Identity");

    /** Operations, by class, some of whose call arguments are now arguments of the class. */
    private static final Map<String, Moved> OPERATIONS = Map.of(
            "keras.src.ops.core.Scatter", new Moved(2, List.of("shape")),
            "keras.src.ops.core.Slice", new Moved(2, List.of("shape")),
            "keras.src.ops.nn.DotProductAttention", new Moved(6, List.of("flash_attention", "attn_logits_soft_cap")),
            "keras.src.ops.numpy.Arange", new Moved(3, List.of("dtype")),
            "keras.src.ops.numpy.Array", new Moved(1, List.of("dtype")),
            "keras.src.ops.numpy.FullLike", new Moved(2, List.of("dtype")),
            "keras.src.ops.numpy.Isclose", new Moved(4, List.of("equal_nan")),
            "keras.src.ops.numpy.OnesLike", new Moved(1, List.of("dtype")),
            "keras.src.ops.numpy.SearchSorted", new Moved(2, List.of("side")),
            "keras.src.ops.numpy.ZerosLike", new Moved(1, List.of("dtype")));

    /** Versions of Keras in which a discretization has an integer type unless it is given another. */
    private static final Pattern INTEGER_DISCRETIZATIONS = Pattern.compile("3\\.(\\d|1[01])\\..*");

    private EarlierKeras() {}

    /**
     * Arguments that left a call.
     *
     * @param kept the number of positional arguments that stayed, before those that left
     * @param names the names of those that left, in order
     */
    private record Moved(int kept, List<String> names) {}

    /**
     * Rewrites a configuration in place and returns it.
     *
     * @param version the version of Keras that saved it
     */
    static JsonNode rewritten(JsonNode node, String version, Validator rules) {
        if (node instanceof ObjectNode object && object.has("class_name")) {
            rename(object);
            move(object);
            name(object);
            discretized(object, version);
            quantized(object, version, rules);
        }
        node.forEach(part -> rewritten(part, version, rules));
        return node;
    }

    private static void rename(ObjectNode object) {
        String now = CLASSES.get(ConfigExpr.symbol(object));
        if (now == null) {
            return;
        }
        if (object.path("registered_name").equals(object.path("class_name"))) {
            object.put("registered_name", now);
        }
        object.put("class_name", now);
    }

    private static void move(ObjectNode object) {
        Moved moved = OPERATIONS.get(ConfigExpr.symbol(object));
        JsonNode call = object.path("inbound_nodes").path(0);
        if (moved != null
                && object.path("config") instanceof ObjectNode config
                && call.path("args") instanceof ArrayNode args
                && call.path("kwargs") instanceof ObjectNode kwargs) {
            for (String name : moved.names) {
                JsonNode value = args.size() > moved.kept ? args.remove(moved.kept) : kwargs.remove(name);
                if (value != null && !value.isNull()) {
                    config.set(name, value);
                }
            }
        }
    }

    /** Gives an operation the name that stands beside its configuration; Keras would number it anew at each load. */
    private static void name(ObjectNode object) {
        if (AllowedSymbols.operation(ConfigExpr.symbol(object)) != null
                && object.path("name").isTextual()
                && object.path("config") instanceof ObjectNode config
                && !config.has("name")) {
            config.set("name", object.get("name"));
        }
    }

    /** Makes a discretization take its numbers as they are: with an integer type, TensorFlow cuts them before they are compared. */
    private static void discretized(ObjectNode object, String version) {
        if (INTEGER_DISCRETIZATIONS.matcher(version).matches()
                && ConfigExpr.symbol(object).equals("keras.layers.Discretization")
                && object.path("config") instanceof ObjectNode config
                && config.path("dtype").asText().startsWith("int")) {
            config.put("dtype", "float32");
        }
    }

    private static void quantized(ObjectNode object, String version, Validator rules) {
        String dtype = object.path("config").path("dtype").asText();
        rules.require(
                ValidationRule.CONFIG_VALUE,
                !version.startsWith("3.1.") || !dtype.contains("_from_"),
                "layers must not be quantized by Keras 3.1, which kept other weights",
                dtype + " of " + ConfigExpr.name(object)
                        + "; quantize the model anew in Python, with Keras 3.2 or later");
    }
}
