package keras4j.model;

import java.util.List;
import keras4j.data.Tensor;
import keras4j.internal.text.NearestName;
import keras4j.internal.text.Preconditions;
import keras4j.internal.text.Quoted;

/**
 * Layers of a fitted model with copies of their weights.
 *
 * @param name the model's name
 * @param layers the layers, in Keras' order; a nested model is one of them
 */
public record Network(String name, List<Layer> layers) {
    /**
     * Creates the network and copies the list.
     *
     * @param name the model's name
     * @param layers the layers, in Keras' order; a nested model is one of them
     */
    public Network {
        Preconditions.notNull("Network", "name", name);
        layers = Preconditions.items("Network", "layers", layers);
    }

    /**
     * Layer of a network.
     *
     * @param name its name
     * @param type its class, such as {@code Dense}
     * @param outputShape the shape of its output, as Keras prints it: {@code (None, 10)}
     * @param trainable whether it is trained
     * @param weights its weights, in Keras' order
     */
    public record Layer(String name, String type, String outputShape, boolean trainable, List<Weight> weights) {
        /**
         * Creates the layer and copies the list.
         *
         * @param name its name
         * @param type its class, such as {@code Dense}
         * @param outputShape the shape of its output, as Keras prints it: {@code (None, 10)}
         * @param trainable whether it is trained
         * @param weights its weights, in Keras' order
         */
        public Layer {
            Preconditions.notNull("Layer", "name", name);
            Preconditions.notNull("Layer", "type", type);
            Preconditions.notNull("Layer", "outputShape", outputShape);
            weights = Preconditions.items("Layer", "weights", weights);
        }

        /** {@return the number of parameters of this layer} */
        public long parameters() {
            return weights.stream().mapToLong(Weight::parameters).sum();
        }

        /**
         * Checks that tensors can replace these weights.
         *
         * @param others the new weights
         * @throws IllegalArgumentException if their number, shapes or types differ
         */
        public void require(List<Tensor> others) {
            Preconditions.items("Layer", "others", others);
            List<String> due = weights.stream().map(each -> text(each.tensor())).toList();
            List<String> given = others.stream().map(Layer::text).toList();
            if (!due.equals(given)) {
                throw new IllegalArgumentException("Network: weights of " + name + " must be "
                        + (due.isEmpty() ? "none" : String.join(", ", due)) + ", got "
                        + Quoted.cut(given.isEmpty() ? "none" : String.join(", ", given)));
            }
        }

        private static String text(Tensor tensor) {
            return tensor.toString().replace("Tensor ", "");
        }

        /** {@return the weights as tensors, in Keras' order} */
        public List<Tensor> tensors() {
            return weights.stream().map(Weight::tensor).toList();
        }
    }

    /**
     * Weight of a layer.
     *
     * @param name its name within the layer, such as {@code kernel}
     * @param trainable whether a fit changes it by its gradient
     * @param tensor its numbers; a scalar has shape {@code (1)}, and small integers and half precision are widened to
     *     32 bits
     */
    public record Weight(String name, boolean trainable, Tensor tensor) {
        /**
         * Checks the components.
         *
         * @param name its name within the layer, such as {@code kernel}
         * @param trainable whether a fit changes it by its gradient
         * @param tensor its numbers; a scalar has shape {@code (1)}, and small integers and half precision are widened to
         *     32 bits
         */
        public Weight {
            Preconditions.notNull("Weight", "name", name);
            Preconditions.notNull("Weight", "tensor", tensor);
        }

        long parameters() {
            return (long) tensor.rows() * tensor.rowSize();
        }
    }

    /**
     * Returns a layer by its name.
     *
     * @param layer the name
     * @return the layer
     * @throws IllegalArgumentException if there is no such layer
     */
    public Layer layer(String layer) {
        Preconditions.notNull("Network", "layer", layer);
        return layers.stream()
                .filter(each -> each.name().equals(layer))
                .findFirst()
                .orElseThrow(() -> unknown(layer));
    }

    private IllegalArgumentException unknown(String layer) {
        List<String> names = layers.stream().map(Layer::name).toList();
        return new IllegalArgumentException("Network " + name + ": layer must be one of "
                + Quoted.cut(String.join(", ", names)) + ", got " + Quoted.cut(layer) + NearestName.hint(layer, names));
    }

    /** {@return the number of parameters of all layers} */
    public long parameters() {
        return layers.stream().mapToLong(Layer::parameters).sum();
    }

    /** {@return the number of parameters that a fit changes by their gradients} */
    public long trainableParameters() {
        return layers.stream()
                .flatMap(layer -> layer.weights().stream())
                .filter(Weight::trainable)
                .mapToLong(Weight::parameters)
                .sum();
    }

    /** Returns one line, as in {@code Network mlp: 3 layers, 1,234 parameters, 1,000 of them trainable}. */
    @Override
    public String toString() {
        return String.format(
                java.util.Locale.ROOT,
                "Network %s: %d layers, %,d parameters, %,d of them trainable",
                name,
                layers.size(),
                parameters(),
                trainableParameters());
    }
}
