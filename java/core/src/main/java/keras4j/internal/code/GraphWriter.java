package keras4j.internal.code;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import keras4j.code.Program;
import keras4j.internal.code.LayerGraph.Graph;
import keras4j.internal.code.LayerGraph.Layer;
import keras4j.internal.code.LayerGraph.Node;

/**
 * Writer of a graph in the functional API of Keras: one layer per line, the tensor of a block in a variable of its
 * name.
 */
final class GraphWriter {
    private final String name;
    private final Graph graph;
    private final PythonWriter python;
    private final SourceLayout layout;
    private final String indent;
    private final Set<String> shared = new HashSet<>();
    private final Map<String, String> tensors = new LinkedHashMap<>();
    private final Map<String, String> layers = new HashMap<>();
    private final VariableNames variables;

    GraphWriter(ProgramModel outline, Graph graph, PythonWriter python, SourceLayout layout, String indent) {
        this.name = outline.name();
        this.graph = graph;
        this.python = python;
        this.layout = layout;
        this.indent = indent;
        Set<String> taken = new HashSet<>(Set.of("keras", "model"));
        outline.parameters().forEach(parameter -> taken.add(parameter.name()));
        this.variables = new VariableNames(taken);
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
            CodeText made = shared.contains(origin)
                    ? CodeText.text(Objects.requireNonNull(layers.get(layer.name())))
                    : layer(node, layer);
            CodeText value = node.from().isEmpty() ? made : made.applied(at == 0 ? taken(node) : tensor(node.block()));
            statement(tensor(node.block()), value, layer, node);
        }
    }

    /** Writes the layers that are applied more than once into variables of their own. */
    private void declare(Node node) {
        layers.put(node.block(), node.block());
        for (Layer layer : node.layers()) {
            String variable = variables.take(layer.name().replace('.', '_') + "_layer");
            layers.put(layer.name(), variable);
            statement(variable, layer(node, layer), layer, node);
        }
    }

    private CodeText layer(Node node, Layer layer) {
        return python.naming(node.names()).layer(layer);
    }

    private void statement(String variable, CodeText value, Layer layer, Node node) {
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

    private CodeText model() {
        List<CodeText> arguments = new ArrayList<>();
        arguments.add(ends(graph.inputs()).after("inputs="));
        arguments.add(ends(graph.outputs()).after("outputs="));
        arguments.add(CodeText.text("name=" + PythonText.string(name)));
        return CodeText.brackets("model = keras.Model(", arguments, ")");
    }

    private CodeText ends(List<String> blocks) {
        if (blocks.size() == 1) {
            return CodeText.text(tensor(blocks.get(0)));
        }
        Map<String, CodeText> ends = new LinkedHashMap<>();
        blocks.forEach(block -> ends.put(block, CodeText.text(tensor(block))));
        return PythonWriter.dict(ends);
    }
}
