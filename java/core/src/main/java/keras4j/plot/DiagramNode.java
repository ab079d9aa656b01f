package keras4j.plot;

import java.util.Locale;
import keras4j.internal.text.Preconditions;

/**
 * A node of a model diagram: one layer.
 *
 * @param name unique in its diagram
 * @param kind the layer's class, such as {@code Dense}
 * @param shape its output shape, such as {@code (None, 128)}; empty if unknown
 * @param parameters number of weights; 0 if it has none
 */
public record DiagramNode(String name, String kind, String shape, long parameters) {
    /**
     * Checks the components.
     *
     * @param name unique in its diagram
     * @param kind the layer's class, such as {@code Dense}
     * @param shape its output shape, such as {@code (None, 128)}; empty if unknown
     * @param parameters number of weights; 0 if it has none
     */
    public DiagramNode {
        Preconditions.notNull("DiagramNode", "name", name);
        Preconditions.notNull("DiagramNode", "kind", kind);
        Preconditions.notNull("DiagramNode", "shape", shape);
    }

    /**
     * Returns a layer without weights.
     *
     * @param name unique in its diagram
     * @param kind the layer's class, such as {@code Dense}
     * @param shape its output shape, such as {@code (None, 128)}; empty if unknown
     * @return the node
     */
    public static DiagramNode of(String name, String kind, String shape) {
        return new DiagramNode(name, kind, shape, 0);
    }

    /** Returns the text below the name, such as {@code (None, 128) · 1,280 parameters}. */
    String detail() {
        String weights = parameters == 0 ? "" : String.format(Locale.ROOT, "%,d parameters", parameters);
        return shape + (shape.isEmpty() || weights.isEmpty() ? "" : " · ") + weights;
    }
}
