package keras4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import keras4j.data.Input;
import keras4j.data.Tensor;
import keras4j.fitted.Fitted;
import keras4j.fitted.KerasFile;
import keras4j.model.Backend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that networks of texts predict as in plain Keras on TensorFlow, and are refused on JAX. */
class ZooOfTextsIT {
    private static final float CLOSE = 1e-6f;

    @TempDir
    private Path folder;

    @Test
    void networks_of_texts_predict_as_in_plain_keras_or_are_refused_on_jax_with_the_line_that_helps() throws Exception {
        PlainPython.zooOfTexts(folder);
        ZooFolder zoo = new ZooFolder(folder);
        int right = 0;
        try (Keras keras = Keras.open()) {
            for (String name : zoo.names()) {
                KerasFile file = KerasFile.read(zoo.file(name));
                assertEquals(file, KerasFile.of(file.toBytes()), name);
                if (keras.backend() == Backend.JAX) {
                    refused(keras, file);
                } else {
                    predicts(keras, file, name);
                }
                right++;
            }
        }
        ReliabilityFigure.ZOO_OF_TEXTS.is(right);
    }

    private static void refused(Keras keras, KerasFile file) {
        String message = String.valueOf(assertThrows(IllegalStateException.class, () -> keras.load(file))
                .getMessage());
        assertTrue(message.startsWith("KerasFile " + file.name() + ": backend must be TensorFlow for "), message);
        assertTrue(
                message.endsWith(", got JAX; start Java with -Dkeras4j.backend=tensorflow,"
                        + " or use Keras.open(Backend.TENSORFLOW)"),
                message);
    }

    private void predicts(Keras keras, KerasFile file, String name) throws IOException {
        Fitted fitted = keras.load(file);
        JsonNode rows = new JsonMapper().readTree(folder.resolve(name + ".json").toFile());
        Map<String, Tensor> x = new LinkedHashMap<>();
        fitted.schema().inputs().forEach(input -> x.put(input.name(), tensor(input, rows.path(x.size()))));
        float[] expected = Npy.read(folder.resolve(name + ".npy"));
        assertArrayEquals(expected, keras.predict(fitted, x).floats(), CLOSE, name);
        keras.release(fitted);
        assertArrayEquals(expected, keras.predict(fitted, x).floats(), CLOSE, name);
    }

    private static Tensor tensor(Input input, JsonNode rows) {
        List<JsonNode> cells = new ArrayList<>();
        rows.forEach(row -> row.forEach(cells::add));
        int[] shape = {rows.size(), cells.size() / rows.size()};
        return switch (input.dtype()) {
            case STRING -> Tensor.ofStrings(cells.stream().map(JsonNode::asText).toArray(String[]::new), shape);
            case INT32 -> Tensor.ofInts(cells.stream().mapToInt(JsonNode::asInt).toArray(), shape);
            case FLOAT32 -> Tensor.of(floats(cells), shape);
            case UINT8 -> throw new AssertionError("no kind takes bytes");
        };
    }

    private static float[] floats(List<JsonNode> cells) {
        float[] numbers = new float[cells.size()];
        for (int at = 0; at < numbers.length; at++) {
            numbers[at] = cells.get(at).floatValue();
        }
        return numbers;
    }
}
