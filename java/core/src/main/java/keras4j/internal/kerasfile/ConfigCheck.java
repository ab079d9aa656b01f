package keras4j.internal.kerasfile;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import keras4j.archive.ValidationRule;
import keras4j.internal.archive.Validator;
import keras4j.internal.catalogue.Catalogue;
import keras4j.internal.text.NearestName;

/**
 * Check of a model's {@code config.json} before Python reads it. Every object must be of a catalogue class, with
 * arguments that the catalogue accepts, or be a given custom object.
 */
final class ConfigCheck {
    private static final int MAX_LAYERS = 2_000;
    private static final int MAX_OBJECTS = 20_000;
    private static final int MAX_DEPTH = 16;
    private static final Set<String> ENTRIES = Set.of(
            "module",
            "class_name",
            "config",
            "registered_name",
            "shared_object_id",
            "build_config",
            "compile_config",
            "inbound_nodes",
            "name");
    private static final Set<String> WORDS = Set.of("registered_name", "spec_name", "class_name");
    private static final Set<String> IN_JOINTS = Set.of("__keras_tensor__", "__slice__", "__ellipsis__");
    /** Constants, which Keras writes as arguments of calls only. */
    static final Set<String> CONSTANTS = Set.of("__tensor__", "__numpy__");

    private static final Pattern NAME = Pattern.compile("(?!\\.{1,2}$)[^/\\\\\\p{Cntrl}]{1,128}");

    private final Validator rules;
    private final Collection<String> customs;
    private final ArgumentCheck arguments;
    private final Needed classes = new Needed();
    private final Needed functions = new Needed();
    /** Number of calls of layers around the present entry. */
    private int calls;

    private int layers;
    private int objects;

    /**
     * Creates a check.
     *
     * @param customs the names of the given custom objects
     */
    ConfigCheck(Validator rules, Collection<String> customs) {
        this.rules = rules;
        this.customs = customs;
        this.arguments = new ArgumentCheck(customs);
    }

    void check(JsonNode config) {
        walk(config, "the model", 0);
        Set<String> all = new LinkedHashSet<>(classes.names);
        all.addAll(functions.names);
        refuse(ValidationRule.CONFIG_CLASS, "class", classes, all);
        refuse(ValidationRule.CONFIG_FUNCTION, "function", functions, all);
    }

    private void refuse(ValidationRule rule, String what, Needed needed, Set<String> all) {
        String given = customs.isEmpty() ? "" : " (" + String.join(", ", new TreeSet<>(customs)) + ")";
        rules.at(", " + needed.by)
                .require(
                        rule,
                        needed.names.isEmpty(),
                        what + " must be one that Keras " + Catalogue.keras().version()
                                + " has, or a custom object that was given" + given,
                        String.join(", ", needed.names) + needed.hint.get(),
                        all);
    }

    /**
     * Classes and functions that Keras lacks, the layer that uses the first one, and a hint if its name resembles a
     * known one.
     */
    private static final class Needed {
        private final Set<String> names = new LinkedHashSet<>();
        private String by = "";
        private Supplier<String> hint = () -> "";

        /** Adds a name. The search for one like it takes a while, so it is left to the message, and made once. */
        void add(String name, String layer, Supplier<String> near) {
            names.add(name);
            by = by.isEmpty() ? layer : by;
            hint = names.size() > 1 ? () -> "" : near;
        }
    }

    private void walk(JsonNode node, String layer, int depth) {
        boolean object = node.has("class_name");
        boolean inside = object && ConfigExpr.named(node);
        String here = inside ? "layer " + node.path("config").path("name").asText() : layer;
        boolean flat = depth <= MAX_DEPTH;
        rules.at(", " + here)
                .require(ValidationRule.CONFIG_COUNT, flat, "layers must be at most " + MAX_DEPTH + " deep", depth);
        boolean own = object && object(node, here);
        if (node.isObject() && !object) {
            plain(node, here);
        }
        int below = depth + (inside ? 1 : 0);
        if (node.isArray()) {
            node.forEach(part -> walkPart(part, here, below));
        }
        node.properties().forEach(each -> {
            int call = each.getKey().equals("inbound_nodes") ? 1 : 0;
            calls += call;
            walkPart(each.getValue(), here, below);
            calls -= call;
        });
        if (own) {
            arguments.check(node, rules.at(", " + here));
        }
    }

