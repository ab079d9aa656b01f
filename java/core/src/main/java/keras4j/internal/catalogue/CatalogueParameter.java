package keras4j.internal.catalogue;

import java.util.List;
import java.util.Set;
import keras4j.expr.Expr;
import keras4j.expr.NumberRange;

/**
 * Parameter of a Keras class, and the values that it accepts.
 *
 * @param name its name in Python
 * @param required true if Keras requires it
 * @param standard the default; {@code None} if it is required
 * @param types the accepted types: bool, int, double, string, choice, shape, weights, any, none (Python's {@code
 *     None}), callable (a custom object) or a kind such as initializer; a star is a list, {} a map with strings as
 *     keys; Java has no value for object and tensor
 * @param choices the accepted names, if choice is among the types
 * @param interval the accepted numbers
 */
public record CatalogueParameter(
        String name, boolean required, Expr standard, List<String> types, List<String> choices, NumberRange interval) {
    private static final Set<String> FOREIGN = Set.of("object", "tensor");

    public CatalogueParameter {
        types = List.copyOf(types);
        choices = List.copyOf(choices);
    }

    /** Returns true if Java has no value for it, as for weights and for objects of other packages. */
    public boolean isForeign() {
        return FOREIGN.containsAll(types);
    }

    /** Returns a parameter of type int or double whose numbers lie in an interval. */
    public static CatalogueParameter number(String name, String type, Expr standard, String interval) {
        return new CatalogueParameter(name, false, standard, List.of(type), List.of(), NumberRange.of(interval));
    }

    /** Returns a copy with the name that a spec gives it. */
    public CatalogueParameter as(String other) {
        return new CatalogueParameter(other, required, standard, types, choices, interval);
    }
}
