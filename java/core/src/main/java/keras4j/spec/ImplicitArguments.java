package keras4j.spec;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import keras4j.expr.Arg;
import keras4j.expr.Call;
import keras4j.expr.Expr;
import keras4j.expr.OpenExpr;

/** Naming of the hyperparameters that stand in a block without an arg: each gets one, named after its argument. */
final class ImplicitArguments {
    private final String block;
    private final Set<String> names = new HashSet<>();

    private ImplicitArguments(String block) {
        this.block = block;
    }

    static List<Call> named(String block, List<Call> layers) {
        ImplicitArguments openings = new ImplicitArguments(block);
        layers.forEach(layer -> layer.rewrite(openings::seen));
        return layers.stream().map(layer -> openings.named("", layer)).toList();
    }

    private Expr seen(Expr part) {
        if (part instanceof Arg arg) {
            names.add(arg.name());
        }
        return part;
    }

    private Call named(String path, Call call) {
        Map<String, Expr> arguments = new LinkedHashMap<>();
        call.arguments().forEach((name, value) -> arguments.put(name, named(path + name, value)));
        return new Call(call.symbol(), arguments, call.source());
    }

    private Expr named(String path, Expr value) {
        if (value instanceof Call call) {
            return named(path + "_", call);
        }
        if (value instanceof Arg || !OpenExpr.isIn(value)) {
            return value;
        }
        if (value instanceof OpenExpr open && open.name() != null) {
            names.add(open.name());
            return new Arg(open.name(), open);
        }
        if (!names.add(path)) {
            throw new IllegalArgumentException("block " + block + ": open values must have distinct names, got " + path
                    + " twice; write arg(\"...\", " + value + ")");
        }
        return new Arg(path, value);
    }
}