    private void walkPart(JsonNode part, String layer, int depth) {
        if (part.isContainerNode()) {
            walk(part, layer, depth);
        }
    }

    // An object without a class must not look to Keras like something else.
    private void plain(JsonNode node, String layer) {
        node.fieldNames().forEachRemaining(key -> {
            boolean word = WORDS.contains(key) || key.startsWith("__");
            rules.at(", " + layer).require(ValidationRule.CONFIG_ENTRIES, !word, "keys must be names", key);
        });
    }

    /** Checks an object and returns whether its class is Keras' own. */
    private boolean object(JsonNode node, String layer) {
        Validator here = rules.at(", " + layer);
        String name = node.get("class_name").asText();
        objects++;
        layers += ConfigExpr.named(node) && !name.contains("DTypePolicy") ? 1 : 0;
        boolean few = layers <= MAX_LAYERS && objects <= MAX_OBJECTS;
        here.require(ValidationRule.CONFIG_COUNT, few, "model must have at most " + MAX_LAYERS + " layers", "more");
        boolean constant = CONSTANTS.contains(name) && calls > 0;
        here.require(
                ValidationRule.CONFIG_CODE,
                constant || !AllowedSymbols.CODE.contains(name),
                "must not contain code",
                name + ", which runs code from the file");
        entries(node, name, here);
        if (constant || IN_JOINTS.contains(name)) {
            return false;
        }
        here.require(
                ValidationRule.CONFIG_CLASS,
                node.path("module").isTextual() || node.path("module").isNull(),
                "must name the module of each class",
                name + " without one");
        if (name.equals("function")) {
            function(node, layer);
            return false;
        }
        return type(node, name, layer);
    }

    private void entries(JsonNode node, String name, Validator here) {
        node.fieldNames().forEachRemaining(key -> {
            boolean usual = ENTRIES.contains(key);
            here.require(ValidationRule.CONFIG_ENTRIES, usual, "objects must have the entries that Keras writes", key);
        });
        boolean whole = node.get("class_name").isTextual()
                && (node.path("config").isObject()
                        || (name.equals("function") && node.path("config").isTextual()));
        here.require(ValidationRule.CONFIG_ENTRIES, whole, "objects must have a class and a configuration", name);
        JsonNode registered = node.path("registered_name");
        String own = name.equals("function") ? node.path("config").asText() : name;
        boolean same = name.equals(registered.asText())
                || registered.isMissingNode()
                || registered.isNull()
                || ConfigExpr.last(registered.asText()).equals(ConfigExpr.last(own));
        here.require(
                ValidationRule.CONFIG_ENTRIES, same, "registered name must be that of its class " + name, registered);
        JsonNode id = node.path("shared_object_id");
        boolean number = id.isMissingNode() || id.isIntegralNumber();
        here.require(ValidationRule.CONFIG_ENTRIES, number, "id must be a whole number", id);
        for (String key : new String[] {"name", "config"}) {
            JsonNode named =
                    key.equals("name") ? node.path(key) : node.path(key).path("name");
            boolean free = named.isMissingNode()
                    || named.isNull()
                    || name.equals("function")
                    || NAME.matcher(named.asText()).matches();
            here.require(ValidationRule.CONFIG_NAME, free, "name must have 1 to 128 characters and no slash", named);
        }
    }

    private void function(JsonNode node, String layer) {
        String name = ConfigExpr.last(node.path("config").asText());
        String module = node.path("module").asText();
        if (!AllowedSymbols.isFunction(module, name) && !customs.contains(name)) {
            functions.add(module + "." + name, layer, () -> NearestName.hint(name, AllowedSymbols.functions()));
        }
    }

    private boolean type(JsonNode node, String name, String layer) {
        String symbol = ConfigExpr.symbol(node);
        String registered = node.path("registered_name").asText();
        if (!registered.contains(">") && AllowedSymbols.isClass(symbol)) {
            return !customs.contains(name);
        }
        if (!customs.contains(name)) {
            classes.add(registered.contains(">") ? registered : symbol, layer, () -> hint(symbol, name));
        }
        return false;
    }

    private String hint(String symbol, String name) {
        return NearestName.to(symbol, Catalogue.keras().entries().keySet())
                .or(() -> NearestName.to(name, customs))
                .map(near -> "; did you mean " + near + "?")
                .orElse("");
    }
}
