package keras4j.internal.kerasfile;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import keras4j.archive.ValidationRule;
import keras4j.internal.archive.Validator;
import keras4j.internal.catalogue.Catalogue;
import keras4j.internal.catalogue.CatalogueCheck;
import keras4j.internal.catalogue.CatalogueEntry;
import keras4j.internal.catalogue.CatalogueParameter;
import keras4j.internal.text.NearestName;

/** Check that the objects of a configuration have arguments that the catalogue knows and accepts. */
final class ArgumentCheck {
    /** Arguments that Keras may write for any class. */
    private static final Set<String> COMMON = Set.of("name", "trainable", "dtype", "batch_input_shape");

    /** Entries that Keras writes for some classes in addition to their constructor arguments. */
    private static final Map<String, Set<String>> MORE = Map.of(
            "keras.layers.LayerNormalization", Set.of("rms_scaling"),
            "keras.layers.IntegerLookup", Set.of("vocabulary_size"),
            "keras.layers.StringLookup", Set.of("vocabulary_size"),
            "keras.layers.TextVectorization", Set.of("vocabulary_size"));

    private static final int MAX_GOALS = 512;
    private static final int MAX_METRIC_SIZE = 4_096;
    /** Part of a variable's path with at most one wildcard, so that no pattern takes long to match. */
    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9_./-]*(\\.\\*)?[A-Za-z0-9_./-]*");
    /** Dtype name: {@code float32}, {@code mixed_bfloat16}, {@code int8_from_float32}, {@code gptq/4/128}. */
    private static final Pattern DTYPE = Pattern.compile("[a-z0-9_]{1,64}(/-?[0-9]{1,6}){0,2}(_from_[a-z0-9_]{1,32})?");

    private static final CatalogueCheck CHECK = new CatalogueCheck(Catalogue.keras());
    private static final ConfigExpr EXPRESSIONS = new ConfigExpr(Map.of());

    private final Collection<String> customs;

    ArgumentCheck(Collection<String> customs) {
        this.customs = customs;
    }

    void check(JsonNode node, Validator rules) {
        String symbol = ConfigExpr.symbol(node);
        CatalogueEntry entry = Catalogue.keras().entries().get(symbol);
        List<String> operation = AllowedSymbols.operation(symbol);
        List<String> internal = AllowedSymbols.internalLayer(symbol);
        JsonNode config = node.path("config");
        types(config.path("dtype"), rules);
        if (symbol.contains("DTypePolicy")) {
            config.forEach(name -> types(name, rules));
        }
        config.path("optimizer_map")
                .fieldNames()
                .forEachRemaining(path -> rules.require(
                        ValidationRule.CONFIG_VALUE,
                        PATH.matcher(path).matches(),
                        "optimizers must be assigned to path patterns",
                        path));
        if (entry != null) {
            config.properties().forEach(each -> argument(entry, each.getKey(), each.getValue(), rules));
            entry.parameters().forEach(each -> {
                boolean there = !each.required() || config.has(each.name());
                rules.require(
                        ValidationRule.CONFIG_ARGUMENT,
                        there,
                        symbol + " must have its argument " + each.name(),
                        "none");
            });
        } else if (operation != null) {
            config.fieldNames().forEachRemaining(key -> known(symbol, key, operation, rules));
        } else if (internal != null) {
            internal(symbol, config, internal, rules);
        }
        CatalogueEntry compile = Catalogue.keras().entry("keras.Model.compile");
        node.path("compile_config").properties().forEach(each -> {
            // One value, or one for each output.
            if (each.getValue().isValueNode() || each.getValue().has("class_name")) {
                argument(compile, each.getKey(), each.getValue(), rules);
            } else {
                known(compile.symbol(), each.getKey(), names(compile), rules);
                boolean few = each.getValue().size() <= MAX_GOALS;
                rules.require(
                        ValidationRule.CONFIG_COUNT,
                        few,
                        "compile: losses and metrics must be at most " + MAX_GOALS,
                        "more");
                goals(each.getValue(), rules);
            }
        });
    }

    // All their own arguments are numbers.
    private static void internal(String symbol, JsonNode config, List<String> names, Validator rules) {
        config.fieldNames().forEachRemaining(key -> known(symbol, key, names, rules));
        for (String name : names) {
            JsonNode value = config.path(name);
            boolean number = value.isNumber();
            rules.require(ValidationRule.CONFIG_VALUE, number, symbol + ": " + name + " must be a number", value);
        }
    }

    private static void types(JsonNode name, Validator rules) {
        boolean plain = !name.isTextual() || DTYPE.matcher(name.asText()).matches();
        rules.require(ValidationRule.CONFIG_VALUE, plain, "dtype must be one of Keras", name);
    }

    private void argument(CatalogueEntry entry, String key, JsonNode value, Validator rules) {
        // A metric allocates as many numbers, or their square.
        boolean few = !entry.kind().equals("metric") || !key.startsWith("num_") || value.asLong() <= MAX_METRIC_SIZE;
        String limit = entry.name() + ": " + key + " must be at most " + MAX_METRIC_SIZE;
        rules.require(ValidationRule.SIZE_ARGUMENT, few, limit, value);
        entry.parameters().stream()
                .filter(each -> each.name().equals(key))
                .findFirst()
                .ifPresentOrElse(
                        each -> value(entry, each, value, rules),
                        () -> known(entry.symbol(), key, names(entry), rules));
    }

    private static List<String> names(CatalogueEntry entry) {
        return entry.parameters().stream().map(CatalogueParameter::name).toList();
    }

    /** Checks losses and metrics, in lists or by output. */
    private void goals(JsonNode node, Validator rules) {
        boolean goal = !node.isTextual() || customs.contains(node.asText()) || isGoal(node.asText());
        rules.require(ValidationRule.CONFIG_VALUE, goal, "compile: losses and metrics must be those of Keras", node);
        if (node.has("class_name")) {
            String symbol = ConfigExpr.symbol(node);
            boolean kind = suits(node, List.of("loss", "metric"));
            rules.require(
                    ValidationRule.CONFIG_VALUE, kind, "compile: losses and metrics must be those of Keras", symbol);
        } else {
            node.forEach(part -> goals(part, rules));
        }
    }

    private static boolean isGoal(String name) {
        return Catalogue.keras().names("loss").contains(name)
                || Catalogue.keras().names("metric").contains(name);
    }

    private static void known(String symbol, String key, List<String> names, Validator rules) {
        boolean known = names.contains(key)
                || COMMON.contains(key)
                || MORE.getOrDefault(symbol, Set.of()).contains(key);
        rules.require(
                ValidationRule.CONFIG_ARGUMENT,
                known,
                symbol + " must have arguments that Keras " + Catalogue.keras().version() + " knows",
                key + NearestName.hint(key, names));
    }

    private void value(CatalogueEntry entry, CatalogueParameter parameter, JsonNode value, Validator rules) {
        if (value.isNull()) {
            return;
        }
        boolean path = parameter.name().equals("vocabulary") && value.isTextual();
        rules.require(ValidationRule.CONFIG_FILE, !path, "must hold its vocabulary", "the file " + value.asText());
        List<String> kinds = parameter.types().stream()
                .map(type -> type.replace("*", "").replace("{}", ""))
                .toList();
        JsonNode object = firstObject(value);
        if (object != null) {
            rules.require(
                    ValidationRule.CONFIG_VALUE,
                    suits(object, kinds),
                    entry.name() + ": " + parameter.name() + " must be " + String.join(" or ", kinds),
                    ConfigExpr.symbol(object));
            return;
        }
        try {
            // Keras writes the length of a one-dimensional layer as a list.
            boolean only =
                    value.isArray() && value.size() == 1 && parameter.types().equals(List.of("int"));
            CHECK.value(entry.name(), parameter, EXPRESSIONS.expr(only ? value.get(0) : value));
        } catch (IllegalArgumentException refused) {
            rules.require(
                    ValidationRule.CONFIG_VALUE,
                    false,
                    "values must be accepted by Keras",
                    String.valueOf(refused.getMessage()));
        }
    }

    private static @org.jspecify.annotations.Nullable JsonNode firstObject(JsonNode value) {
        if (value.has("class_name")) {
            return value;
        }
        for (JsonNode part : value) {
            JsonNode object = firstObject(part);
            if (object != null) {
                return object;
            }
        }
        return null;
    }

    private boolean suits(JsonNode object, List<String> kinds) {
        String symbol = ConfigExpr.symbol(object);
        if (object.path("class_name").asText().equals("function")) {
            return kinds.stream().anyMatch(List.of("activation", "loss", "metric", "callable")::contains);
        }
        if (AllowedSymbols.isPlumbing(symbol)) {
            return kinds.contains(symbol.contains("Policy") ? "string" : "layer");
        }
        // Classes that are not Keras' own are custom objects, or refused elsewhere.
        CatalogueEntry entry = Catalogue.keras().entries().get(symbol);
        return customs.contains(object.path("class_name").asText())
                || !AllowedSymbols.isClass(symbol)
                || kinds.contains(entry == null ? "layer" : entry.kind());
    }
}
