package keras4j.spec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import keras4j.catalogue.Catalogue;
import keras4j.code.Code;
import keras4j.code.Network;
import keras4j.code.Outline;
import keras4j.code.Program;
import keras4j.code.ProgramWriter;
import keras4j.code.PythonWriter;
import keras4j.expr.Expr;
import keras4j.expr.Items;
import org.jspecify.annotations.Nullable;

/** Turns a spec into its program. */
final class SpecProgram {
    private static final PythonWriter PYTHON =
            new PythonWriter(symbol -> Catalogue.keras().entry(symbol).required());

    private final Spec spec;
    private final Supply supply;
    private final List<String> levels;

    private SpecProgram(Spec spec, Supply supply, List<String> levels) {
        this.spec = spec;
        this.supply = supply;
        this.levels = levels;
    }

    /** With parameters for what only the data tell. */
    static Program open(Spec spec) {
        return new SpecProgram(spec.requireClosed(), Supply.unknown(spec), List.of()).write();
    }

    /** With everything filled in. */
    static Program filled(Spec spec, List<List<Integer>> shapes, List<@Nullable Integer> classes, List<String> levels) {
        return new SpecProgram(spec.requireClosed(), Supply.known(spec, shapes, classes, PYTHON), levels).write();
    }

    private Program write() {
        Network network = network();
        Outline outline = new Outline(
                spec.name(),
                supply.parameters(),
                spec.seed(),
                Policy.of(spec.settings()),
                network,
                frozen(network),
                compile(),
                fit(),
                callbacks());
        return ProgramWriter.write(outline, PYTHON).below(spec.customObjects());
    }

    private Map<String, Boolean> frozen(Network network) {
        List<String> blocks =
                spec.blocks().stream().filter(Block::still).map(Block::name).toList();
        Map<String, Boolean> frozen = new LinkedHashMap<>();
        network.layers().stream()
                .filter(layer -> blocks.contains(layer.block()))
                .forEach(layer -> frozen.put(layer.name(), false));
        return frozen;
    }

    private Network network() {
        if (!Structure.isGraph(spec.blocks())) {
            return new Network.Sequence(spec.blocks().stream()
                    .flatMap(block -> Stack.of(block, spec.settings()).stream())
                    .toList());
        }
        List<Network.Node> nodes = Graph.sorted(spec.name(), spec.blocks()).stream()
                .map(block -> new Network.Node(
                        block.name(),
                        block.shares() == null ? Stack.of(block, spec.settings()) : List.of(),
                        block.from(),
                        block.shares(),
                        supply.names(block)))
                .toList();
        return new Network.Graph(nodes, spec.inputNames(), spec.outputNames());
    }

    private Map<String, Code> compile() {
        Map<String, Code> arguments = new LinkedHashMap<>();
        arguments.put("optimizer", PYTHON.code(spec.optimizer()));
        put(arguments, "loss", output -> Optional.of(loss(output)));
        put(arguments, "metrics", output -> metrics(output).map(PYTHON::code));
        for (String name : Slots.COMPILE) {
            Expr set = spec.settings().get("compile_" + name);
            if (set != null && !arguments.containsKey(name)) {
                put(arguments, name, output -> own(name, output, set));
            }
        }
        return arguments;
    }

    /** Of one output its value; of several a dictionary by output, where it is something that each may have for itself. */
    private void put(Map<String, Code> arguments, String name, Function<Block, Optional<Code>> value) {
        List<Block> outputs = spec.outputs();
        if (outputs.size() == 1 || !PerOutput.concerns("compile_" + name)) {
            value.apply(outputs.get(0)).ifPresent(code -> arguments.put(name, code));
            return;
        }
        Map<String, Code> each = new LinkedHashMap<>();
        outputs.forEach(output -> value.apply(output).ifPresent(code -> each.put(output.name(), code)));
        arguments.put(name, PythonWriter.dict(each));
    }

    private Optional<Code> own(String name, Block output, Expr set) {
        if (spec.outputs().size() == 1) {
            return Optional.of(PYTHON.code(set));
        }
        Optional<Expr> own = name.equals("loss_weights")
                ? Optional.of(PerOutput.weight(spec.outputNames(), output.name(), set))
                : PerOutput.of(output.name(), set);
        return own.map(PYTHON::code);
    }

    private Optional<Expr> metrics(Block output) {
        Expr set = spec.settings().get("compile_metrics");
        Optional<Expr> own = PerOutput.of(output.name(), set);
        return own.isPresent() ? own : Optional.of(Settings.metrics(spec.mode(output)));
    }

    private Code loss(Block output) {
        Optional<Expr> set = PerOutput.of(output.name(), spec.settings().get("compile_loss"));
        Mode mode = spec.mode(output);
        Integer classes = supply.classes(output);
        if (set.isEmpty() && mode == Mode.CLASSIFIER && classes == null) {
            return PYTHON.naming(supply.names(output)).byClasses(Settings.loss(mode, 2), Settings.loss(mode, 3));
        }
        return PYTHON.code(set.orElseGet(() -> Settings.loss(mode, classes == null ? 0 : classes)));
    }

    private Map<String, Code> fit() {
        Map<String, Code> arguments = new LinkedHashMap<>();
        for (String name : Slots.FIT) {
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
        return spec.settings().get("fit_callbacks") instanceof Items callbacks ? callbacks.items() : List.of();
    }
}
