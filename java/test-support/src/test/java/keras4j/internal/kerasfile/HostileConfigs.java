package keras4j.internal.kerasfile;

import static keras4j.internal.kerasfile.KerasFiles.DENSE;
import static keras4j.internal.kerasfile.KerasFiles.INPUT;
import static keras4j.internal.kerasfile.KerasFiles.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import keras4j.archive.ValidationRule;
import keras4j.internal.hdf5.Hdf5Group;

/** Files with a configuration that would have Keras create, call or read objects that belong to no network. */
final class HostileConfigs {
    private static final String HEAD = "\"name\": \"head\"";
    private static final String LINEAR = "\"linear\"";

    private final List<Hostile> all = new ArrayList<>();

    static List<Hostile> all() {
        HostileConfigs configs = new HostileConfigs();
        configs.code();
        configs.lambdas();
        configs.classes();
        configs.functions();
        configs.entries();
        configs.arguments();
        configs.values();
        configs.names();
        configs.counts();
        configs.more();
        return configs.all;
    }

    /** Adds invalid or excessive patterns, dtypes and metrics. */
    private void more() {
        for (String dtype : List.of("int8_from_../../x", "../x", "float32\\u0020", "FLOAT32", "")) {
            dense("dtype " + dtype, ValidationRule.CONFIG_VALUE, HEAD, HEAD + ", \"dtype\": \"" + dtype + "\"");
            String policy = object(
                    "keras.dtype_policies",
                    "QuantizedDTypePolicy",
                    "{\"mode\": \"int8\", \"source_name\": \"" + dtype + "\"}");
            dense("a policy " + dtype, ValidationRule.CONFIG_VALUE, HEAD, HEAD + ", \"dtype\": " + policy);
        }
        String sgd = object("keras.optimizers", "SGD", "{}");
        for (String path : List.of("(x+x+)+y", "(.|.)*z", ".*.*.*", "a{9}{9}", "x y")) {
            String map = object(
                    "keras.optimizers",
                    "OptimizerMap",
                    "{\"default_optimizer\": " + sgd + ", \"optimizer_map\": {\"" + path + "\": " + sgd + "}}");
            String several = object("keras.optimizers", "MultiOptimizer", "{\"optimizer_map\": " + map + "}");
            add("optimizers for " + path, ValidationRule.CONFIG_VALUE, compiled("optimizer", several));
        }
        String[][] metrics = {{"MeanIoU", "num_classes"}, {"AUC", "num_thresholds"}, {"AUC", "num_labels"}};
        for (String[] each : metrics) {
            String metric = object("keras.metrics", each[0], "{\"" + each[1] + "\": 1000000}");
            add(
                    each[0] + " of 1,000,000 " + each[1],
                    ValidationRule.SIZE_ARGUMENT,
                    compiled("metrics", "[" + metric + "]"));
        }
        add(
                "600 metrics",
                ValidationRule.CONFIG_COUNT,
                compiled("metrics", "[" + "\"mae\", ".repeat(599) + "\"mae\"]"));
        String inside = DENSE;
        for (int at = 0; at < 20; at++) {
            inside = layer("keras.layers", "TimeDistributed", "{\"name\": \"w" + at + "\", \"layer\": " + inside + "}");
        }
        add("20 wrappers", ValidationRule.CONFIG_COUNT, model(INPUT, inside));
        for (String key : List.of("loss", "loss_weights", "metrics", "weighted_metrics")) {
            String value = key.equals("loss_weights") ? "1.0" : "\"mse\"";
            add(key + " of no output", ValidationRule.CONFIG_OUTPUT, compiled(key, "{\"nobody\": " + value + "}"));
        }
    }

    private void add(String name, ValidationRule rule, String config) {
        all.add(new Hostile(name, rule, KerasFiles.file(config)));
    }

    private void dense(String name, ValidationRule rule, String from, String to) {
        if (!DENSE.contains(from)) {
            throw new IllegalArgumentException(from);
        }
        add(name, rule, model(INPUT, DENSE.replace(from, to)));
    }

