package keras4j;

import static keras4j.Models.block;
import static keras4j.Models.input;
import static keras4j.Models.output;
import static keras4j.Models.regressor;
import static keras4j.activation.Activation.SOFTMAX;
import static keras4j.layer.Layers.dense;
import static keras4j.layer.Layers.flatten;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import keras4j.code.Program;
import keras4j.constraint.Constraint;
import keras4j.initializer.Initializer;
import keras4j.layer.Dense;
import keras4j.layer.Layer;
import keras4j.layer.Layers;
import keras4j.loss.Loss;
import keras4j.loss.Losses;
import keras4j.metric.Metric;
import keras4j.optimizer.Optimizer;
import keras4j.optimizer.Optimizers;
import keras4j.regularizer.Regularizer;
import keras4j.schedule.Schedule;
import keras4j.spec.Block;
import keras4j.spec.Spec;

/** Networks that use classes of the catalogue: layers of one row shape side by side, whatever else in one small network. */
final class UsedClasses {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String[] INPUTS = {"x", "y", "z"};

    /** Layers that take several blocks of one shape. */
    private static final Map<String, Integer> SEVERAL = Map.ofEntries(
            Map.entry("Add", 3),
            Map.entry("AdditiveAttention", 3),
            Map.entry("Attention", 2),
            Map.entry("Average", 2),
            Map.entry("Concatenate", 3),
            Map.entry("Dot", 2),
            Map.entry("GroupQueryAttention", 2),
            Map.entry("Maximum", 2),
            Map.entry("Minimum", 2),
            Map.entry("MultiHeadAttention", 3),
            Map.entry("Multiply", 2),
            Map.entry("Subtract", 2));

    private static final Set<String> KINDS =
            Set.of("layer", "optimizer", "schedule", "loss", "metric", "initializer", "regularizer", "constraint");

    /** Classes that no network here uses, with the reason. */
    private static final Map<String, String> NOT_USED = Map.ofEntries(
            Map.entry("Equalization", "Keras makes a cycle of it in a model"),
            Map.entry("RandomCrop", "it predicts in another shape than it tells"),
            Map.entry("JaxLayer", "it calls a function of JAX"),
            Map.entry("TFSMLayer", "it calls a model of TensorFlow"),
            Map.entry("HashedCrossing", "it takes texts or whole numbers"),
            Map.entry("Hashing", "it takes texts or whole numbers"),
            Map.entry("IntegerLookup", "it takes texts or whole numbers"),
            Map.entry("StringLookup", "it takes texts"),
            Map.entry("TextVectorization", "it takes texts"),
            Map.entry("STFT", "it fills weights of three axes"),
            Map.entry("Mean", "it takes values without targets"),
            Map.entry("Sum", "it takes values without targets"));

    private static final Set<String> CELLS = Set.of("GRUCell", "LSTMCell", "SimpleRNNCell", "StackedRNNCells");

    /** Layers whose rows are whole numbers. */
    private static final Set<String> WHOLE =
            Set.of("CategoryEncoding", "Embedding", "Rescaling", "ReversibleEmbedding");

    /** Losses and metrics whose targets are the number of the class, one for each row. */
    private static final Set<String> SPARSE = Set.of(
            "CategoricalGeneralizedCrossEntropy",
            "Circle",
            "SparseCategoricalAccuracy",
            "SparseCategoricalCrossentropy",
            "SparseTopKCategoricalAccuracy");

    private final Map<String, List<JsonNode>> groups = new LinkedHashMap<>();
    private final ArrayNode networks;

    UsedClasses(ArrayNode networks) {
        this.networks = networks;
    }

    /** Adds a class to the network that will use it. */
    void add(String kind, JsonNode call) {
        if (KINDS.contains(kind) && !NOT_USED.containsKey(name(call))) {
            String group = kind.equals("layer") ? layer(call) : kind;
            groups.computeIfAbsent(group, any -> new ArrayList<>()).add(call);
        }
    }

