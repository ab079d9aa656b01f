package keras4j.spec;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import keras4j.expr.Arg;
import keras4j.expr.Call;
import keras4j.expr.DataPlaceholder;
import keras4j.expr.Expr;
import keras4j.expr.Literal;
import keras4j.internal.code.LayerGraph.Application;
import keras4j.internal.code.LayerGraph.Layer;

/** Layers of a block, in order: with args filled in, the block omitted or repeated, and names assigned. */
final class LayerStack {
    private final Map<String, Expr> settings;
    private final List<Layer> layers = new ArrayList<>();

    private LayerStack(Map<String, Expr> settings) {
        this.settings = settings;
    }

    static List<Layer> of(Block block, Map<String, Expr> settings) {
        LayerStack stack = new LayerStack(settings);
        stack.repeat(block);
        return stack.layers;
    }

    /** Returns the layers of the first copy of a block, whether it is used or not. */
    static List<Call> first(Block block, Map<String, Expr> settings) {
        LayerStack stack = new LayerStack(settings);
        stack.copy(block, 1);
        return stack.layers.stream().map(Layer::call).toList();
    }

    private void repeat(Block block) {
        long times = times(block, settings);
        for (long copy = 1; copy <= times; copy++) {
            copy(block, copy);
        }
    }

    private static long times(Block block, Map<String, Expr> settings) {
        Expr set = settings.getOrDefault("num_" + block.name(), Expr.of(1));
        return (Long) Objects.requireNonNull(((Literal) set).value());
    }

    /**
     * Returns the applications of the layers of all copies of a block.
     *
     * @param spec the spec, for messages
     * @param block the block
     * @param origin the block whose layers it applies
     * @param settings the settings
     */
    static List<Application> applications(String spec, Block block, Block origin, Map<String, Expr> settings) {
        List<Application> applications = new ArrayList<>();
        long times = times(origin, settings);
        for (long copy = 1; copy <= times; copy++) {
            List<String> from = copy == 1 ? block.from() : List.of(block.name());
            Map<String, Expr> call = call(block, origin, copy, settings);
            applications.addAll(Graph.applications(spec, block, origin.layers(), from, call));
        }
        return applications;
    }

    /** Returns the call arguments of one copy of a block. */
    static Map<String, Expr> call(Block block, Block origin, long copy, Map<String, Expr> settings) {
        LayerStack stack = new LayerStack(settings);
        Map<String, Expr> call = new LinkedHashMap<>();
        block.call().forEach((name, value) -> call.put(name, value.rewrite(part -> stack.filled(origin, copy, part))));
        return call;
    }

    private void copy(Block block, long copy) {
        String prefix = copy == 1 ? block.name() : block.name() + "." + copy;
        Map<String, Integer> seen = new HashMap<>();
        for (Call layer : block.layers()) {
            String kind = snake(layer.name());
            int nth = seen.merge(kind, 1, Integer::sum);
            String own = nth == 1 ? kind : kind + "_" + nth;
            String name = block.layers().size() == 1 ? prefix : prefix + "." + own;
            Call filled = (Call) layer.rewrite(part -> filled(block, copy, part));
            layers.add(new Layer(name, block.name(), entrance(block, filled)));
        }
        if (block.role() == Block.Role.OUTPUT) {
            int last = layers.size() - 1;
            layers.set(last, exit(layers.get(last)));
        }
    }

    private Expr filled(Block block, long copy, Expr part) {
        if (!(part instanceof Arg arg)) {
            return part;
        }
        Expr all = settings.getOrDefault(block.name() + "_" + arg.name(), arg.standard());
        return settings.getOrDefault(block.name() + "." + copy + "_" + arg.name(), all);
    }

    // A shape fixed by the spec is the default of build's parameter.
    private static Call entrance(Block block, Call layer) {
        return block.role() == Block.Role.INPUT ? layer.with("shape", DataPlaceholder.INPUT_SHAPE) : layer;
    }

    private Layer exit(Layer layer) {
        return new Layer(layer.name(), layer.block(), DTypePolicyArgument.exit(settings, layer.call()));
    }

    /** Returns the layer name that Keras derives from a class name: {@code max_pooling2d} for {@code MaxPooling2D}. */
    private static String snake(String name) {
        return name.replaceAll("(.)([A-Z][a-z]+)", "$1_$2")
                .replaceAll("([a-z])([A-Z])", "$1_$2")
                .toLowerCase(Locale.ROOT);
    }
}
