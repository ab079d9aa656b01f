package keras4j.spec;

import java.util.List;
import java.util.Map;
import keras4j.catalogue.Parameter;
import keras4j.code.Network.Layer;
import keras4j.expr.Call;
import keras4j.expr.Expr;
import keras4j.expr.Interval;
import keras4j.expr.Literal;

/** The argument {@code laplace} of a spec, and what it asks of the last layer of each output. */
final class LastLayer {
    static final String NAME = "laplace";
    private static final Expr OFF = new Literal(false);
    private static final Expr ON = new Literal(true);

    static final Slot SLOT = new Slot(
            NAME,
            "the Laplace approximation",
            OFF,
            List.of(new Parameter(NAME, false, OFF, List.of("bool"), List.of(), Interval.FINITE)),
            null);

    private LastLayer() {}

    static void check(String spec, Mode mode, List<Block> blocks, Map<String, Expr> settings) {
        if (ON.equals(settings.get(NAME))) {
            for (Block output : Structure.of(Block.Role.OUTPUT, blocks)) {
                List<Layer> layers = Stack.of(output, settings);
                check(spec, output.mode() == null ? mode : output.mode(), output, layers.get(layers.size() - 1));
            }
        }
    }

    private static void check(String spec, Mode mode, Block output, Layer last) {
        Call call = last.call();
        boolean fits = call.symbol().equals("keras.layers.Dense")
                && call.source() == null
                && !OFF.equals(call.arguments().get("use_bias"))
                && suits(mode, call);
        if (!fits) {
            throw new IllegalArgumentException(spec + ": for laplace the last layer of block " + output.name()
                    + " must be a dense layer with a bias and "
                    + (mode == Mode.REGRESSOR ? "no activation" : "softmax, or sigmoid for one unit") + ", got "
                    + call);
        }
    }

    private static boolean suits(Mode mode, Call dense) {
        Object activation = dense.arguments().getOrDefault("activation", Literal.NONE) instanceof Literal literal
                ? literal.value()
                : dense;
        if (mode == Mode.REGRESSOR) {
            return activation == null || activation.equals("linear");
        }
        return "softmax".equals(activation)
                || ("sigmoid".equals(activation)
                        && Expr.of(1).equals(dense.arguments().get("units")));
    }
}
