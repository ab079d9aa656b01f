package keras4j.internal.kerasfile;

import static keras4j.internal.kerasfile.KerasFiles.DENSE;
import static keras4j.internal.kerasfile.KerasFiles.INPUT;
import static keras4j.internal.kerasfile.KerasFiles.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import keras4j.archive.ValidationRule;

/** Files with invalid connections between layers, or with inconsistent shapes. */
final class HostileGraphs {
    private static final String ZEROS = """
            {"module": "keras.initializers", "class_name": "Zeros", "config": {}, "registered_name": null}""";
    private static final String DROPOUT = """
            {"module": "keras.layers", "class_name": "Dropout", "config": {"name": "d", "rate": 0.1}, "build_config": {},
             "registered_name": null}""";

    private final List<Hostile> all = new ArrayList<>();

    static List<Hostile> all() {
        HostileGraphs graphs = new HostileGraphs();
        graphs.joints();
        graphs.calls();
        graphs.ends();
        graphs.constants();
        graphs.nested();
        graphs.stacks();
        graphs.shapes();
        return graphs.all;
    }

    private void add(String name, ValidationRule rule, String config) {
        all.add(new Hostile(name, rule, KerasFiles.file(config)));
    }

    private void changed(String name, ValidationRule rule, String from, String to) {
        if (!joined().contains(from)) {
            throw new IllegalArgumentException(from);
        }
        add(name, rule, joined().replace(from, to));
    }

    private static String functional(String joint) {
        String input = INPUT.replace(
                "\"registered_name\"", "\"name\": \"entrance\", \"inbound_nodes\": [], \"registered_name\"");
        String head = DENSE.replace(
                "\"build_config\"", "\"name\": \"head\", \"inbound_nodes\": [" + joint + "], \"build_config\"");
        return """
                {"module": "keras.src.models.functional", "class_name": "Functional", "config": {"name": "net", "layers": [%s, %s],
                 "input_layers": [["entrance", 0, 0]], "output_layers": [["head", 0, 0]]}, "registered_name": "Functional"}""".formatted(input, head);
    }

    static String joined() {
        return functional("{\"args\": [" + tensor("[\"entrance\", 0, 0]") + "], \"kwargs\": {}}");
    }

    private static String tensor(String history) {
        return """
                {"class_name": "__keras_tensor__", "config": {"shape": [null, 3], "dtype": "float32", "keras_history": %s}}""".formatted(history);
    }

    private void joints() {
        String good = tensor("[\"entrance\", 0, 0]");
        String[][] joints = {
            {"a joint from nowhere", "{\"args\": [" + tensor("[\"nowhere\", 0, 0]") + "], \"kwargs\": {}}"},
            {"a joint without a node", "{\"args\": [" + tensor("[\"entrance\"]") + "], \"kwargs\": {}}"},
            {"a joint of a text", "{\"args\": [" + tensor("\"entrance\"") + "], \"kwargs\": {}}"},
            {"a joint of numbers alone", "{\"args\": [1, 1000000], \"kwargs\": {}}"},
            {"a joint of nothing", "{\"args\": [], \"kwargs\": {}}"},
            {"a joint with more", "{\"args\": [" + good + "], \"kwargs\": {}, \"more\": 1}"},
            {"a joint that is a list", "[" + good + "]"},
            {"a joint with an object", "{\"args\": [" + good + ", " + ZEROS + "], \"kwargs\": {}}"},
            {"a joint with a layer", "{\"args\": [" + good + "], \"kwargs\": {\"x\": " + DROPOUT + "}}"},
            {"a joint with a node of text", "{\"args\": [" + tensor("[\"entrance\", \"0\", 0]") + "], \"kwargs\": {}}"},
        };
        for (String[] each : joints) {
            add(each[0], ValidationRule.CONFIG_JOINT, functional(each[1]));
        }
        add(
                "an end that is not there",
                ValidationRule.CONFIG_JOINT,
                joined().replace("[[\"head\", 0, 0]]", "[[\"tail\", 0, 0]]"));
        add(
                "a beginning that is not there",
                ValidationRule.CONFIG_JOINT,
                joined().replace("[[\"entrance\", 0, 0]]", "[[\"x\", 0, 0]]"));
        add("two layers of a name", ValidationRule.CONFIG_JOINT, model(INPUT, DENSE, DENSE));
    }

