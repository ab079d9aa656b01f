package keras4j.catalogue;

import java.util.List;
import java.util.Set;
import keras4j.expr.Expr;
import keras4j.expr.Interval;

/**
 * An argument that Keras takes, and what it accepts there.
 *
 * @param name its name in Python
 * @param required whether Keras needs it
 * @param standard what Keras takes when nobody says anything; {@code None} where it is required
 * @param types the accepted types: bool, int, double, string, choice, shape, weights, any, none (Python's {@code None}),
 *     callable (a custom object) or a kind such as initializer; a star is a list, {} a map from text; object and tensor
 *     are what Java has no value for
 * @param choices the accepted names, where the types have choice
 * @param interval the accepted numbers
 */
public record Parameter(
        String name, boolean required, Expr standard, List<String> types, List<String> choices, Interval interval) {
    private static final Set<String> FOREIGN = Set.of("object", "tensor");

    public Parameter {
        types = List.copyOf(types);
        choices = List.copyOf(choices);
    }

    /** Whether Java has no value for it: an object of another package, weights. */
    public boolean isForeign() {
        return FOREIGN.containsAll(types);
    }

    /** A parameter that is a number of an interval: of type int or double. */
    public static Parameter number(String name, String type, Expr standard, String interval) {
        return new Parameter(name, false, standard, List.of(type), List.of(), Interval.of(interval));
    }

    /** The same under the name that a spec gives it. */
    public Parameter as(String other) {
        return new Parameter(other, required, standard, types, choices, interval);
    }
}
