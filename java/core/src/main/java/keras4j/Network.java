package keras4j;

import java.util.List;
import keras4j.data.Tensor;
import keras4j.text.Nearest;

/**
 * What a fitted model is made of: its layers with their weights, copied when it was asked for.
 *
 * @param name the model's name
 * @param layers the layers, in Keras' order; a model inside is one of them
 */
public record Network(String name, List<Layer> layers) {
    public Network {
        layers = List.copyOf(layers);
    }

    /**
     * A layer.
     *
     * @param name its name
     * @param type its class: {@code Dense}
     * @param outputShape what it gives, as Keras prints it: {@code (None, 10)}
     * @param trainable whether it learns
     * @param weights its weights, in the order in which Keras takes them
     */
    public record Layer(String name, String type, String outputShape, boolean trainable, List<Weight> weights) {
        public Layer {
            weights = List.copyOf(weights);
        }

        /** How many numbers its weights have. */
        public long parameters() {
            return weights.stream().mapToLong(Weight::parameters).sum();
        }

        /** Refuses weights that can't take the place of these. */
        void require(List<Tensor> others) {
            List<String> due = weights.stream().map(each -> text(each.tensor())).toList();
            List<String> given = others.stream().map(Layer::text).toList();
            if (!due.equals(given)) {
                throw new IllegalArgumentException("Network: weights of " + name + " must be "
                        + (due.isEmpty() ? "none" : String.join(", ", due)) + ", got "
                        + (given.isEmpty() ? "none" : String.join(", ", given)));
            }
        }

        private static String text(Tensor tensor) {
            return tensor.toString().replace("Tensor ", "");
        }

        /** The weights as tensors, in the order in which Keras takes them. */
        public List<Tensor> tensors() {
            return weights.stream().map(Weight::tensor).toList();
        }
    }

    /**
     * A weight.
     *
     * @param name its name within the layer: {@code kernel}
     * @param trainable whether a fit changes it by its gradient
     * @param tensor its numbers; a scalar has shape {@code (1)}, small whole numbers and halves are widened to 32 bits
     */
    public record Weight(String name, boolean trainable, Tensor tensor) {
        long parameters() {
            return (long) tensor.rows() * tensor.rowSize();
        }
    }

    /**
     * A layer by its name.
     *
     * @throws IllegalArgumentException there is no such layer
     */
    public Layer layer(String layer) {
        return layers.stream()
                .filter(each -> each.name().equals(layer))
                .findFirst()
                .orElseThrow(() -> unknown(layer));
    }

    private IllegalArgumentException unknown(String layer) {
        List<String> names = layers.stream().map(Layer::name).toList();
        return new IllegalArgumentException("Network " + name + ": layer must be one of " + String.join(", ", names)
                + ", got " + layer + Nearest.hint(layer, names));
    }

    /** How many numbers all weights have. */
    public long parameters() {
        return layers.stream().mapToLong(Layer::parameters).sum();
    }

    /** How many of them a fit changes by their gradients. */
    public long trainableParameters() {
        return layers.stream()
                .flatMap(layer -> layer.weights().stream())
                .filter(Weight::trainable)
                .mapToLong(Weight::parameters)
                .sum();
    }

    /** As in {@code Network mlp: 3 layers, 1,234 parameters, 1,000 of them trainable}. */
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