    private static String layer(JsonNode call) {
        String name = name(call);
        if (!call.get("shape").isNull()) {
            return "layer " + (WHOLE.contains(name) ? "int32" : "float32") + call.get("shape");
        }
        return SEVERAL.containsKey(name) ? "several" : CELLS.contains(name) ? "cell" : "alone " + name;
    }

    private static String name(JsonNode call) {
        String symbol = call.get("call").asText();
        return symbol.substring(symbol.lastIndexOf('.') + 1);
    }

    /** Writes the programs of all networks. */
    void write() {
        groups.forEach((group, calls) -> {
            switch (group) {
                case "several" -> several(calls);
                case "cell" -> cells(calls);
                case "optimizer" -> calls.forEach(this::optimizer);
                case "schedule" -> calls.forEach(this::schedule);
                case "loss" -> losses(calls);
                case "metric" -> metrics(calls);
                case "initializer", "regularizer", "constraint" -> weights(calls);
                default -> sideBySide(calls);
            }
        });
    }

    private void sideBySide(List<JsonNode> calls) {
        int[] shape = JSON.convertValue(calls.get(0).get("shape"), int[].class);
        List<Block> blocks = new ArrayList<>(List.of(input(shape).as("x")));
        calls.forEach(call ->
                blocks.add(block(name(call), (Layer) TypedFactory.make(call)).from("x")));
        network(calls, blocks, WHOLE.contains(name(calls.get(0))) ? "int32" : "float32");
    }

    private void several(List<JsonNode> calls) {
        List<Block> blocks = new ArrayList<>();
        Arrays.stream(INPUTS).forEach(name -> blocks.add(input(4, 6).as(name)));
        calls.forEach(call -> blocks.add(block(name(call), (Layer) TypedFactory.make(call))
                .from("x", Arrays.copyOfRange(INPUTS, 1, Objects.requireNonNull(SEVERAL.get(name(call)))))));
        network(calls, blocks, "float32");
    }

    private void cells(List<JsonNode> calls) {
        List<Block> blocks = new ArrayList<>(List.of(
                input(6).as("x"),
                block("h", dense(2)).from("x"),
                block("h3", dense(3)).from("x")));
        for (JsonNode call : calls) {
            Block cell = block(name(call), (Layer) TypedFactory.make(call)).from("x");
            Block step =
                    switch (name(call)) {
                        case "LSTMCell" -> cell.call("states", "h", "h").outputs("h_LSTMCell", "c_LSTMCell");
                        case "StackedRNNCells" ->
                            cell.call("states", List.of("h3")).outputs("h_StackedRNNCells");
                        default -> cell.call("states", "h").outputs("h_" + name(call));
                    };
            blocks.add(step);
        }
        network(calls, blocks, "float32");
    }

    /** Adds a network in which each class has a dense layer of its own, which learns from what the class makes. */
    private void network(List<JsonNode> calls, List<Block> blocks, String rows) {
        Map<String, String> classes = new LinkedHashMap<>();
        List<String> ends = new ArrayList<>();
        for (JsonNode call : calls) {
            String end = "end_" + name(call);
            blocks.add(block("flat_" + name(call), flatten()).from(name(call)));
            blocks.add(block(end, dense(1)).from("flat_" + name(call)));
            classes.put(name(call), end);
            ends.add(end);
        }
        String last = ends.get(0);
        if (ends.size() > 1) {
            blocks.add(block("sum", Layers.add())
                    .from(last, ends.subList(1, ends.size()).toArray(String[]::new)));
            last = "sum";
        }
        blocks.add(output(dense(1)).from(last));
        network(regressor("net", blocks.toArray(Block[]::new)), classes, rows, Map.of("output", "numbers"));
    }

    private static Spec flat() {
        return regressor("net", input(6).as("x"), output(dense(3).activation(SOFTMAX)));
    }

