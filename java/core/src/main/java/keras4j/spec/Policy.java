package keras4j.spec;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import keras4j.catalogue.Parameter;
import keras4j.expr.Call;
import keras4j.expr.Expr;
import keras4j.expr.Interval;
import keras4j.expr.Literal;
import org.jspecify.annotations.Nullable;

/** The argument {@code dtype_policy} of a spec, and what follows from it. */
final class Policy {
    static final String NAME = "dtype_policy";
    private static final Expr STANDARD = new Literal(DTypePolicy.FLOAT32.toString());

    static final Slot SLOT = new Slot(
            NAME,
            "the dtype policy",
            STANDARD,
            List.of(new Parameter(
                    NAME,
                    false,
                    STANDARD,
                    List.of("choice"),
                    Stream.of(DTypePolicy.values()).map(DTypePolicy::toString).toList(),
                    Interval.FINITE)),
            null);

    private Policy() {}

    /** The policy where it is another than Keras' own. */
    static @Nullable Expr of(Map<String, Expr> settings) {
        Expr set = settings.get(NAME);
        return STANDARD.equals(set) ? null : set;
    }

    /** The last layer of a network, which gives float32 under any policy, for the loss and for who predicts. */
    static Call exit(Map<String, Expr> settings, Call layer) {
        return of(settings) == null || layer.arguments().containsKey("dtype") ? layer : layer.with("dtype", STANDARD);
    }
}