    private static String object(String module, String name, String config) {
        return """
                {"module": "%s", "class_name": "%s", "config": %s, "registered_name": null}""".formatted(module, name, config);
    }

    private static String layer(String module, String name, String config) {
        return object(module, name, config)
                .replaceFirst("\"registered_name\": null}$", "\"build_config\": {}, \"registered_name\": null}");
    }

    /** Adds an object as a layer, inside another layer, as an argument, and as a loss. */
    private void everywhere(String name, ValidationRule rule, String module, String type, String config) {
        String named = config.equals("{}") ? "{\"name\": \"odd\"}" : config;
        add(name + " as a layer", rule, model(INPUT, layer(module, type, named), DENSE));
        String within = layer(
                "keras.layers", "TimeDistributed", "{\"name\": \"w\", \"layer\": " + layer(module, type, named) + "}");
        add(name + " within a layer", rule, model(INPUT, within, DENSE));
        String nested = model(layer(module, type, named)).replace("\"net\"", "\"inner\"");
        add(name + " in a model within", rule, model(INPUT, nested, DENSE));
        dense(name + " as an activation", rule, LINEAR, object(module, type, config));
        add(name + " as a loss", rule, compiled("loss", object(module, type, config)));
        add(
                name + " in a list of metrics",
                rule,
                compiled("metrics", "[\"mae\", " + object(module, type, config) + "]"));
    }

    private static String compiled(String key, String value) {
        String config = model(INPUT, DENSE);
        return config.substring(0, config.length() - 1) + ", \"compile_config\": {\"" + key + "\": " + value + "}}";
    }

    private void code() {
        for (String type : new TreeSet<>(AllowedSymbols.CODE)) {
            everywhere(
                    type, ValidationRule.CONFIG_CODE, type.startsWith("__") ? "builtins" : "keras.layers", type, "{}");
        }
    }

    private void lambdas() {
        lambda("a saved model", ValidationRule.CONFIG_CODE, "TFSMLayer", "filepath", "\"/tmp/model\"");
        for (String type : List.of("Lambda", "JaxLayer")) {
            String key = type.equals("Lambda") ? "function" : "call_fn";
            String[][] functions = {
                {"os", "system"}, {"builtins", "eval"}, {"keras.config", "set_floatx"}, {"keras.utils", "get_file"},
            };
            for (String[] each : functions) {
                String function = object(each[0], "function", "\"" + each[1] + "\"");
                lambda(type + " of " + each[1], ValidationRule.CONFIG_FUNCTION, type, key, function);
            }
            lambda(
                    type + " of bytecode",
                    ValidationRule.CONFIG_CODE,
                    type,
                    key,
                    object("builtins", "__lambda__", "{\"value\": \"4wAA\"}"));
            lambda(type + " of a text", ValidationRule.CONFIG_VALUE, type, key, "\"keras.config.set_floatx\"");
            lambda(type + " of a list", ValidationRule.CONFIG_VALUE, type, key, "[\"4wAA\", null, null]");
            lambda(type + " of nothing", ValidationRule.CONFIG_ARGUMENT, type, "dtype", "\"float32\"");
        }
    }

    private void lambda(String name, ValidationRule rule, String type, String key, String function) {
        String layer = layer("keras.layers", type, "{\"name\": \"odd\", \"" + key + "\": " + function + "}");
        add(name, rule, model(INPUT, layer, DENSE));
    }

