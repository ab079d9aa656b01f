package keras4j.recipe;

import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Keras layers that are equivalent to a fitted step on some columns.
 *
 * @param columns the columns that go in, together
 * @param layers the layers, in order
 * @param made the columns that come out, in order
 */
public record PreprocessingLayers(List<String> columns, List<Layer> layers, List<String> made) {
    /**
     * A Keras layer.
     *
     * @param type its class in {@code keras.layers}
     * @param arguments its arguments: numbers, text and lists of numbers
     */
    public record Layer(String type, Map<String, Object> arguments) {
        /**
         * Creates a layer and copies the arguments.
         *
         * @param type its class in {@code keras.layers}
         * @param arguments its arguments: numbers, text and lists of numbers
         */
        public Layer {
            arguments = Map.copyOf(arguments);
        }
    }

    /**
     * Creates the layers.
     *
     * @param columns the columns that go in, together
     * @param layers the layers, in order
     * @param made the columns that come out, in order
     */
    public PreprocessingLayers {
        columns = List.copyOf(columns);
        layers = List.copyOf(layers);
        made = List.copyOf(made);
    }

    static PreprocessingLayers of(List<String> columns, Layer... layers) {
        return new PreprocessingLayers(columns, List.of(layers), columns);
    }

    /** Returns a layer that subtracts {@code means} and divides by {@code sds}. */
    static Layer normalization(List<Double> means, List<Double> sds) {
        return new Layer(
                "Normalization",
                Map.of(
                        "mean",
                        means,
                        "variance",
                        sds.stream().map(sd -> sd * sd).toList()));
    }

    static Layer rescaling(double scale, double offset) {
        return new Layer("Rescaling", Map.of("scale", scale, "offset", offset));
    }

    static List<Double> times(int count, double number) {
        return Collections.nCopies(count, number);
    }
}
