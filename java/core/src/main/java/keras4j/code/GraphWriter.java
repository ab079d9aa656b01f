package keras4j.code;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import keras4j.code.Network.Graph;
import keras4j.code.Network.Layer;
import keras4j.code.Network.Node;

/** Writes a graph as functional Keras: one layer a line, the tensor of a block in a variable of its name. */
final class GraphWriter {
    private final String name;
    private final Graph graph;
    private final PythonWriter python;
    private final Layout layout;
    private final String indent;
    private final Set<String> shared = new HashSet<>();
    private final Map<String, String> tensors = new LinkedHashMap<>();
    private final Map<String, String> layers = new HashMap<>();
    private final Variables variables;

    GraphWriter(Outline outline, Graph graph, PythonWriter python, Layout layout, String indent) {
        this.name = outline.name();
        this.graph = graph;
        this.python = python;
        this.layout = layout;
        this.indent = indent;
        Set<String> taken = new HashSet<>(Set.of("keras", "model"));
        outline.parameters().forEach(parameter -> taken.add(parameter.name()));
        this.variables = new Variables(taken);
    }

    void write() {
        for (Node node : graph.nodes()) {
            tensors.put(node.block(), variables.take(node.block()));
            if (node.shares() != null) {
                shared.add(node.shares());
            }
        }
        graph.nodes().forEach(this::node);
        layout.statement(indent, model());
    }

    private void node(Node node) {
        String origin = node.shares() == null ? node.block() : node.shares();
        if (shared.contains(origin) && !layers.containsKey(origin)) {
            declare(graph.node(origin));
        }
        List<Layer> applied = graph.node(origin).layers();
        if (applied.isEmpty()) {
            tensors.put(node.block(), tensor(node.from().get(0)));
        }
        for (int at = 0; at < applied.size(); at++) {
            Layer layer = applied.get(at);
            Code made = shared.contains(origin)
                    ? Code.text(Objects.requireNonNull(layers.get(layer.name())))
                    : layer(node, layer);
            Code value = node.from().isEmpty() ? made : made.applied(at == 0 ? taken(node) : tensor(node.block()));
            statement(tensor(node.block()), value, layer, node);
        }
    }

    /** Layers that are applied more than once stand in variables of their own. */
    private void declare(Node node) {
        layers.put(node.block(), node.block());
        for (Layer layer : node.layers()) {
            String variable = variables.take(layer.name().replace('.', '_') + "_layer");
            layers.put(layer.name(), variable);
            statement(variable, layer(node, layer), layer, node);
        }
    }

    private Code layer(Node node, Layer layer) {
        return python.naming(node.names()).layer(layer);
    }

    private void statement(String variable, Code value, Layer layer, Node node) {
        layout.statement(indent, value.after(variable + " = ").making(new Program.Place(layer.name(), node.block())));
    }

    private String tensor(String block) {
        return Objects.requireNonNull(tensors.get(block));
    }

    private String taken(Node node) {
        return node.from().size() == 1
                ? tensor(node.from().get(0))
                : node.from().stream().map(this::tensor).collect(Collectors.joining(", ", "[", "]"));
    }

    private Code model() {
        List<Code> arguments = new ArrayList<>();
        arguments.add(ends(graph.inputs()).after("inputs="));
        arguments.add(ends(graph.outputs()).after("outputs="));
        arguments.add(Code.text("name=" + PythonText.string(name)));
        return Code.brackets("model = keras.Model(", arguments, ")");
    }

    private Code ends(List<String> blocks) {
        if (blocks.size() == 1) {
            return Code.text(tensor(blocks.get(0)));
        }
        Map<String, Code> ends = new LinkedHashMap<>();
        blocks.forEach(block -> ends.put(block, Code.text(tensor(block))));
        return PythonWriter.dict(ends);
    }
}