    private void calls() {
        for (int at : new int[] {-1, 1, 7, 1 << 30}) {
            changed(
                    "the call " + at,
                    ValidationRule.CONFIG_JOINT,
                    "[\"entrance\", 0, 0]}}",
                    "[\"entrance\", " + at + ", 0]}}");
            changed(
                    "the tensor " + at,
                    ValidationRule.CONFIG_JOINT,
                    "[\"entrance\", 0, 0]}}",
                    "[\"entrance\", 0, " + at + "]}}");
        }
        add(
                "a ring of one",
                ValidationRule.CONFIG_JOINT,
                functional(call(tensor("[\"head\", 0, 0]").replace("3]", "2]"))));
        add(
                "a ring of two",
                ValidationRule.CONFIG_JOINT,
                functional(call(tensor("[\"head\", 1, 0]").replace("3]", "2]")) + ", "
                        + call(tensor("[\"head\", 0, 0]").replace("3]", "2]"))));
        add("a layer that is not called", ValidationRule.CONFIG_JOINT, functional(""));
        changed(
                "another name outside",
                ValidationRule.CONFIG_JOINT,
                "\"name\": \"head\", \"inbound",
                "\"name\": \"x\", \"inbound");
        changed(
                "an input that is called",
                ValidationRule.CONFIG_JOINT,
                "\"inbound_nodes\": [],",
                "\"inbound_nodes\": [" + call(tensor("[\"entrance\", 0, 0]")) + "],");
        String many = String.join(", ", Collections.nCopies(600, tensor("[\"entrance\", 0, 0]")));
        add("600 joints of one call", ValidationRule.CONFIG_COUNT, functional(call("[" + many + "]")));
    }

    private static String call(String arguments) {
        return "{\"args\": [" + arguments + "], \"kwargs\": {}}";
    }

    private void ends() {
        String inputs = "\"input_layers\": [[\"entrance\", 0, 0]]";
        changed("a layer for an input", ValidationRule.CONFIG_JOINT, inputs, "\"input_layers\": [[\"head\", 0, 0]]");
        changed(
                "an input that is there twice",
                ValidationRule.CONFIG_JOINT,
                inputs,
                "\"input_layers\": [[\"entrance\", 0, 0], [\"entrance\", 0, 0]]");
        changed("an output that is none", ValidationRule.CONFIG_JOINT, "[[\"head\", 0, 0]]", "[[\"head\", 0, 3]]");
        changed("an output of another call", ValidationRule.CONFIG_JOINT, "[[\"head\", 0, 0]]", "[[\"head\", -1, 0]]");
    }

    private void constants() {
        String good = tensor("[\"entrance\", 0, 0]");
        String[][] configs = {
            {"a constant of text", "{\"value\": [\"x\"], \"dtype\": \"float32\"}"},
            {"a constant of rows of two lengths", "{\"value\": [[1, 2], [3]], \"dtype\": \"float32\"}"},
            {"a constant of rows and numbers", "{\"value\": [1, []], \"dtype\": \"float32\"}"},
            {"a constant of objects", "{\"value\": [{}], \"dtype\": \"float32\"}"},
            {"a constant of no type", "{\"value\": [1], \"dtype\": \"object\"}"},
            {"a constant with more", "{\"value\": [1], \"dtype\": \"float32\", \"more\": 1}"},
        };
        for (String[] each : configs) {
            String constant = "{\"class_name\": \"__tensor__\", \"config\": " + each[1] + "}";
            add(each[0], ValidationRule.CONFIG_VALUE, functional(call(good + ", " + constant)));
        }
        String constant = "{\"class_name\": \"__numpy__\", \"config\": {\"value\": [1], \"dtype\": \"float32\"}}";
        add("a call of a constant", ValidationRule.CONFIG_JOINT, functional(call(constant)));
        add(
                "a constant outside a call",
                ValidationRule.CONFIG_CODE,
                model(INPUT, DENSE.replace("\"units\": 2", "\"units\": " + constant)));
    }

