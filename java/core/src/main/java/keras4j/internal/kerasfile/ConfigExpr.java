package keras4j.internal.kerasfile;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import keras4j.expr.Call;
import keras4j.expr.CustomObject;
import keras4j.expr.Dict;
import keras4j.expr.Expr;
import keras4j.expr.ListExpr;
import keras4j.expr.Literal;
import keras4j.internal.catalogue.Catalogue;
import keras4j.internal.catalogue.CatalogueEntry;
import keras4j.internal.catalogue.CatalogueParameter;
import keras4j.internal.code.ModelOutline;
import org.jspecify.annotations.Nullable;

/** Conversion of configuration objects to expressions, leaving out arguments that equal Keras' defaults. */
final class ConfigExpr {
    private final Map<String, CustomObject> customs;

    ConfigExpr(Map<String, CustomObject> customs) {
        this.customs = customs;
    }

    java.util.Collection<CustomObject> customs() {
        return customs.values();
    }

    /** Returns the public symbol of an object's class. */
    static String symbol(JsonNode node) {
        String name = node.path("class_name").asText();
        String module = node.path("module").asText("__main__");
        return name.equals("Functional") && module.equals("keras.src.models.functional")
                ? "keras.Model"
                : module + "." + name;
    }

    /** Returns whether an object is a layer or a model: it has a name and was built. */
    static boolean named(JsonNode node) {
        String symbol = symbol(node);
        return node.path("config").path("name").isTextual()
                && (node.has("build_config")
                        || node.has("inbound_nodes")
                        || symbol.startsWith("keras.layers.")
                        || AllowedSymbols.isPlumbing(symbol));
    }

    /** Returns whether an object is a model, which has layers. */
    static boolean isModel(JsonNode node) {
        return node.has("class_name") && node.path("config").has("layers");
    }

    /** Returns the name of a layer; some operations have it beside their configuration only. */
    static String name(JsonNode layer) {
        JsonNode inner = layer.path("config").path("name");
        return inner.isMissingNode() ? layer.path("name").asText() : inner.asText();
    }

    /** Returns the part of a registered name after the package. */
    static String last(String registered) {
        return registered.substring(registered.lastIndexOf('>') + 1);
    }

    Expr expr(JsonNode node) {
        if (node.isArray()) {
            List<Expr> items = new ArrayList<>();
            node.forEach(item -> items.add(expr(item)));
            return ListExpr.list(items);
        }
        if (!node.isObject()) {
            return literal(node);
        }
        if (node.has("class_name")) {
            return object(node);
        }
        Map<Expr, Expr> entries = new LinkedHashMap<>();
        node.properties().forEach(each -> entries.put(Expr.of(each.getKey()), expr(each.getValue())));
        return new Dict(entries);
    }

    private static Literal literal(JsonNode node) {
        if (node.isFloatingPointNumber()) {
            double number = node.doubleValue();
            float narrow = (float) number;
            // Keras writes the float32 value: 0.001 as 0.0010000000474974513.
            return new Literal(narrow == number ? Double.parseDouble(Float.toString(narrow)) : number);
        }
        return (Literal) Expr.fromJson(node);
    }

    private Expr object(JsonNode node) {
        String name = node.get("class_name").asText();
        JsonNode config = node.path("config");
        if (name.equals("function")) {
            CustomObject custom = customs.get(last(config.asText()));
            return custom == null ? Expr.of(config.asText()) : custom.expr();
        }
        if (name.equals("__tensor__") || name.equals("__numpy__")) {
            return Call.of("keras.ops.convert_to_tensor").with("x", expr(config.path("value")));
        }
        if (isModel(node)) {
            return new Call(ModelOutline.function(name(node)), Map.of());
        }
        if (name.endsWith("DTypePolicy")) {
            return config.has("source_name")
                    ? Expr.of(config.path("mode").asText() + "_from_"
                            + config.path("source_name").asText())
                    : Expr.of(config.path("name").asText());
        }
        return call(node);
    }

    /** Returns a layer, or an object of another class, as the call that makes it. */
    Call call(JsonNode node) {
        CustomObject custom = customs.get(node.get("class_name").asText());
        if (custom != null) {
            return new Call(custom.name(), arguments(node.path("config"), key -> null), custom.source());
        }
        String symbol = symbol(node);
        if (symbol.equals("keras.layers.InputLayer")) {
            return input(node.path("config"));
        }
        CatalogueEntry entry = Catalogue.keras().entries().get(symbol);
        Map<String, Expr> given = arguments(node.path("config"), key -> entry == null ? null : standard(entry, key));
        Map<String, Expr> ordered = new LinkedHashMap<>();
        if (entry != null) {
            for (CatalogueParameter parameter : entry.parameters()) {
                Expr value = given.remove(parameter.name());
                if (value != null) {
                    ordered.put(parameter.name(), value);
                }
            }
        }
        ordered.putAll(given);
        // What an operation makes, where for a layer float32 is the usual policy.
        if (AllowedSymbols.operation(symbol) != null && node.path("config").has("dtype")) {
            ordered.put("dtype", expr(node.path("config").get("dtype")));
        }
        return new Call(symbol, ordered);
    }

    private static Call input(JsonNode config) {
        List<Expr> shape = new ArrayList<>();
        config.path("batch_shape").forEach(length -> shape.add(literal(length)));
        Call input = Call.of("keras.Input")
                .with("shape", ListExpr.tuple(shape.subList(Math.min(1, shape.size()), shape.size())));
        JsonNode batch = config.path("batch_shape").path(0);
        Call sized = batch.isNumber() ? input.with("batch_size", literal(batch)) : input;
        String dtype = config.path("dtype").asText("float32");
        return dtype.equals("float32") ? sized : sized.with("dtype", Expr.of(dtype));
    }

    private static @Nullable Expr standard(CatalogueEntry entry, String key) {
        return entry.parameters().stream()
                .filter(parameter -> parameter.name().equals(key) && !parameter.required())
                .map(CatalogueParameter::standard)
                .findFirst()
                .orElse(null);
    }

    // Omitted: the name, which is kept separately; Keras' defaults; and float32, the default dtype.
    private Map<String, Expr> arguments(JsonNode config, Function<String, @Nullable Expr> standard) {
        Map<String, Expr> arguments = new LinkedHashMap<>();
        config.properties().forEach(each -> {
            Expr value = expr(each.getValue());
            if (!isUsual(each.getKey(), value) && !same(value, standard.apply(each.getKey()))) {
                arguments.put(each.getKey(), value);
            }
        });
        return arguments;
    }

    private static boolean isUsual(String argument, Expr value) {
        return argument.equals("name")
                || (argument.equals("dtype") && value.equals(Expr.of("float32")))
                || (argument.equals("trainable") && value.equals(Expr.of(true)));
    }

    // An initializer without arguments equals the one that its name makes; no activation equals the linear one.
    private static boolean same(Expr value, @Nullable Expr standard) {
        if (standard == null) {
            return value.equals(Literal.NONE);
        }
        boolean byName = value instanceof Call call
                && call.arguments().isEmpty()
                && standard instanceof Literal literal
                && literal.value() instanceof String name
                && name.replace("_", "").equalsIgnoreCase(call.name());
        boolean linear = standard.equals(Literal.NONE) && value.equals(Expr.of("linear"));
        return byName || linear || value.equals(standard);
    }
}
