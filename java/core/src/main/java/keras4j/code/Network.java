package keras4j.code;

import java.util.List;
import java.util.Map;
import keras4j.expr.Call;
import keras4j.expr.Supplied;
import org.jspecify.annotations.Nullable;

/** The layers of a model, and how they hang together. */
public sealed interface Network {
    /** All layers, in the order of the program. */
    List<Layer> layers();

    /**
     * A layer of the model.
     *
     * @param name its name, unique in the model
     * @param block the block that it comes from
     * @param call what makes it, without its name
     */
    record Layer(String name, String block, Call call) {}

    /**
     * One layer after another.
     *
     * @param layers the input first
     */
    record Sequence(List<Layer> layers) implements Network {}

    /**
     * Blocks that take each other's tensors.
     *
     * @param nodes the blocks, each behind those that it takes
     * @param inputs the names of the blocks that are inputs
     * @param outputs the names of the blocks that are outputs
     */
    record Graph(List<Node> nodes, List<String> inputs, List<String> outputs) implements Network {
        @Override
        public List<Layer> layers() {
            return nodes.stream().flatMap(node -> node.layers().stream()).toList();
        }

        /** A block by its name. */
        Node node(String block) {
            return nodes.stream()
                    .filter(node -> node.block().equals(block))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /**
     * A block of a graph.
     *
     * @param block its name
     * @param layers its own layers, in order; without any it passes on what it takes
     * @param from the blocks that it takes; none for an input
     * @param shares the block whose layers it applies; null for its own
     * @param names what the data supply, by the name that it has for this block
     */
    record Node(
            String block,
            List<Layer> layers,
            List<String> from,
            @Nullable String shares,
            Map<Supplied, String> names) {}
}
