package keras4j.internal.kerasfile;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import keras4j.internal.catalogue.Catalogue;
import keras4j.internal.catalogue.CatalogueEntry;
import org.jspecify.annotations.Nullable;

/**
 * Symbols that a model's configuration may name: catalogue classes, container classes and dtype policies, and tensor
 * operations.
 */
final class AllowedSymbols {
    /** Symbols that run or load code named by the configuration: certain layers, and a lambda, which is bytecode. */
    static final Set<String> CODE = Set.of(
            "TFSMLayer", "TorchModuleWrapper", "FlaxLayer", "__lambda__", "__typespec__", "__numpy__", "__tensor__");

    /** Container classes and dtype policies, which are not in the catalogue. */
    private static final Set<String> PLUMBING = Set.of(
            "keras.Model",
            "keras.Sequential",
            "keras.layers.InputLayer",
            "keras.DTypePolicy",
            "keras.dtype_policies.DTypePolicy",
            "keras.dtype_policies.DTypePolicyMap",
            "keras.dtype_policies.QuantizedDTypePolicy",
            "keras.dtype_policies.QuantizedFloat8DTypePolicy",
            "keras.dtype_policies.Int4DTypePolicy",
            "keras.dtype_policies.GPTQDTypePolicy",
            "keras.dtype_policies.AWQDTypePolicy");

    /** Kinds of catalogue entries that a model consists of; a callback, for example, is not one. */
    private static final Set<String> KINDS = Set.of(
            "layer",
            "optimizer",
            "assignment",
            "schedule",
            "loss",
            "metric",
            "initializer",
            "regularizer",
            "constraint",
            "quantization",
            "quantizer");

    private static final Set<String> FUNCTION_MODULES =
            Set.of("builtins", "keras.activations", "keras.losses", "keras.metrics");

    /** Layers of networks of keras.applications and of feature spaces that Keras does not export, with their arguments. */
    private static final Map<String, List<String>> INTERNAL_LAYERS = Map.of(
            "keras.src.applications.convnext.LayerScale", List.of("init_values", "projection_dim"),
            "keras.src.applications.convnext.StochasticDepth", List.of("drop_path_rate"),
            "keras.src.applications.inception_resnet_v2.CustomScaleLayer", List.of("scale"),
            "keras.src.layers.preprocessing.feature_space.TFDConcat", List.of("axis"),
            "keras.src.layers.preprocessing.feature_space.TFDIdentity", List.of());

    private static final String RESOURCE = "operations-3.15.1.json";
    private static final Map<String, List<String>> OPERATIONS = operations();

    private AllowedSymbols() {}

    static boolean isPlumbing(String symbol) {
        return PLUMBING.contains(symbol);
    }

    /** Returns the arguments of a tensor operation, or null if there is no such operation. */
    static @Nullable List<String> operation(String symbol) {
        return OPERATIONS.get(symbol);
    }

    /** Returns the arguments of a layer that Keras does not export, or null if there is no such layer. */
    static @Nullable List<String> internalLayer(String symbol) {
        return INTERNAL_LAYERS.get(symbol);
    }

    static boolean isClass(String symbol) {
        CatalogueEntry entry = Catalogue.keras().entries().get(symbol);
        return (entry != null && KINDS.contains(entry.kind()))
                || isPlumbing(symbol)
                || OPERATIONS.containsKey(symbol)
                || INTERNAL_LAYERS.containsKey(symbol);
    }

    static boolean isFunction(String module, String name) {
        return FUNCTION_MODULES.contains(module) && functions().contains(name);
    }

    /** Returns the names of functions that Keras resolves by name. */
    static Set<String> functions() {
        Set<String> all = new TreeSet<>();
        List.of("activation", "loss", "metric")
                .forEach(kind -> all.addAll(Catalogue.keras().names(kind)));
        return all;
    }

    private static Map<String, List<String>> operations() {
        try (InputStream in = Objects.requireNonNull(Catalogue.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            return new JsonMapper().readValue(in, new TypeReference<Map<String, List<String>>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException("catalogue: " + RESOURCE + " must be readable", e);
        }
    }
}
