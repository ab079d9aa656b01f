package keras4j.spec;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import keras4j.expr.Arg;
import keras4j.expr.Call;
import keras4j.expr.Expr;
import keras4j.expr.HyperparameterExpr;
import keras4j.internal.text.Quoted;

/** Naming of the hyperparameters that stand in a block without an arg: each gets one, named after its argument. */
final class ImplicitArguments {
    private final String block;
    private final Set<String> names = new HashSet<>();

    private final List<Call> layers;
    private final Map<String, Expr> call;

    ImplicitArguments(String block, List<Call> layers, Map<String, Expr> call) {
        this.block = block;
        layers.forEach(layer -> layer.rewrite(this::seen));
        call.values().forEach(value -> value.rewrite(this::seen));
        this.layers = layers.stream().map(layer -> named("", layer)).toList();
        Map<String, Expr> named = new LinkedHashMap<>();
        call.forEach((name, value) -> named.put(name, named(name, value)));
        this.call = Collections.unmodifiableMap(named);
    }

    /** Returns the layers with args in the place of hyperparameters. */
    List<Call> layers() {
        return layers;
    }

    /** Returns the call arguments with args in the place of hyperparameters. */
    Map<String, Expr> call() {
        return call;
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
        if (value instanceof Arg || !HyperparameterExpr.isIn(value)) {
            return value;
        }
        if (value instanceof HyperparameterExpr open && open.name() != null) {
            names.add(open.name());
            return new Arg(open.name(), open);
        }
        if (!names.add(path)) {
            throw new IllegalArgumentException("block " + block + ": hyperparameters must have distinct names, got "
                    + Quoted.cut(path) + " twice; write arg(\"...\", " + value + ")");
        }
        return new Arg(path, value);
    }
}
