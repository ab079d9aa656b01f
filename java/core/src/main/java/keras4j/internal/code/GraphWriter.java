package keras4j.internal.code;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import keras4j.code.Program;
import keras4j.expr.Expr;
import keras4j.expr.ListExpr;
import keras4j.expr.Literal;
import keras4j.internal.code.LayerGraph.Application;
import keras4j.internal.code.LayerGraph.Graph;
import keras4j.internal.code.LayerGraph.Layer;
import keras4j.internal.code.LayerGraph.Node;
import keras4j.internal.code.LayerGraph.Result;

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
            node.outputs().forEach(output -> tensors.put(output, variables.take(output)));
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
            CodeText value = node.from().isEmpty()
                    ? made
                    : made.applied(arguments(node.applications().get(at)));
            statement(at == applied.size() - 1 ? target(node) : tensor(node.block()), value, layer, node);
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

    /** Returns the variables of all outputs of a node, in the structure that its last layer gives. */
    private String target(Node node) {
        List<String> names = new ArrayList<>(List.of(node.block()));
        names.addAll(node.outputs());
        Iterator<String> variable = names.stream().map(this::tensor).iterator();
        return node.result().parts().isEmpty()
                ? variable.next()
                : node.result().parts().stream()
                        .map(part -> target(part, variable))
                        .collect(Collectors.joining(", "));
    }

    private static String target(Result result, Iterator<String> variable) {
        if (result.parts().isEmpty()) {
            return variable.next();
        }
        String inner =
                result.parts().stream().map(part -> target(part, variable)).collect(Collectors.joining(", "));
        return "(" + inner + (result.parts().size() == 1 ? ",)" : ")");
    }

    private List<CodeText> arguments(Application application) {
        Stream<CodeText> named = application.named().entrySet().stream()
                .map(each -> argument(each.getValue()).after(PythonText.identifier(each.getKey()) + "="));
        return Stream.concat(application.positional().stream().map(this::argument), named)
                .toList();
    }

    private CodeText argument(Expr value) {
        if (value instanceof ListExpr items) {
            return CodeText.text(items.items().stream()
                    .map(item -> argument(item).flat())
                    .collect(Collectors.joining(", ", "[", "]")));
        }
        return value instanceof Literal literal && literal.value() instanceof String block
                ? CodeText.text(tensor(block))
                : python.code(value);
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
