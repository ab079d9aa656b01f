package keras4j.spec;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import keras4j.expr.Arg;
import keras4j.expr.Call;
import keras4j.expr.DataPlaceholder;
import keras4j.expr.Expr;
import keras4j.expr.Literal;
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

    private void repeat(Block block) {
        Expr set = settings.getOrDefault("num_" + block.name(), Expr.of(1));
        long times = (Long) Objects.requireNonNull(((Literal) set).value());
        for (long copy = 1; copy <= times; copy++) {
            copy(block, copy);
        }
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