    private void classes() {
        String[][] reached = {
            {"os", "system"},
            {"subprocess", "Popen"},
            {"builtins", "eval"},
            {"keras.utils", "get_file"},
            {"keras.callbacks", "CSVLogger"},
            {"keras.callbacks", "BackupAndRestore"},
            {"keras.applications", "MobileNet"},
            {"keras.src.layers.core.lambda_layer", "Lambda2"},
            {"keras.src.saving.keras_saveable", "KerasSaveable"},
            {"keras.src.ops.core", "Map"},
            {"keras.src.ops.core", "WhileLoop"},
            {"keras_hub.models", "Backbone"},
            {"keras.dtype_policies", "Nothing"},
            {"torch.nn", "Linear"},
            {"keras.engine.functional", "Functional"},
        };
        for (String[] each : reached) {
            everywhere(String.join(".", each), ValidationRule.CONFIG_CLASS, each[0], each[1], "{}");
        }
        dense(
                "a registered class",
                ValidationRule.CONFIG_CLASS,
                "\"registered_name\": null, \"build",
                "\"registered_name\": \"evil>Dense\", \"build");
        add(
                "a subclassed model",
                ValidationRule.CONFIG_MODEL,
                model(INPUT, DENSE).replace("Sequential", "Net"));
        add("no model", ValidationRule.CONFIG_MODEL, "[]");
        add("a layer for a model", ValidationRule.CONFIG_MODEL, DENSE);
        Hdf5Group none = new Hdf5Group(null, new TreeMap<>());
        all.add(new Hostile(
                "a layer without weights for a model", ValidationRule.CONFIG_MODEL, KerasFiles.file(DENSE, none)));
        dense("no module", ValidationRule.CONFIG_CLASS, "\"module\": \"keras.initializers\", ", "");
        dense("a module of null", ValidationRule.CONFIG_CLASS, "\"keras.initializers\"", "null");
        dense("a module that is a number", ValidationRule.CONFIG_CLASS, "\"keras.initializers\"", "1");
    }

    private void functions() {
        String[][] reached = {
            {"builtins", "eval"},
            {"builtins", "exec"},
            {"builtins", "open"},
            {"builtins", "__import__"},
            {"os", "system"},
            {"keras.config", "set_floatx"},
            {"keras.config", "enable_unsafe_deserialization"},
            {"keras.utils", "get_file"},
            {"keras.saving", "load_model"},
            {"keras.models", "clone_model"},
            {"keras.datasets.mnist", "load_data"},
            {"keras.applications", "VGG16"},
            {"keras.visualization", "plot_image_gallery"},
            {"keras.src.legacy.saving.serialization", "deserialize_keras_object"},
            {"numpy", "load"},
            {"os", "relu"},
        };
        for (String[] each : reached) {
            String function = """
                    {"module": "%s", "class_name": "function", "config": "%s", "registered_name": "%s"}""".formatted(each[0], each[1], each[1]);
            String name = String.join(".", each);
            dense(name + "() as an activation", ValidationRule.CONFIG_FUNCTION, LINEAR, function);
            add(name + "() as a loss", ValidationRule.CONFIG_FUNCTION, compiled("loss", function));
        }
    }

    private void entries() {
        dense(
                "another registered name",
                ValidationRule.CONFIG_ENTRIES,
                "\"registered_name\": null, \"build",
                "\"registered_name\": \"Lambda\", \"build");
        dense(
                "an entry more",
                ValidationRule.CONFIG_ENTRIES,
                "\"build_config\"",
                "\"safe_mode\": false, \"build_config\"");
        dense(
                "a state in the file",
                ValidationRule.CONFIG_ENTRIES,
                "\"build_config\"",
                "\"__reduce__\": [], \"build_config\"");
        dense(
                "an id that is a text",
                ValidationRule.CONFIG_ENTRIES,
                "\"build_config\"",
                "\"shared_object_id\": \"1\", \"build_config\"");
        for (String key : List.of("__class__", "spec_name", "registered_name", "__init__")) {
            dense("a key " + key, ValidationRule.CONFIG_ENTRIES, "[null, 3]", "{\"" + key + "\": \"x\"}");
        }
    }

