package keras4j.plot;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import keras4j.internal.text.Preconditions;
import keras4j.internal.text.Quoted;

/**
 * A model diagram: the layers of a network and the data flow between them, without cycles. It can be drawn as a chart,
 * and exported to <a href="https://mermaid.js.org/syntax/flowchart.html">Mermaid</a> and
 * <a href="https://graphviz.org/doc/info/lang.html">DOT</a>.
 *
 * @param nodes the layers
 * @param edges the connections, by position in {@code nodes}, from 0
 */
public record ModelDiagram(List<DiagramNode> nodes, List<Edge> edges) {
    /**
     * A connection from the output of one layer to another layer.
     *
     * @param from the position of the source layer
     * @param to the position of the target layer
     */
    public record Edge(int from, int to) {}

    /**
     * Checks and copies nodes and edges.
     *
     * @param nodes the layers
     * @param edges the connections, by position in {@code nodes}, from 0
     * @throws IllegalArgumentException if there is no layer, two have one name, an edge refers to no layer, or edges
     *     form a cycle
     */
    public ModelDiagram {
        nodes = Preconditions.items("ModelDiagram", "nodes", nodes);
        edges = Preconditions.items("ModelDiagram", "edges", edges);
        Preconditions.notEmpty("ModelDiagram", "nodes", nodes.size());
        List<String> names = nodes.stream().map(DiagramNode::name).toList();
        if (names.stream().distinct().count() < names.size()) {
            throw new IllegalArgumentException("ModelDiagram: names must be distinct, got " + Quoted.cut(names));
        }
        for (Edge edge : edges) {
            if (Math.min(edge.from, edge.to) < 0 || Math.max(edge.from, edge.to) >= nodes.size()) {
                throw new IllegalArgumentException("ModelDiagram: edges must be from 0 to " + (nodes.size() - 1)
                        + ", got " + edge.from + " to " + edge.to);
            }
        }
        SugiyamaLayout.of(nodes.size(), edges);
    }

    /**
     * Returns the diagram of layers in sequence.
     *
     * @param nodes the layers, in order
     * @return the diagram
     */
    public static ModelDiagram chain(DiagramNode... nodes) {
        Preconditions.array("ModelDiagram", "nodes", nodes);
        return new ModelDiagram(
                List.of(nodes),
                Stream.iterate(1, place -> place < nodes.length, place -> place + 1)
                        .map(place -> new Edge(place - 1, place))
                        .toList());
    }

    /** {@return the diagram as a chart, with inputs on top} */
    public Chart plot() {
        return Chart.of(new DiagramLayout(this));
    }

    /** {@return the diagram as Mermaid text} */
    public String mermaid() {
        StringBuilder text = new StringBuilder("flowchart TD\n");
        for (int place = 0; place < nodes.size(); place++) {
            String label = lines(place).map(ModelDiagram::mermaid).collect(Collectors.joining("<br/>"));
            text.append("    n" + place + "[\"" + label + "\"]\n");
        }
        edges.forEach(edge -> text.append("    n" + edge.from + " --> n" + edge.to + "\n"));
        return text.toString();
    }

    private static String mermaid(String text) {
        return text.codePoints()
                .mapToObj(point -> Character.isLetterOrDigit(point) || " (),._-:·".indexOf(point) >= 0
                        ? Character.toString(point)
                        : "#" + point + ";")
                .collect(Collectors.joining());
    }

    /** {@return the diagram as DOT text} */
    public String dot() {
        StringBuilder text = new StringBuilder("digraph model {\n    node [shape=box, style=rounded];\n");
        for (int place = 0; place < nodes.size(); place++) {
            String label = lines(place).map(ModelDiagram::dot).collect(Collectors.joining("\\n"));
            text.append("    n" + place + " [label=\"" + label + "\"];\n");
        }
        edges.forEach(edge -> text.append("    n" + edge.from + " -> n" + edge.to + ";\n"));
        return text.append("}\n").toString();
    }

    private static String dot(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\R", " ");
    }

    private Stream<String> lines(int place) {
        DiagramNode node = nodes.get(place);
        return Stream.concat(
                        Stream.of(node.name(), node.kind()),
                        Arrays.stream(node.detail().split(" · ")))
                .filter(line -> !line.isEmpty());
    }

    /** Returns text such as {@code ModelDiagram 3 layers, 2 edges}. */
    @Override
    public String toString() {
        return "ModelDiagram " + nodes.size() + " layers, " + edges.size() + " edges";
    }
}