    private void network(Spec spec, String name, String target) {
        network(spec, Map.of(name, ""), "float32", Map.of("output", target));
    }

    private void optimizer(JsonNode call) {
        network(flat().optimizer((Optimizer) TypedFactory.make(call)), name(call), "classes");
    }

    private void schedule(JsonNode call) {
        Schedule schedule = (Schedule) TypedFactory.make(call);
        network(flat().optimizer(Optimizers.sgd().learningRate(schedule)), name(call), "classes");
    }

    private void losses(List<JsonNode> calls) {
        List<Block> blocks = new ArrayList<>(List.of(input(6).as("x")));
        Map<String, Loss> losses = new LinkedHashMap<>();
        Map<String, String> targets = new LinkedHashMap<>();
        for (JsonNode call : calls) {
            String name = name(call);
            Loss loss = (Loss) TypedFactory.make(call);
            if (name.equals("CTC")) {
                network(
                        regressor("net", input(4, 6).as("x"), output(dense(3)))
                                .loss(loss)
                                .metrics(),
                        name,
                        "text");
            } else {
                blocks.add(output(dense(3).activation(SOFTMAX)).as(name).from("x"));
                losses.put(name, loss);
                targets.put(name, SPARSE.contains(name) ? "class" : "classes");
            }
        }
        Spec spec = regressor("net", blocks.toArray(Block[]::new)).loss(losses).metrics();
        Map<String, String> classes = new LinkedHashMap<>();
        losses.keySet().forEach(name -> classes.put(name, name));
        network(spec, classes, "float32", targets);
    }

    private void metrics(List<JsonNode> calls) {
        for (boolean sparse : new boolean[] {true, false}) {
            List<JsonNode> some = calls.stream()
                    .filter(call -> SPARSE.contains(name(call)) == sparse)
                    .toList();
            Metric[] metrics =
                    some.stream().map(call -> (Metric) TypedFactory.make(call)).toArray(Metric[]::new);
            Map<String, String> classes = new LinkedHashMap<>();
            some.forEach(call -> classes.put(name(call), ""));
            String target = sparse ? "class" : "classes";
            Spec net = sparse ? flat().loss(Losses.sparseCategoricalCrossentropy()) : flat();
            network(net.metrics(metrics), classes, "float32", Map.of("output", target));
        }
    }

    private void weights(List<JsonNode> calls) {
        List<Block> blocks = new ArrayList<>(List.of(input(6).as("x")));
        Set<String> names = new LinkedHashSet<>();
        for (JsonNode call : calls) {
            blocks.add(block(name(call), weighted(TypedFactory.make(call))));
            names.add(name(call));
        }
        blocks.add(output(dense(1)));
        Map<String, String> classes = new LinkedHashMap<>();
        names.forEach(name -> classes.put(name, ""));
        network(regressor("net", blocks.toArray(Block[]::new)), classes, "float32", Map.of("output", "numbers"));
    }

    private static Dense weighted(Object made) {
        if (made instanceof Initializer initializer) {
            return dense(6).kernelInitializer(initializer);
        }
        return made instanceof Regularizer regularizer
                ? dense(6).kernelRegularizer(regularizer)
                : dense(6).kernelConstraint((Constraint) made);
    }

    private void network(Spec spec, Map<String, String> classes, String rows, Map<String, String> targets) {
        Spec one = spec.epochs(1).batchSize(4).seed(1);
        Program program = one.program();
        ObjectNode network = networks.addObject()
                .put("source", program.source())
                .put("header", program.headerLines())
                .put("rows", rows);
        network.set("classes", JSON.valueToTree(classes));
        network.set("targets", JSON.valueToTree(targets));
        ObjectNode inputs = network.putObject("inputs");
        one.inputs()
                .forEach(input -> inputs.set(
                        input.name(),
                        Objects.requireNonNull(input.layers().get(0).arguments().get("shape"))
                                .json()
                                .get("tuple")));
    }
}
