package keras4j.spec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import keras4j.code.Program;
import keras4j.expr.Expr;
import keras4j.expr.ListExpr;
import keras4j.internal.catalogue.Catalogue;
import keras4j.internal.code.CodeText;
import keras4j.internal.code.LayerGraph;
import keras4j.internal.code.ProgramModel;
import keras4j.internal.code.ProgramWriter;
import keras4j.internal.code.PythonWriter;
import org.jspecify.annotations.Nullable;

/** Translator of a spec into its program. */
final class SpecProgram {
    private static final PythonWriter PYTHON =
            new PythonWriter(symbol -> Catalogue.keras().entry(symbol).required());

    private final Spec spec;
    private final DataShapes supply;
    private final List<String> levels;

    private SpecProgram(Spec spec, DataShapes supply, List<String> levels) {
        this.spec = spec;
        this.supply = supply;
        this.levels = levels;
    }

    /** Returns the program with parameters for the values that the data supply. */
    static Program open(Spec spec) {
        return new SpecProgram(spec.requireClosed(), DataShapes.unknown(spec), List.of()).write();
    }

    /** Returns the program with all values filled in. */
    static Program filled(Spec spec, List<List<Integer>> shapes, List<@Nullable Integer> classes, List<String> levels) {
        return new SpecProgram(spec.requireClosed(), DataShapes.known(spec, shapes, classes, PYTHON), levels).write();
    }

    private Program write() {
        LayerGraph network = network();
        ProgramModel outline = new ProgramModel(
                spec.name(),
                supply.parameters(),
                spec.seed(),
                DTypePolicyArgument.of(spec.settings()),
                network,
                frozen(network),
                compile(),
                fit(),
                callbacks());
        return ProgramWriter.write(outline, PYTHON).below(spec.customObjects());
    }

    private Map<String, Boolean> frozen(LayerGraph network) {
        List<String> blocks =
                spec.blocks().stream().filter(Block::still).map(Block::name).toList();
        Map<String, Boolean> frozen = new LinkedHashMap<>();
        network.layers().stream()
                .filter(layer -> blocks.contains(layer.block()))
                .forEach(layer -> frozen.put(layer.name(), false));
        return frozen;
    }

    private LayerGraph network() {
        List<LayerGraph.Node> nodes = Graph.sorted(spec.name(), BlockStructureCheck.joined(spec.blocks())).stream()
                .map(this::node)
                .toList();
        LayerGraph.Graph graph = new LayerGraph.Graph(nodes, spec.inputNames(), spec.outputNames());
        boolean plain = nodes.stream()
                .allMatch(node ->
                        node.outputs().isEmpty() && node.applications().stream().allMatch(LayerInputs::isPlain));
        return plain && !BlockStructureCheck.isGraph(spec.blocks()) ? new LayerGraph.Sequence(graph.layers()) : graph;
    }

    private LayerGraph.Node node(Block block) {
        Block origin = BlockStructureCheck.origin(spec.blocks(), block);
        return new LayerGraph.Node(
                block.name(),
                block.shares() == null ? LayerStack.of(block, spec.settings()) : List.of(),
                block.from(),
                LayerStack.applications(spec.name(), block, origin, spec.settings()),
                block.outputs(),
                LayerResults.of(block, origin, spec.settings()),
                block.shares(),
                supply.names(block));
    }

    private Map<String, CodeText> compile() {
        Map<String, CodeText> arguments = new LinkedHashMap<>();
        arguments.put("optimizer", PYTHON.code(spec.optimizer()));
        put(arguments, "loss", output -> Optional.of(loss(output)));
        put(arguments, "metrics", output -> metrics(output).map(PYTHON::code));
        for (String name : GeneratedArguments.COMPILE) {
            Expr set = spec.settings().get("compile_" + name);
            if (set != null && !arguments.containsKey(name)) {
                put(arguments, name, output -> own(name, output, set));
            }
        }
        return arguments;
    }

    /** Returns a single output's value, or a dictionary by output if each may have its own. */
    private void put(Map<String, CodeText> arguments, String name, Function<Block, Optional<CodeText>> value) {
        List<Block> outputs = spec.outputs();
        if (outputs.size() == 1 || !PerOutputValues.concerns("compile_" + name)) {
            value.apply(outputs.get(0)).ifPresent(code -> arguments.put(name, code));
            return;
        }
        Map<String, CodeText> each = new LinkedHashMap<>();
        outputs.forEach(output -> value.apply(output).ifPresent(code -> each.put(output.name(), code)));
        arguments.put(name, PythonWriter.dict(each));
    }

    private Optional<CodeText> own(String name, Block output, Expr set) {
        if (spec.outputs().size() == 1) {
            return Optional.of(PYTHON.code(set));
        }
        Optional<Expr> own = name.equals("loss_weights")
                ? Optional.of(PerOutputValues.weight(spec.outputNames(), output.name(), set))
                : PerOutputValues.of(output.name(), set);
        return own.map(PYTHON::code);
    }

    private Optional<Expr> metrics(Block output) {
        Expr set = spec.settings().get("compile_metrics");
        Optional<Expr> own = PerOutputValues.of(output.name(), set);
        return own.isPresent() ? own : Optional.of(SpecSettings.metrics(spec.mode(output)));
    }

    private CodeText loss(Block output) {
        Optional<Expr> set = PerOutputValues.of(output.name(), spec.settings().get("compile_loss"));
        ModelMode mode = spec.mode(output);
        Integer classes = supply.classes(output);
        if (set.isEmpty() && mode == ModelMode.CLASSIFIER && classes == null) {
            return PYTHON.naming(supply.names(output))
                    .byClasses(SpecSettings.loss(mode, 2), SpecSettings.loss(mode, 3));
        }
        return PYTHON.code(set.orElseGet(() -> SpecSettings.loss(mode, classes == null ? 0 : classes)));
    }

    private Map<String, CodeText> fit() {
        Map<String, CodeText> arguments = new LinkedHashMap<>();
        for (String name : GeneratedArguments.FIT) {
            Expr set = spec.settings().get("fit_" + name);
            if (set != null && !name.equals("callbacks")) {
                arguments.put(name, PYTHON.code(name.equals("class_weight") ? classWeight(set) : set));
            }
        }
        return arguments;
    }

    private Expr classWeight(Expr set) {
        return ClassWeights.byIndex(
                spec.name(), set, supply.classes(spec.outputs().get(0)), levels);
    }

    private List<Expr> callbacks() {
        return spec.settings().get("fit_callbacks") instanceof ListExpr callbacks ? callbacks.items() : List.of();
    }
}
