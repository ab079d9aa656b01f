package keras4j.archive;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;
import keras4j.catalogue.Catalogue;
import keras4j.catalogue.Entry;
import keras4j.code.ModelOutline.Tensor;
import keras4j.code.ModelWriter;
import keras4j.code.Program;
import keras4j.expr.Call;
import keras4j.expr.CustomObject;
import keras4j.expr.Expr;
import keras4j.expr.Items;
import keras4j.expr.Literal;
import keras4j.text.Nearest;

/** A model's {@code config.json}: what its layers are, what goes in and out, how it was compiled. */
public final class KerasConfig {
    static final int LARGEST = 16 << 20;
    private final JsonNode root;
    private final ConfigExpr expressions;

    private KerasConfig(JsonNode root, ConfigExpr expressions) {
        this.root = root;
        this.expressions = expressions;
    }

    /**
     * Reads the configuration in a model's {@code .keras} bytes.
     *
     * @throws ArchiveException it is none
     */
    public static KerasConfig read(byte[] file, Collection<CustomObject> customs) {
        Rules rules = Rules.of("KerasFile");
        byte[] json = Objects.requireNonNull(KerasZip.read(file, rules).get("config.json"));
        return of(new JsonReader("config.json", LARGEST, rules).read(json), customs, rules);
    }

    static KerasConfig of(JsonNode root, Collection<CustomObject> customs, Rules rules) {
        Map<String, CustomObject> byName = new LinkedHashMap<>();
        customs.forEach(custom -> byName.put(custom.name(), custom));
        String symbol = ConfigExpr.symbol(root);
        rules.require(
                Rule.CONFIG_MODEL,
                symbol.equals("keras.Sequential") || symbol.equals("keras.Model"),
                "model must be a keras.Sequential or a functional keras.Model",
                symbol);
        return new KerasConfig(root, new ConfigExpr(byName));
    }

    /** The model's name. */
    public String name() {
        return root.path("config").path("name").asText("model");
    }

    /** Whether the model is one layer after another. */
    public boolean sequential() {
        return ConfigExpr.symbol(root).equals("keras.Sequential");
    }

    /** The layers by name, in order, as the calls that make them; a model inside is a call of {@code keras.Model}. */
    public Map<String, Call> layers() {
        Map<String, Call> layers = new LinkedHashMap<>();
        for (JsonNode layer : root.path("config").path("layers")) {
            layers.put(layer.path("config").path("name").asText(), expressions.call(layer));
        }
        return layers;
    }

    /** The names of the layers, in order. */
    public List<String> layerNames() {
        return StreamSupport.stream(root.path("config").path("layers").spliterator(), false)
                .map(layer -> layer.path("config").path("name").asText())
                .toList();
    }

    /** The inputs by name, with the shape of one row; -1 is a length that is open. */
    public Map<String, List<Integer>> inputShapes() {
        Map<String, List<Integer>> shapes = new LinkedHashMap<>();
        inputs().forEach((name, input) -> shapes.put(
                name,
                ((Items) Objects.requireNonNull(input.arguments().get("shape")))
                        .items().stream().map(KerasConfig::length).toList()));
        return shapes;
    }

    private static int length(Expr length) {
        return length instanceof Literal literal && literal.value() instanceof Long number
                ? Math.toIntExact(number)
                : -1;
    }

    /** The names of the layers that can be frozen: all but the inputs. */
    public List<String> trainable() {
        return layers().entrySet().stream()
                .filter(layer -> !layer.getValue().symbol().equals("keras.Input"))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** How the model was compiled: the arguments of {@code compile} that are not Keras' defaults; empty if it never was. */
    public Map<String, Expr> compile() {
        Entry entry = Catalogue.keras().entry("keras.Model.compile");
        Map<String, Expr> arguments = new LinkedHashMap<>();
        // What was good on one backend need not be on another: XLA is not taken over.
        root.path("compile_config").properties().forEach(each -> {
            Expr value = expressions.expr(each.getValue());
            if (!each.getKey().equals("jit_compile")
                    && !value.equals(entry.parameter(each.getKey()).standard())) {
                arguments.put(each.getKey(), value);
            }
        });
        return arguments;
    }

    /** The inputs by name, as calls of {@code keras.Input}. */
    public Map<String, Call> inputs() {
        Map<String, Call> inputs = new LinkedHashMap<>();
        Map<String, Call> layers = layers();
        if (sequential()) {
            layers.entrySet().stream()
                    .filter(layer -> layer.getValue().symbol().equals("keras.Input"))
                    .findFirst()
                    .ifPresent(layer -> inputs.put(layer.getKey(), layer.getValue()));
        }
        for (String name : ends("input_layers")) {
            inputs.put(name, layer(layers, name));
        }
        return inputs;
    }

    /** The names of the outputs: the keys by which the model packs them, or else the layers that make them. */
    public List<String> outputs() {
        JsonNode packed = root.path("config").path("output_layers");
        if (packed.isObject()) {
            return packed.properties().stream().map(Map.Entry::getKey).toList();
        }
        if (!sequential()) {
            return ends("output_layers");
        }
        List<String> names = List.copyOf(layers().keySet());
        return names.isEmpty() ? List.of() : names.subList(names.size() - 1, names.size());
    }

    private static Call layer(Map<String, Call> layers, String name) {
        Call layer = layers.get(name);
        if (layer == null) {
            throw new ArchiveException(
                    "KerasFile: input must be one of the layers, got " + name + Nearest.hint(name, layers.keySet()));
        }
        return layer;
    }

    private List<String> ends(String key) {
        return ConfigOutline.tensors(root.path("config").path(key)).stream()
                .map(Tensor::layer)
                .toList();
    }

    /** The model as a program whose {@code build} makes it, custom objects above. */
    public Program python() {
        return ModelWriter.write(new ConfigOutline(expressions).of(root)).below(List.copyOf(expressions.customs()));
    }
}