    private void arguments() {
        dense("an unknown argument", ValidationRule.CONFIG_ARGUMENT, HEAD, HEAD + ", \"unitz\": 1");
        dense(
                "weights in the configuration",
                ValidationRule.CONFIG_ARGUMENT,
                HEAD,
                HEAD + ", \"weights\": \"/etc/passwd\"");
        dense(
                "an argument of the initializer",
                ValidationRule.CONFIG_ARGUMENT,
                "\"seed\": 7",
                "\"seed\": 7, \"file\": \"x\"");
        add("an argument of compile", ValidationRule.CONFIG_ARGUMENT, compiled("callback", "\"x\""));
        String clip = layer("keras.src.ops.numpy", "Clip", "{\"name\": \"clip\", \"x_min\": 0, \"out\": \"x\"}");
        add("an argument of an operation", ValidationRule.CONFIG_ARGUMENT, model(INPUT, clip, DENSE));
        for (String type : List.of("StringLookup", "IntegerLookup", "TextVectorization")) {
            for (String place : List.of("/etc/passwd", "http://example.org/words", "C:\\\\words.txt")) {
                String lookup = layer("keras.layers", type, "{\"name\": \"look\", \"vocabulary\": \"" + place + "\"}");
                add(type + " of " + place, ValidationRule.CONFIG_FILE, model(INPUT, lookup, DENSE));
            }
        }
    }

    private void values() {
        for (String units : List.of("0", "-1", "\"2\"", "2.5", "true", "[2]", "{}", "[[2]]")) {
            ValidationRule rule = units.equals("[2]") ? ValidationRule.SIZE_SHAPES : ValidationRule.CONFIG_VALUE;
            dense("units " + units, rule, "\"units\": 2", "\"units\": " + units);
        }
        dense("an activation by a wrong name", ValidationRule.CONFIG_VALUE, LINEAR, "\"os.system\"");
        dense(
                "an initializer as an activation",
                ValidationRule.CONFIG_VALUE,
                LINEAR,
                object("keras.initializers", "Zeros", "{}"));
        dense(
                "an optimizer as an activation",
                ValidationRule.CONFIG_VALUE,
                LINEAR,
                object("keras.optimizers", "SGD", "{}"));
        dense(
                "a layer as an initializer",
                ValidationRule.CONFIG_VALUE,
                "\"units\": 2",
                "\"units\": 2, \"bias_initializer\": "
                        + layer("keras.layers", "Dropout", "{\"name\": \"d\", \"rate\": 0.1}"));
        dense(
                "a type that is a model",
                ValidationRule.CONFIG_VALUE,
                HEAD,
                HEAD + ", \"dtype\": " + model().replace("net", "inner"));
        String dropout = layer("keras.layers", "Dropout", "{\"name\": \"d\", \"rate\": 1.5}");
        add("a rate of 1.5", ValidationRule.CONFIG_VALUE, model(INPUT, dropout, DENSE));
        add(
                "a learning rate below 0",
                ValidationRule.CONFIG_VALUE,
                compiled("optimizer", object("keras.optimizers", "SGD", "{\"learning_rate\": -1.0}")));
        add("a loss by a wrong name", ValidationRule.CONFIG_VALUE, compiled("loss", "\"system\""));
        add(
                "an optimizer that is a layer",
                ValidationRule.CONFIG_VALUE,
                compiled("optimizer", layer("keras.layers", "Dropout", "{\"name\": \"d\", \"rate\": 0.1}")));
    }

    private void names() {
        for (String name : List.of("../../x", "/etc/passwd", "a/b", "..", ".", "", "a\\\\b", "n".repeat(129))) {
            dense("the name " + name, ValidationRule.CONFIG_NAME, "\"head\"", "\"" + name + "\"");
        }
    }

    private void counts() {
        String[] layers = new String[4_000];
        for (int i = 0; i < layers.length; i++) {
            layers[i] = layer("keras.layers", "Dropout", "{\"name\": \"d" + i + "\", \"rate\": 0.1}");
        }
        layers[layers.length - 1] = DENSE;
        add("4,000 layers", ValidationRule.CONFIG_COUNT, model(layers));
        String zeros = object("keras.initializers", "Zeros", "{}");
        String many = String.join(",", Collections.nCopies(21_000, zeros));
        dense("21,000 objects", ValidationRule.CONFIG_COUNT, "[null, 3]", "[" + many + "]");
    }
}
