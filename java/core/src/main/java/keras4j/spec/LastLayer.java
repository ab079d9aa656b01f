package keras4j.spec;

import java.util.List;
import java.util.Map;
import keras4j.expr.Call;
import keras4j.expr.Expr;
import keras4j.expr.Literal;
import keras4j.expr.NumberRange;
import keras4j.internal.catalogue.CatalogueParameter;
import keras4j.internal.code.LayerGraph.Layer;

/** Argument {@code laplace} of a spec, and its requirements on the last layer of each output. */
final class LastLayer {
    static final String NAME = "laplace";
    private static final Expr OFF = new Literal(false);
    private static final Expr ON = new Literal(true);

    static final ArgumentSlot SLOT = new ArgumentSlot(
            NAME,
            "the Laplace approximation",
            OFF,
            List.of(new CatalogueParameter(NAME, false, OFF, List.of("bool"), List.of(), NumberRange.FINITE)),
            null);

    private LastLayer() {}

    static void check(String spec, ModelMode mode, List<Block> blocks, Map<String, Expr> settings) {
        if (ON.equals(settings.get(NAME))) {
            for (Block output : BlockStructureCheck.of(Block.Role.OUTPUT, blocks)) {
                List<Layer> layers = LayerStack.of(output, settings);
                check(spec, output.mode() == null ? mode : output.mode(), output, layers.get(layers.size() - 1));
            }
        }
    }

    private static void check(String spec, ModelMode mode, Block output, Layer last) {
        Call call = last.call();
        if (!fits(mode, call)) {
            throw new IllegalArgumentException(spec + ": for laplace the last layer of block " + output.name()
                    + " must be a dense layer with a bias and "
                    + (mode == ModelMode.REGRESSOR ? "no activation" : "softmax, or sigmoid for one unit") + ", got "
                    + call);
        }
    }

    private static boolean fits(ModelMode mode, Call call) {
        return call.symbol().equals("keras.layers.Dense")
                && call.source() == null
                && !OFF.equals(call.arguments().get("use_bias"))
                && suits(mode, call);
    }

    private static boolean suits(ModelMode mode, Call dense) {
        Object activation = dense.arguments().getOrDefault("activation", Literal.NONE) instanceof Literal literal
                ? literal.value()
                : dense;
        if (mode == ModelMode.REGRESSOR) {
            return activation == null || activation.equals("linear");
        }
        return "softmax".equals(activation)
                || ("sigmoid".equals(activation)
                        && Expr.of(1).equals(dense.arguments().get("units")));
    }
}
