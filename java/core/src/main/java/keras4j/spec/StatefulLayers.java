package keras4j.spec;

import java.util.List;
import java.util.Map;
import keras4j.expr.Call;
import keras4j.expr.Expr;
import keras4j.expr.Literal;
import keras4j.internal.text.Quoted;

/** Refusal of layers that keep their states from one batch to the next. */
final class StatefulLayers {
    private static final Expr OFF = new Literal(false);

    private StatefulLayers() {}

    static void check(String spec, List<Block> blocks, Map<String, Expr> settings) {
        for (Block block : blocks) {
            LayerStack.first(block, settings)
                    .forEach(layer -> layer.rewrite(part -> stateless(spec + ": block " + block.name(), part)));
        }
    }

    private static Expr stateless(String subject, Expr part) {
        if (part instanceof Call call
                && call.source() == null
                && !OFF.equals(call.arguments().getOrDefault("stateful", OFF))) {
            throw new IllegalArgumentException(
                    subject + " must not be stateful, as rows would depend on those before, got " + Quoted.cut(call)
                            + "; returnState(true) gives the states, and call(\"initial_state\", ...) takes them");
        }
        return part;
    }
}
