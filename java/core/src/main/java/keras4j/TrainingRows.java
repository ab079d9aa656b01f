package keras4j;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import keras4j.data.Examples;
import keras4j.data.Tensor;
import keras4j.text.Sha256;

/**
 * Which rows a model was fitted to: not the rows, but enough to tell whether others are the same.
 *
 * @param sha256 the SHA-256 of names, types, shapes and numbers, as the recipe prepared them
 * @param shapes what they were, as in {@code x (150, 4) float32, y (150) int32}
 */
public record TrainingRows(String sha256, String shapes) {
    /** Of some rows: inputs, outcomes (a class as its code), then weights. */
    public static TrainingRows of(Examples rows) {
        Sha256 sum = new Sha256();
        List<String> shapes = new ArrayList<>();
        rows.inputs().forEach((name, x) -> shapes.add(add(sum, name, x)));
        rows.outcomes().forEach((name, y) -> shapes.add(add(sum, name, Examples.y(y))));
        for (Map.Entry<String, Tensor> weights : rows.weights().entrySet()) {
            shapes.add(add(sum, "weights of " + weights.getKey(), weights.getValue()));
        }
        return new TrainingRows(sum.hex(), String.join(", ", shapes));
    }

    private static String add(Sha256 sum, String name, Tensor tensor) {
        String said = IntStream.of(tensor.shape())
                .mapToObj(String::valueOf)
                .collect(Collectors.joining(", ", name + " (", ") " + tensor.dtype()));
        sum.add((said + "\n").getBytes(StandardCharsets.UTF_8));
        sum.add(tensor.buffer().order(ByteOrder.LITTLE_ENDIAN));
        return said;
    }

    /** As in {@code TrainingRows x (150, 4) float32, y (150) int32}. */
    @Override
    public String toString() {
        return "TrainingRows " + shapes;
    }
}
