package keras4j.internal.code;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import keras4j.expr.Call;
import keras4j.expr.DataPlaceholder;
import keras4j.expr.Expr;
import org.jspecify.annotations.Nullable;

/** Layers of a model, and their connections. */
public sealed interface LayerGraph {
    /** Returns all layers, in the order of the program. */
    List<Layer> layers();

    /**
     * Layer of the model.
     *
     * @param name its name, unique in the model
     * @param block the block that it comes from
     * @param call the call that makes it, without its name
     */
    record Layer(String name, String block, Call call) {}

    /**
     * Sequential model.
     *
     * @param layers the layers, the input first
     */
    record Sequence(List<Layer> layers) implements LayerGraph {}

    /**
     * Graph of blocks that take each other's tensors.
     *
     * @param nodes the blocks, each after those that it takes
     * @param inputs the names of the blocks that are inputs
     * @param outputs the names of the blocks that are outputs
     */
    record Graph(List<Node> nodes, List<String> inputs, List<String> outputs) implements LayerGraph {
        @Override
        public List<Layer> layers() {
            return nodes.stream().flatMap(node -> node.layers().stream()).toList();
        }

        /** Returns a block by its name. */
        Node node(String block) {
            return nodes.stream()
                    .filter(node -> node.block().equals(block))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /**
     * Block of a graph.
     *
     * @param block its name
     * @param layers its own layers, in order; an empty block passes its input on
     * @param from the blocks that it takes; none for an input
     * @param applications the application of each layer, its own or a shared one; none for an input
     * @param outputs the names of the further outputs of the last layer
     * @param result the structure of all outputs of the last layer
     * @param shares the block whose layers it applies; null for its own
     * @param names the names that supplied values have for this block
     */
    record Node(
            String block,
            List<Layer> layers,
            List<String> from,
            List<Application> applications,
            List<String> outputs,
            Result result,
            @Nullable String shares,
            Map<DataPlaceholder, String> names) {}

    /**
     * Application of a layer. Texts are names of blocks, or of their further outputs, and stand for tensors.
     *
     * @param positional the arguments without names
     * @param named the arguments with names
     */
    record Application(List<Expr> positional, Map<String, Expr> named) {}

    /**
     * Structure of what a layer gives.
     *
     * @param parts the parts of several outputs; none for one tensor
     */
    record Result(List<Result> parts) {
        /** Structure of one tensor. */
        public static final Result TENSOR = new Result(List.of());

        /** Returns a structure of a number of tensors side by side. */
        public static Result tensors(int count) {
            return count == 1 ? TENSOR : new Result(Collections.nCopies(count, TENSOR));
        }

        /** Returns the number of tensors. */
        public int size() {
            return parts.isEmpty() ? 1 : parts.stream().mapToInt(Result::size).sum();
        }
    }
}
