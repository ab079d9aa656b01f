package keras4j.code;

import java.util.List;
import java.util.Map;
import keras4j.expr.Call;
import keras4j.expr.Expr;

/**
 * A model that is there already: its layers, and how they are joined.
 *
 * @param name the model's name
 * @param layers the layers by name, in order, as the calls that make them
 * @param nodes for each layer the calls that were made of it; none at all in a model that is one layer after another
 * @param inputs the names of the layers that are the model's inputs
 * @param outputs what the model gives: one tensor, several in a list, or several by name
 * @param models the layers that are models themselves
 */
public record ModelOutline(
        String name,
        Map<String, Call> layers,
        Map<String, List<Node>> nodes,
        List<String> inputs,
        Argument outputs,
        Map<String, ModelOutline> models) {

    /**
     * One call of a layer.
     *
     * @param arguments what stands in order
     * @param named what stands by name
     */
    public record Node(List<Argument> arguments, Map<String, Argument> named) {}

    /** What a layer is called with. */
    public sealed interface Argument permits Tensor, Many, Named, Plain {}

    /**
     * What a call of a layer gave.
     *
     * @param layer the layer
     * @param node the number of the call, from 0
     * @param output which of its outputs, from 0
     */
    public record Tensor(String layer, int node, int output) implements Argument {}

    /** Several in a list. */
    public record Many(List<Argument> items) implements Argument {}

    /** Several by name. */
    public record Named(Map<String, Argument> items) implements Argument {}

    /** A value. */
    public record Plain(Expr value) implements Argument {}
}
