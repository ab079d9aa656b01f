package keras4j.model;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import keras4j.data.Examples;
import keras4j.data.Tensor;
import keras4j.internal.text.Preconditions;
import keras4j.internal.text.Sha256Sum;

/**
 * Fingerprint of training rows, which identifies them without containing them.
 *
 * @param sha256 the SHA-256 of names, types, shapes and numbers, as the recipe prepared them
 * @param shapes their names, shapes and types, as in {@code x (150, 4) float32, y (150) int32}
 */
public record TrainingDataFingerprint(String sha256, String shapes) {
    /**
     * Checks the components.
     *
     * @param sha256 the SHA-256 of names, types, shapes and numbers, as the recipe prepared them
     * @param shapes their names, shapes and types, as in {@code x (150, 4) float32, y (150) int32}
     */
    public TrainingDataFingerprint {
        Preconditions.notNull("TrainingDataFingerprint", "sha256", sha256);
        Preconditions.notNull("TrainingDataFingerprint", "shapes", shapes);
    }

    /**
     * Computes the fingerprint of inputs, outcomes (a class as its code) and weights.
     *
     * @param rows the rows
     * @return the fingerprint
     */
    public static TrainingDataFingerprint of(Examples rows) {
        Preconditions.notNull("TrainingDataFingerprint", "rows", rows);
        Sha256Sum sum = new Sha256Sum();
        List<String> shapes = new ArrayList<>();
        rows.inputs().forEach((name, x) -> shapes.add(add(sum, name, x)));
        rows.outcomes().forEach((name, y) -> shapes.add(add(sum, name, Examples.y(y))));
        for (Map.Entry<String, Tensor> weights : rows.weights().entrySet()) {
            shapes.add(add(sum, "weights of " + weights.getKey(), weights.getValue()));
        }
        return new TrainingDataFingerprint(sum.hex(), String.join(", ", shapes));
    }

    private static String add(Sha256Sum sum, String name, Tensor tensor) {
        String said = IntStream.of(tensor.shape())
                .mapToObj(String::valueOf)
                .collect(Collectors.joining(", ", name + " (", ") " + tensor.dtype()));
        sum.add((said + "\n").getBytes(StandardCharsets.UTF_8));
        sum.add(tensor.buffer().order(ByteOrder.LITTLE_ENDIAN));
        return said;
    }

    /** Returns one line, as in {@code TrainingDataFingerprint x (150, 4) float32, y (150) int32}. */
    @Override
    public String toString() {
        return "TrainingDataFingerprint " + shapes;
    }
}