    /** Adds models whose output is a nested functional model, of which there is another call than the one named. */
    private void nested() {
        String inner = joined().replace("\"config\": {\"name\": \"net\"", "\"config\": {\"name\": \"inner\"");
        String outer = joined().replace(
                        DENSE.replace(
                                "\"build_config\"",
                                "\"name\": \"head\", \"inbound_nodes\": [" + call(tensor("[\"entrance\", 0, 0]"))
                                        + "], \"build_config\""),
                        inner.substring(0, inner.length() - 1) + ", \"name\": \"inner\", \"inbound_nodes\": ["
                                + call(tensor("[\"entrance\", 0, 0]")) + "]}");
        for (String end :
                List.of("[\"inner\", 0, 0]", "[\"inner\", 2, 0]", "[\"inner\", -1, 0]", "[\"inner\", 1, 1]")) {
            add(
                    "a nested model's output " + end,
                    ValidationRule.CONFIG_JOINT,
                    outer.substring(0, outer.lastIndexOf("[[\"head\", 0, 0]]")) + "[" + end
                            + "]}, \"registered_name\": \"Functional\"}");
        }
    }

    private void stacks() {
        add(
                "an input behind a layer",
                ValidationRule.CONFIG_JOINT,
                model(INPUT, DENSE, INPUT.replace("entrance", "later")));
        add(
                "an input behind an input",
                ValidationRule.CONFIG_JOINT,
                model(INPUT, INPUT.replace("entrance", "later"), DENSE));
    }

    private void shapes() {
        for (String shape : List.of("[-1, 3]", "[null, -3]", "[null, 3.0]", "[null, \"3\"]", "[null, 4]", many(17))) {
            add("an input of " + shape, ValidationRule.CONFIG_SHAPE, model(INPUT.replace("[null, 3]", shape), DENSE));
        }
        changed(
                "a layer built for others",
                ValidationRule.CONFIG_SHAPE,
                "{\"input_shape\": [null, 3]}",
                "{\"input_shape\": [null, 4]}");
        changed(
                "numbers of another shape",
                ValidationRule.CONFIG_SHAPE,
                "{\"shape\": [null, 3]",
                "{\"shape\": [null, 600]");
        add(
                "numbers of two shapes",
                ValidationRule.CONFIG_SHAPE,
                functional(call(tensor("[\"entrance\", 0, 0]")) + ", "
                        + call(tensor("[\"entrance\", 0, 0]").replace("[null, 3]", "[7, 3]"))));
        String twice = functional(call(tensor("[\"entrance\", 0, 0]")) + ", " + call(tensor("[\"head\", 0, 0]")));
        add("numbers that a layer does not make", ValidationRule.CONFIG_SHAPE, twice);
        for (String steps : List.of("500000", "null")) {
            String unrolled = """
                    {"module": "keras.layers", "class_name": "RNN", "config": {"name": "r", "unroll": true, "cell": %s},
                     "registered_name": null, "build_config": {"input_shape": [null, %s, 3]}}""".formatted(DROPOUT, steps);
            add("steps without a loop: " + steps, ValidationRule.SIZE_ARGUMENT, model(INPUT, unrolled, DENSE));
        }
    }

    private static String many(int axes) {
        return "[null" + ", 1".repeat(axes - 1) + "]";
    }
}
