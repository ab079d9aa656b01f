package keras4j.archive;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import keras4j.catalogue.Catalogue;
import keras4j.text.Nearest;

/**
 * Reads a model's {@code config.json} before Python does: every object in it must be of a class that the catalogue has, or
 * be a custom object that was given, with arguments that the catalogue accepts.
 */
final class ConfigCheck {
    private static final int MOST_LAYERS = 2_000;
    private static final int MOST_OBJECTS = 20_000;
    private static final int DEEPEST = 16;
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
    private static final Pattern NAME = Pattern.compile("(?!\\.{1,2}$)[^/\\\\\\p{Cntrl}]{1,128}");

    private final Rules rules;
    private final Collection<String> customs;
    private final ConfigArguments arguments;
    private final Needed classes = new Needed();
    private final Needed functions = new Needed();
    private int layers;
    private int objects;

    /** @param customs the names of the custom objects that were given */
    ConfigCheck(Rules rules, Collection<String> customs) {
        this.rules = rules;
        this.customs = customs;
        this.arguments = new ConfigArguments(customs);
    }

    void check(JsonNode config) {
        walk(config, "the model", 0);
        Set<String> all = new LinkedHashSet<>(classes.names);
        all.addAll(functions.names);
        refuse(Rule.CONFIG_CLASS, "class", classes, all);
        refuse(Rule.CONFIG_FUNCTION, "function", functions, all);
    }

    private void refuse(Rule rule, String what, Needed needed, Set<String> all) {
        String given = customs.isEmpty() ? "" : " (" + String.join(", ", new TreeSet<>(customs)) + ")";
        rules.at(", " + needed.by)
                .require(
                        rule,
                        needed.names.isEmpty(),
                        what + " must be one that Keras " + Catalogue.keras().version()
                                + " has, or a custom object that was given" + given,
                        String.join(", ", needed.names) + needed.hint,
                        all);
    }

    /** What Keras has not, by which layer first, and what may have been meant if it is one. */
    private static final class Needed {
        private final Set<String> names = new LinkedHashSet<>();
        private String by = "";
        private String hint = "";

        void add(String name, String layer, String near) {
            names.add(name);
            by = by.isEmpty() ? layer : by;
            hint = names.size() > 1 ? "" : near;
        }
    }

    private void walk(JsonNode node, String layer, int depth) {
        boolean object = node.has("class_name");
        boolean inside = object && ConfigExpr.named(node);
        String here = inside ? "layer " + node.path("config").path("name").asText() : layer;
        boolean flat = depth <= DEEPEST;
        rules.at(", " + here).require(Rule.CONFIG_COUNT, flat, "layers must be at most " + DEEPEST + " deep", depth);
        boolean own = object && object(node, here);
        if (node.isObject() && !object) {
            plain(node, here);
        }
        for (JsonNode part : node) {
            walk(part, here, depth + (inside ? 1 : 0));
        }
        if (own) {
            arguments.check(node, rules.at(", " + here));
        }
    }

    // What has no class must not look to Keras like something else.
    private void plain(JsonNode node, String layer) {
        node.fieldNames().forEachRemaining(key -> {
            boolean word = WORDS.contains(key) || key.startsWith("__");
            rules.at(", " + layer).require(Rule.CONFIG_ENTRIES, !word, "keys must be names", key);
        });
    }

    /** Whether it is of a class of Keras' own. */
    private boolean object(JsonNode node, String layer) {
        Rules here = rules.at(", " + layer);
        String name = node.get("class_name").asText();
        objects++;
        layers += ConfigExpr.named(node) && !name.contains("DTypePolicy") ? 1 : 0;
        boolean few = layers <= MOST_LAYERS && objects <= MOST_OBJECTS;
        here.require(Rule.CONFIG_COUNT, few, "model must have at most " + MOST_LAYERS + " layers", "more");
        here.require(
                Rule.CONFIG_CODE,
                !Allowed.CODE.contains(name),
                "must hold no code",
                name + ", which runs what the file says");
        entries(node, name, here);
        if (IN_JOINTS.contains(name)) {
            return false;
        }
        here.require(
                Rule.CONFIG_CLASS,
                node.path("module").isTextual() || node.path("module").isNull(),
                "must name the module of each class",
                name + " without one");
        if (name.equals("function")) {
            function(node, layer);
            return false;
        }
        return type(node, name, layer);
    }

    private void entries(JsonNode node, String name, Rules here) {
        node.fieldNames().forEachRemaining(key -> {
            boolean usual = ENTRIES.contains(key);
            here.require(Rule.CONFIG_ENTRIES, usual, "objects must have the entries that Keras writes", key);
        });
        boolean whole = node.get("class_name").isTextual()
                && (node.path("config").isObject()
                        || (name.equals("function") && node.path("config").isTextual()));
        here.require(Rule.CONFIG_ENTRIES, whole, "objects must have a class and a configuration", name);
        JsonNode registered = node.path("registered_name");
        String own = name.equals("function") ? node.path("config").asText() : name;
        boolean same = name.equals(registered.asText())
                || registered.isMissingNode()
                || registered.isNull()
                || ConfigExpr.last(registered.asText()).equals(ConfigExpr.last(own));
        here.require(Rule.CONFIG_ENTRIES, same, "registered name must be that of its class " + name, registered);
        JsonNode id = node.path("shared_object_id");
        boolean number = id.isMissingNode() || id.isIntegralNumber();
        here.require(Rule.CONFIG_ENTRIES, number, "id must be a whole number", id);
        for (String key : new String[] {"name", "config"}) {
            JsonNode named =
                    key.equals("name") ? node.path(key) : node.path(key).path("name");
            boolean free = named.isMissingNode()
                    || named.isNull()
                    || name.equals("function")
                    || NAME.matcher(named.asText()).matches();
            here.require(Rule.CONFIG_NAME, free, "name must have 1 to 128 characters and no slash", named);
        }
    }

    private void function(JsonNode node, String layer) {
        String name = ConfigExpr.last(node.path("config").asText());
        String module = node.path("module").asText();
        if (!Allowed.isFunction(module, name) && !customs.contains(name)) {
            functions.add(module + "." + name, layer, Nearest.hint(name, Allowed.functions()));
        }
    }

    private boolean type(JsonNode node, String name, String layer) {
        String symbol = ConfigExpr.symbol(node);
        String registered = node.path("registered_name").asText();
        if (!registered.contains(">") && Allowed.isClass(symbol)) {
            return !customs.contains(name);
        }
        if (!customs.contains(name)) {
            classes.add(registered.contains(">") ? registered : symbol, layer, hint(symbol, name));
        }
        return false;
    }

    private String hint(String symbol, String name) {
        return Nearest.to(symbol, Catalogue.keras().entries().keySet())
                .or(() -> Nearest.to(name, customs))
                .map(near -> "; did you mean " + near + "?")
                .orElse("");
    }
}
