package keras4j.internal.code;

import java.util.List;
import java.util.Map;
import keras4j.expr.Call;
import keras4j.expr.Expr;

/**
 * Structure of an existing model: its layers, and their connections.
 *
 * @param name the model's name
 * @param layers the layers by name, in order, as the calls that make them
 * @param nodes the calls of each layer; empty for a sequential model
 * @param inputs the names of the layers that are the model's inputs
 * @param outputs the model's outputs: one tensor, several in a list, or several by name
 * @param models the layers that are models themselves, and the models that are arguments of layers, by name
 */
public record ModelOutline(
        String name,
        Map<String, Call> layers,
        Map<String, List<Node>> nodes,
        List<String> inputs,
        Argument outputs,
        Map<String, ModelOutline> models) {

    /** Returns the name of the function that makes a model of some name, where no other model has it. */
    public static String function(String model) {
        return "make_" + model.replaceAll("[^A-Za-z0-9_]", "_");
    }

    /**
     * Call of a layer.
     *
     * @param arguments the positional arguments
     * @param named the named arguments
     */
    public record Node(List<Argument> arguments, Map<String, Argument> named) {}

    /** Argument of a call of a layer. */
    public sealed interface Argument permits Tensor, Many, Named, Subscript, Plain {}

    /**
     * Output tensor of a call of a layer.
     *
     * @param layer the layer
     * @param node the number of the call, from 0
     * @param output the number of the output, from 0
     */
    public record Tensor(String layer, int node, int output) implements Argument {}

    /** List of arguments. */
    public record Many(List<Argument> items) implements Argument {}

    /** Dictionary of arguments. */
    public record Named(Map<String, Argument> items) implements Argument {}

    /**
     * Part of a subscript that is no number.
     *
     * @param source its Python source, as {@code slice(0, 2)} or {@code ...}
     */
    public record Subscript(String source) implements Argument {}

    /** Constant argument. */
    public record Plain(Expr value) implements Argument {}
}
