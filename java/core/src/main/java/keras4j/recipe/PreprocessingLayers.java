package keras4j.recipe;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import keras4j.internal.text.Preconditions;

/**
 * Keras layers that are equivalent to a fitted step on some columns.
 *
 * @param columns the columns that go in, together
 * @param layers the layers, in order
 * @param made the columns that come out, in order
 */
public record PreprocessingLayers(List<String> columns, List<Layer> layers, List<String> made) {
    /** Width, above Keras' smallest divisor of 1e-7, that a normalization layer can divide by. */
    private static final double MIN_WIDTH = 1e-6;
    /** Width whose square float32 can hold. */
    private static final double MAX_WIDTH = 1e19;

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
            Preconditions.notNull("Layer", "type", type);
            arguments = Preconditions.entries("Layer", "arguments", arguments);
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
        columns = Preconditions.items("PreprocessingLayers", "columns", columns);
        layers = Preconditions.items("PreprocessingLayers", "layers", layers);
        made = Preconditions.items("PreprocessingLayers", "made", made);
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

    /** Returns an error of a column after its offset is subtracted and it is divided by a width, infinity where Keras can't. */
    static double scaledError(double before, double offset, double width) {
        return width < MIN_WIDTH || width > MAX_WIDTH ? Double.POSITIVE_INFINITY : (before + rounding(offset)) / width;
    }

    /** Returns the largest error of float32 near a number. */
    static double rounding(double number) {
        return number == 0 ? 0 : Math.ulp((float) number) / 2.0;
    }

    static Layer rescaling(double scale, double offset) {
        return new Layer("Rescaling", Map.of("scale", scale, "offset", offset));
    }

    static List<Double> times(int count, double number) {
        return Collections.nCopies(count, number);
    }
}
