package keras4j.internal.kerasfile;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import keras4j.internal.hdf5.Hdf5Type;

/** Types of the weights of a layer, derived from its dtypes. */
final class LayerTypes {
    private static final Set<String> COUNTING = Set.of("Normalization");

    private final Set<Hdf5Type> types = EnumSet.noneOf(Hdf5Type.class);
    private final Set<String> names = new HashSet<>();
    private boolean open;

    private LayerTypes(JsonNode layer) {
        collect(layer.path("config"));
        if (names.isEmpty()) {
            names.add("float32");
        }
        names.forEach(this::add);
        if (COUNTING.contains(layer.path("class_name").asText())) {
            types.add(Hdf5Type.INT32);
            types.add(Hdf5Type.INT64);
        }
    }

    static LayerTypes of(JsonNode layer) {
        return new LayerTypes(layer);
    }

    // Includes those of nested layers.
    private void collect(JsonNode node) {
        node.properties().forEach(each -> {
            JsonNode value = each.getValue();
            if (!each.getKey().equals("dtype")) {
                collect(value);
            } else if (value.isTextual()) {
                names.add(value.asText());
            } else {
                policy(value.path("class_name").asText(), value.path("config"));
            }
        });
        if (node.isArray()) {
            node.forEach(this::collect);
        }
    }

    private void policy(String type, JsonNode config) {
        open |= type.equals("DTypePolicyMap");
        if (config.has("source_name")) {
            names.add(config.path("mode").asText() + "_from_"
                    + config.path("source_name").asText());
        } else if (config.path("name").isTextual()) {
            names.add(config.path("name").asText());
        }
    }

    private void add(String name) {
        boolean quantized = name.contains("_from_");
        if (quantized) {
            types.addAll(Set.of(Hdf5Type.INT8, Hdf5Type.UINT8, Hdf5Type.FLOAT32));
        }
        String source = name.substring(quantized ? name.indexOf("_from_") + 6 : 0);
        boolean mixed = source.startsWith("mixed_");
        // JAX stores 64-bit types in 32 bits; mixed precision keeps states in half precision.
        if (mixed || source.equals("float64")) {
            types.add(Hdf5Type.FLOAT32);
        }
        String plain = source.substring(mixed ? 6 : 0).toUpperCase(Locale.ROOT);
        for (Hdf5Type type : Hdf5Type.values()) {
            if (type.name().equals(plain)) {
                types.add(type);
            }
        }
    }

    boolean has(Hdf5Type type) {
        return open || types.contains(type);
    }

    /** Returns whether its kernel is stored as bytes. */
    boolean inBytes() {
        return names.stream().anyMatch(name -> name.startsWith("int8_from_") || name.startsWith("int4_from_"));
    }

    @Override
    public String toString() {
        return types.toString();
    }
}
