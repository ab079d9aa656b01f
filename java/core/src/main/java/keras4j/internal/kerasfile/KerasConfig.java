package keras4j.internal.kerasfile;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import keras4j.archive.ArchiveException;
import keras4j.archive.ValidationRule;
import keras4j.code.Program;
import keras4j.expr.Call;
import keras4j.expr.CustomObject;
import keras4j.expr.Expr;
import keras4j.expr.ListExpr;
import keras4j.expr.Literal;
import keras4j.internal.archive.JsonReader;
import keras4j.internal.archive.Validator;
import keras4j.internal.catalogue.Catalogue;
import keras4j.internal.catalogue.CatalogueEntry;
import keras4j.internal.code.ModelOutline.Tensor;
import keras4j.internal.code.ModelWriter;
import keras4j.internal.text.NearestName;
import keras4j.internal.text.Quoted;

/** Configuration of a model, {@code config.json}: its layers, inputs, outputs and compile settings. */
public final class KerasConfig {
    static final int MAX_BYTES = 16 << 20;
    private final JsonNode root;
    private final ConfigExpr expressions;

    private KerasConfig(JsonNode root, ConfigExpr expressions) {
        this.root = root;
        this.expressions = expressions;
    }

    /**
     * Reads the configuration in a model's {@code .keras} bytes.
     *
     * @throws ArchiveException it is not a model's configuration
     */
    public static KerasConfig read(byte[] file, Collection<CustomObject> customs) {
        Validator rules = Validator.of("KerasFile");
        byte[] json = Objects.requireNonNull(KerasZip.read(file, rules).get("config.json"));
        return of(new JsonReader("config.json", MAX_BYTES, rules).read(json), customs, rules);
    }

    static KerasConfig of(JsonNode root, Collection<CustomObject> customs, Validator rules) {
        Map<String, CustomObject> byName = new LinkedHashMap<>();
        customs.forEach(custom -> byName.put(custom.name(), custom));
        String symbol = ConfigExpr.symbol(root);
        rules.require(
                ValidationRule.CONFIG_MODEL,
                symbol.equals("keras.Sequential") || symbol.equals("keras.Model"),
                accepted(symbol),
                symbol);
        return new KerasConfig(root, new ConfigExpr(byName));
    }

    private static String accepted(String symbol) {
        return symbol.startsWith("keras_hub.")
                ? "model must be built of Keras' own layers, as classes of KerasHub are not read"
                : "model must be a keras.Sequential or a functional keras.Model, such as keras.Model(model.inputs,"
                        + " model.outputs), or keras.Model(i, model(i)) with i = keras.Input(shape) and the class given"
                        + " with CustomObject.of(name, source)";
    }

    /** Returns the model's name. */
    public String name() {
        return root.path("config").path("name").asText("model");
    }

    /** Returns whether the model is a sequence of layers. */
    public boolean sequential() {
        return ConfigExpr.symbol(root).equals("keras.Sequential");
    }

    /**
     * Returns the layers by name, in order, as the calls that make them; a nested model is a call of
     * {@code keras.Model}.
     */
    public Map<String, Call> layers() {
        Map<String, Call> layers = new LinkedHashMap<>();
        for (JsonNode layer : root.path("config").path("layers")) {
            layers.put(ConfigExpr.name(layer), expressions.call(layer));
        }
        return layers;
    }

    /** Returns the names of the layers, in order. */
    public List<String> layerNames() {
        return StreamSupport.stream(root.path("config").path("layers").spliterator(), false)
                .map(layer -> ConfigExpr.name(layer))
                .toList();
    }

    /** Returns how each layer is used, by name, in order. */
    public Map<String, LayerUse> uses() {
        return LayerUse.of(root, sequential());
    }

    /** Returns the inputs by name, with the shape of one row; -1 is a variable length, (1) a number alone. */
    public Map<String, List<Integer>> inputShapes() {
        Map<String, List<Integer>> shapes = new LinkedHashMap<>();
        inputs().forEach((name, input) -> {
            List<Integer> shape = ((ListExpr)
                            Objects.requireNonNull(input.arguments().get("shape")))
                    .items().stream().map(KerasConfig::length).toList();
            shapes.put(name, shape.isEmpty() ? List.of(1) : shape);
        });
        return shapes;
    }

