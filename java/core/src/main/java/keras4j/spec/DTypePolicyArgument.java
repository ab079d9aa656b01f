package keras4j.spec;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import keras4j.expr.Call;
import keras4j.expr.Expr;
import keras4j.expr.Literal;
import keras4j.expr.NumberRange;
import keras4j.internal.catalogue.CatalogueParameter;
import org.jspecify.annotations.Nullable;

/** Argument {@code dtype_policy} of a spec, and its effect on the program. */
final class DTypePolicyArgument {
    static final String NAME = "dtype_policy";
    private static final Expr STANDARD = new Literal(DTypePolicy.FLOAT32.toString());

    static final ArgumentSlot SLOT = new ArgumentSlot(
            NAME,
            "the dtype policy",
            STANDARD,
            List.of(new CatalogueParameter(
                    NAME,
                    false,
                    STANDARD,
                    List.of("choice"),
                    Stream.of(DTypePolicy.values()).map(DTypePolicy::toString).toList(),
                    NumberRange.FINITE)),
            null);

    private DTypePolicyArgument() {}

    /** Returns the policy if it differs from Keras' default, else null. */
    static @Nullable Expr of(Map<String, Expr> settings) {
        Expr set = settings.get(NAME);
        return STANDARD.equals(set) ? null : set;
    }

    /** Returns the last layer of a network, which gives float32 under any policy, for the loss and for predictions. */
    static Call exit(Map<String, Expr> settings, Call layer) {
        return of(settings) == null || layer.arguments().containsKey("dtype") ? layer : layer.with("dtype", STANDARD);
    }
}
