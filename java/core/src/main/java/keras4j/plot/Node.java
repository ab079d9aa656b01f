package keras4j.plot;

import java.util.Locale;

/**
 * A box of a model diagram: a layer.
 *
 * @param name unique in its diagram
 * @param kind the layer's class, as {@code Dense}
 * @param shape what it gives, as {@code (None, 128)}; empty if unknown
 * @param parameters number of weights; 0 if it has none
 */
public record Node(String name, String kind, String shape, long parameters) {
    /** A layer without weights. */
    public static Node of(String name, String kind, String shape) {
        return new Node(name, kind, shape, 0);
    }

    /** What stands below the name, as in {@code (None, 128) · 1,280 parameters}. */
    String detail() {
        String weights = parameters == 0 ? "" : String.format(Locale.ROOT, "%,d parameters", parameters);
        return shape + (shape.isEmpty() || weights.isEmpty() ? "" : " · ") + weights;
    }
}
