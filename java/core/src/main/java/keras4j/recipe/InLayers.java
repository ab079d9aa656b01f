package keras4j.recipe;

import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * What a step does to some columns, as Keras layers.
 *
 * @param columns the columns that go in, together
 * @param layers the layers that they go through, one after another
 * @param made the columns that come out, in order
 */
public record InLayers(List<String> columns, List<Layer> layers, List<String> made) {
    /**
     * A layer of Keras.
     *
     * @param type its class in {@code keras.layers}
     * @param arguments numbers, text and lists of numbers
     */
    public record Layer(String type, Map<String, Object> arguments) {
        public Layer {
            arguments = Map.copyOf(arguments);
        }
    }

    public InLayers {
        columns = List.copyOf(columns);
        layers = List.copyOf(layers);
        made = List.copyOf(made);
    }

    static InLayers of(List<String> columns, Layer... layers) {
        return new InLayers(columns, List.of(layers), columns);
    }

    /** Takes {@code means} away and divides by {@code sds}. */
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
