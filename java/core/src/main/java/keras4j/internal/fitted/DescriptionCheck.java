package keras4j.internal.fitted;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import keras4j.data.DType;
import keras4j.internal.kerasfile.KerasConfig;
import keras4j.internal.kerasfile.LayerUse;
import keras4j.plot.DiagramNode;
import keras4j.plot.ModelDiagram;

/** Check that the diagram and the summary of an archive describe its model. */
final class DescriptionCheck {
    private static final String INPUT = "InputLayer";
    private static final String CUT = "…";

    /** Kinds of nodes that the configuration of a sequence leaves out: its input, and what makes a mask. */
    private static final Set<String> IMPLIED = Set.of(INPUT, "NotEqual", "Any");

    private final ModelDescription description;
    private final KerasConfig model;
    private final Map<String, LayerUse> uses;

    private DescriptionCheck(ModelDescription description, KerasConfig model) {
        this.description = description;
        this.model = model;
        this.uses = model.uses();
    }

    static void check(FittedModel fitted, KerasConfig model) {
        DescriptionCheck check = new DescriptionCheck(fitted.description(), model);
        check.layers();
        check.connections();
        check.inputs();
        boolean texts = fitted.schema().inputs().stream().anyMatch(input -> input.dtype() == DType.STRING);
        check.outputs(fitted.outputs(), texts);
        check.summary();
    }

    /** Compares names, classes and numbers of weights; a sequence leaves some out of the configuration. */
    private void layers() {
        Map<String, String> expected = new TreeMap<>();
        Map<String, Long> counts = new HashMap<>();
        uses.forEach((name, use) -> {
            use.names(name).forEach(each -> expected.put(each, use.kind()));
            use.parameters().ifPresent(count -> counts.put(name, count));
        });
        Map<String, String> found = new TreeMap<>();
        for (DiagramNode node : description.diagram().nodes()) {
            if (expected.containsKey(node.name()) || !isImplied(node)) {
                found.put(node.name(), node.kind());
            }
            long due = counts.getOrDefault(node.name(), node.parameters());
            same("parameters of " + node.name() + " in the diagram must be those of the model", due, node.parameters());
        }
        same("layers of the diagram must be those of the model", expected, found);
    }

    private boolean isImplied(DiagramNode node) {
        return model.sequential() && IMPLIED.contains(node.kind());
    }

    private void connections() {
        Map<String, String> layerOf = new HashMap<>();
        uses.forEach((name, use) -> use.names(name).forEach(each -> layerOf.put(each, name)));
        Set<String> expected = new TreeSet<>();
        uses.forEach((name, use) -> use.takes().forEach(from -> expected.add(from + " to " + name)));
        Set<String> found = new TreeSet<>();
        for (ModelDiagram.Edge edge : description.diagram().edges()) {
            DiagramNode from = description.diagram().nodes().get(edge.from());
            DiagramNode to = description.diagram().nodes().get(edge.to());
            if (isKnown(from, layerOf) && isKnown(to, layerOf)) {
                found.add(layerOf.get(from.name()) + " to " + layerOf.get(to.name()));
            }
        }
        same("connections of the diagram must be those of the model", expected, found);
    }

    private boolean isKnown(DiagramNode node, Map<String, String> layerOf) {
        return layerOf.containsKey(node.name()) || !isImplied(node);
    }

    private void inputs() {
        model.inputShapes().forEach((name, shape) -> node(name)
                .ifPresent(node -> same(
                        "shape of " + name + " in the diagram must be that of the model",
                        text(model.batchSize(), shape),
                        node.shape().replace(",)", ", 1)"))));
    }

    private Optional<DiagramNode> node(String name) {
        return description.diagram().nodes().stream()
                .filter(node -> node.name().equals(name))
                .findFirst();
    }

    /** Compares the shapes of the outputs with those that the diagram has for their layers. */
    private void outputs(List<List<Integer>> outputs, boolean texts) {
        List<String> names = model.outputs();
        List<String> layers = model.outputLayers();
        for (int at = 0; at < Math.min(names.size(), outputs.size()); at++) {
            // A key of a dictionary may be the name of another layer.
            LayerUse use = layers.get(at).equals(names.get(at)) ? uses.get(names.get(at)) : null;
            List<Integer> row = outputs.get(at);
            String due = text("None", row);
            if (use != null) {
                String shapes = use.names(names.get(at)).stream()
                        .flatMap(each -> node(each).stream())
                        .map(node -> node.shape().replace("(" + model.batchSize() + ",", "(None,"))
                        .collect(Collectors.joining(", "));
                ArchiveConsistency.require(
                        shapes.contains(due) || (texts && shapes.contains(text("None", withAxis(row)))),
                        "shape of " + names.get(at) + " in the diagram must be that of the output, " + due,
                        shapes);
            }
        }
    }

    /** Returns the shape that Keras has for an output behind a bag of words, where it keeps the axis of the text. */
    private static List<Integer> withAxis(List<Integer> row) {
        return Stream.concat(Stream.of(1), row.stream()).toList();
    }

    private static String text(String batch, List<Integer> row) {
        return row.isEmpty()
                ? "(" + batch + ",)"
                : row.stream()
                        .map(length -> length < 0 ? "None" : length.toString())
                        .collect(Collectors.joining(", ", "(" + batch + ", ", ")"));
    }

    /** Compares the rows of the summary's table with the layers, and their shapes and weights with the diagram. */
    private void summary() {
        SummaryTable table = SummaryTable.of(description.summary());
        same("name of the summary must be that of the model", model.name(), table.name());
        Set<String> expected = new TreeSet<>();
        uses.forEach((name, use) -> expected.add(label(name, use.kind())));
        Set<String> found = table.rows().keySet();
        expected.removeIf(each -> each.endsWith("(" + INPUT + ")") && !found.contains(each));
        ArchiveConsistency.require(
                expected.stream().allMatch(label -> found.stream().anyMatch(row -> shows(row, label)))
                        && found.stream().allMatch(row -> expected.stream().anyMatch(label -> shows(row, label))),
                "layers of the summary must be those of the model, " + expected,
                found);
        for (DiagramNode node : description.diagram().nodes()) {
            LayerUse use = uses.get(node.name());
            SummaryTable.Row row = table.rows().get(label(node.name(), node.kind()));
            if (use != null && row != null && use.calls() == 1) {
                same(
                        node.name() + " in the summary must be as in the diagram",
                        row(node),
                        row.comparable(node.shape()));
            }
        }
    }

    /** Returns whether a row is that of a layer; Keras cuts long names and classes, each with an ellipsis. */
    private static boolean shows(String row, String label) {
        return row.equals(label)
                || label.matches(
                        Arrays.stream(row.split(CUT, -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
    }

    private static String label(String name, String kind) {
        return SummaryTable.plain(name + "(" + kind + ")");
    }

    private static SummaryTable.Row row(DiagramNode node) {
        return new SummaryTable.Row(SummaryTable.plain(node.shape()), String.valueOf(node.parameters()));
    }

    private static void same(String accepted, Object expected, Object found) {
        ArchiveConsistency.require(expected.equals(found), accepted + ", " + expected, found);
    }
}