    /** Returns the number of rows for which the model is made, or {@code None} for any. */
    public String batchSize() {
        return inputs().values().stream()
                .flatMap(input -> Stream.ofNullable(input.arguments().get("batch_size")))
                .findFirst()
                .map(Expr::toString)
                .orElse("None");
    }

    private static int length(Expr length) {
        return length instanceof Literal literal && literal.value() instanceof Long number
                ? Math.toIntExact(number)
                : -1;
    }

    /** Returns the names of the layers that can be frozen: all except the inputs. */
    public List<String> trainable() {
        return layers().entrySet().stream()
                .filter(layer -> !layer.getValue().symbol().equals("keras.Input"))
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * Returns the compile settings: the arguments of {@code compile} that differ from Keras' defaults; empty if the
     * model was never compiled.
     */
    public Map<String, Expr> compile() {
        CatalogueEntry entry = Catalogue.keras().entry("keras.Model.compile");
        Map<String, Expr> arguments = new LinkedHashMap<>();
        // XLA is not carried over, because it may work on one backend and fail on another.
        root.path("compile_config").properties().forEach(each -> {
            Expr value = expressions.expr(each.getValue());
            if (!each.getKey().equals("jit_compile")
                    && !value.equals(entry.parameter(each.getKey()).standard())) {
                arguments.put(each.getKey(), value);
            }
        });
        return arguments;
    }

    /** Returns the inputs by name, as calls of {@code keras.Input}. */
    public Map<String, Call> inputs() {
        Map<String, Call> inputs = new LinkedHashMap<>();
        Map<String, Call> layers = layers();
        if (sequential()) {
            layers.entrySet().stream()
                    .filter(layer -> layer.getValue().symbol().equals("keras.Input"))
                    .findFirst()
                    .ifPresent(layer -> inputs.put(layer.getKey(), layer.getValue()));
        }
        ends("input_layers").forEach(name -> inputs.put(name, layer(layers, name)));
        return inputs;
    }

    /**
     * Returns the names of the outputs: the keys under which the model packs them, or else the layers that make them.
     * As Keras does for metrics, a name that is there again gets a number, {@code gru_1}; it is the first free one.
     */
    public List<String> outputs() {
        JsonNode packed = root.path("config").path("output_layers");
        if (packed.isObject()) {
            return packed.properties().stream().map(Map.Entry::getKey).toList();
        }
        if (!sequential()) {
            return distinct(ends("output_layers"));
        }
        List<String> names = List.copyOf(layers().keySet());
        return names.isEmpty() ? List.of() : names.subList(names.size() - 1, names.size());
    }

    /**
     * Checks that keras4j can use the model as Keras does.
     *
     * @param subject the subject of error messages
     * @throws ArchiveException it can't; the message has the reason and the remedy
     */
    public void requireUsable(String subject) {
        new UsableModel(subject).require(root);
    }

    /** Returns the layers that make the outputs, in the order of {@link #outputs}. */
    public List<String> outputLayers() {
        return sequential() ? outputs() : ends("output_layers");
    }

    private static List<String> distinct(List<String> names) {
        Set<String> taken = new HashSet<>(names);
        Set<String> given = new LinkedHashSet<>();
        for (String name : names) {
            String free = name;
            for (int at = 1; given.contains(name) && !taken.add(free); at++) {
                free = name + "_" + at;
            }
            given.add(free);
        }
        return List.copyOf(given);
    }

    private static Call layer(Map<String, Call> layers, String name) {
        Call layer = layers.get(name);
        if (layer == null) {
            throw new ArchiveException("KerasFile: input must be one of the layers, got " + Quoted.cut(name)
                    + NearestName.hint(name, layers.keySet()));
        }
        return layer;
    }

    private List<String> ends(String key) {
        return ConfigOutline.tensors(root.path("config").path(key)).stream()
                .map(Tensor::layer)
                .toList();
    }

    /** Returns the model as a program with a {@code build} function, preceded by the custom objects. */
    public Program python() {
        return ModelWriter.write(new ConfigOutline(expressions).of(root)).below(List.copyOf(expressions.customs()));
    }
}
