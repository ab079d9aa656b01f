package keras4j.spec;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import keras4j.expr.Arg;
import keras4j.expr.Call;
import keras4j.expr.Expr;
import keras4j.expr.Open;

/** Gives the open values of a block that stand without an arg one of their own, named as the argument where they stand. */
final class Openings {
    private final String block;
    private final Set<String> names = new HashSet<>();

    private Openings(String block) {
        this.block = block;
    }

    static List<Call> named(String block, List<Call> layers) {
        Openings openings = new Openings(block);
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
        if (value instanceof Arg || !Open.isIn(value)) {
            return value;
        }
        if (value instanceof Open open && open.name() != null) {
            names.add(open.name());
            return new Arg(open.name(), open);
        }
        if (!names.add(path)) {
            throw new IllegalArgumentException("block " + block + ": open values must have names of their own, got "
                    + path + " twice; write arg(\"...\", " + value + ")");
        }
        return new Arg(path, value);
    }
}
