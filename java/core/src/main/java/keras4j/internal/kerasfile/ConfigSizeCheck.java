package keras4j.internal.kerasfile;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import keras4j.archive.ValidationRule;
import keras4j.internal.archive.Validator;
import keras4j.internal.hdf5.Hdf5Array;
import keras4j.internal.hdf5.Hdf5Group;
import keras4j.internal.hdf5.Hdf5Type;

/** Check that the layers of a model are as large as its weights, before Python creates any of them. */
final class ConfigSizeCheck {
    private static final long MAX_UNEXPLAINED = 1 << 24;
    /** Python class names of layers that Keras exports under another name. */
    private static final Map<String, String> CLASSES = Map.of("GroupQueryAttention", "GroupedQueryAttention");

    private static final Set<String> PARTS = Set.of("layers", "vars", "optimizer");
    private static final Set<String> NO_SIZES = Set.of("seed", "salt", "shared_object_id");

    private final Validator rules;
    private final Collection<String> customs;
    private final Hdf5Group weights;
    private long numbers;

    ConfigSizeCheck(Validator rules, Collection<String> customs, Hdf5Group weights) {
        this.rules = rules;
        this.customs = customs;
        this.weights = weights;
        weights.arrays(
                (path, array) -> numbers += array.bytes().limit() / array.type().size());
    }

    /** Returns the name of a layer's class in Python. */
    static String pythonClass(String exported) {
        return CLASSES.getOrDefault(exported, exported);
    }

    void check(JsonNode model) {
        arguments(model);
        known(weights, PARTS, "");
        model(model, weights, "");
    }

    // Weights that belong to no layer would be ignored.
    private void known(Hdf5Group group, Set<String> names, String path) {
        for (String name : group.members().keySet()) {
            rules.require(
                    ValidationRule.SIZE_SHAPES,
                    names.contains(name),
                    "weights must be those of the layers",
                    path + name);
        }
    }

    // No number in the file accounts for a length beyond the number of weights.
    private void arguments(JsonNode node) {
        node.properties().stream()
                .filter(each -> !NO_SIZES.contains(each.getKey()))
                .forEach(each -> arguments(each.getValue()));
        if (node.isArray()) {
            node.forEach(this::arguments);
        }
        boolean fits = !node.isIntegralNumber() || Math.abs(node.longValue()) <= Math.max(MAX_UNEXPLAINED, numbers);
        rules.require(
                ValidationRule.SIZE_ARGUMENT,
                fits,
                "whole numbers must be at most " + MAX_UNEXPLAINED + ", or as many as there are weights",
                node);
    }

    private void model(JsonNode model, Hdf5Group group, String path) {
        Map<String, Integer> counts = new HashMap<>();
        Set<String> names = new HashSet<>();
        for (JsonNode layer : model.path("config").path("layers")) {
            String type = layer.path("class_name").asText();
            if (AllowedSymbols.operation(ConfigExpr.symbol(layer)) != null) {
                continue;
            }
            int count = counts.merge(type, 1, Integer::sum);
            String name = snake(type) + (count == 1 ? "" : "_" + (count - 1));
            names.add(name);
            Hdf5Group of = group(group(group, "layers"), name);
            if (layer.path("config").path("layers").isArray()) {
                model(layer, of, path + "layers/" + name + "/");
            } else if (!customs.contains(type)) {
                layer(layer, of, path + "layers/" + name);
                types(LayerTypes.of(layer), of, path + "layers/" + name + "/");
            }
            String called = group(of, "vars").name();
            String wanted = ConfigExpr.name(layer);
            boolean same = called == null || called.equals(wanted);
            rules.require(
                    ValidationRule.SIZE_NAMES,
                    same,
                    "weights of " + path + "layers/" + name + " must be of " + wanted,
                    String.valueOf(called));
        }
        known(group(group, "layers"), names, path + "layers/");
    }

    private void layer(JsonNode layer, Hdf5Group group, String path) {
        LayerShapes.of(layer).ifPresent(expected -> {
            Hdf5Group vars = group(LayerShapes.isRecurrent(layer) ? group(group, "cell") : group, "vars");
            List<List<Long>> found = shapes(vars);
            rules.require(
                    ValidationRule.SIZE_SHAPES,
                    found.equals(expected) && found.size() == vars.members().size(),
                    "weights of " + path + " must have the shapes " + expected,
                    found);
        });
    }

    private static List<List<Long>> shapes(Hdf5Group vars) {
        List<List<Long>> shapes = new ArrayList<>();
        for (int at = 0; vars.members().get(String.valueOf(at)) instanceof Hdf5Array array; at++) {
            shapes.add(array.shape());
        }
        return shapes;
    }

    private void types(LayerTypes types, Hdf5Group group, String path) {
        Set<Hdf5Type> found = EnumSet.noneOf(Hdf5Type.class);
        group.arrays((name, array) -> {
            String wanted = "weights " + path + name + " must be of the types " + types;
            boolean attention = array.type() == Hdf5Type.INT8 && path.contains("_attention");
            String got = array.type() + (attention ? ", quantized attention, which plain Keras can't load either" : "");
            rules.require(ValidationRule.SIZE_TYPES, types.has(array.type()), wanted, got);
            rules.require(
                    ValidationRule.SIZE_TYPES,
                    array.counts(),
                    "weights " + path + name + " must be non-negative counts",
                    "one");
            found.add(array.type());
        });
        boolean bytes =
                !types.inBytes() || found.isEmpty() || found.contains(Hdf5Type.INT8) || found.contains(Hdf5Type.UINT8);
        rules.require(ValidationRule.SIZE_TYPES, bytes, "weights of " + path + " must be of bytes", found);
    }

    private static Hdf5Group group(Hdf5Group group, String name) {
        return group.members().get(name) instanceof Hdf5Group inner
                ? inner
                : new Hdf5Group(null, new java.util.TreeMap<>());
    }

    /**
     * Returns the name that Keras gives a class in the weights: {@code conv2d_transpose} for {@code Conv2DTranspose}.
     */
    static String snake(String type) {
        return pythonClass(type)
                .replaceAll("\\W+", "")
                .replaceAll("(.)([A-Z][a-z]+)", "$1_$2")
                .replaceAll("([a-z])([A-Z])", "$1_$2")
                .toLowerCase(Locale.ROOT);
    }
}
