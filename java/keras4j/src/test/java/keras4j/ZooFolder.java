package keras4j;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import keras4j.data.DType;
import keras4j.data.Input;
import keras4j.data.Tensor;
import keras4j.fitted.Fitted;
import keras4j.fitted.KerasFile;
import keras4j.prediction.Predictions;

/** A folder of networks that {@code zoo.py} saved, with rows and what plain Keras predicts for them. */
record ZooFolder(Path folder) {
    /** Tolerance to the numbers of plain Keras, in parts of 1 or of a number beyond 1. */
    private static final float CLOSE = 1e-6f;

    List<String> names() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(file -> String.valueOf(file.getFileName()))
                    .filter(file -> file.endsWith(".keras"))
                    .map(file -> file.replace(".keras", ""))
                    .sorted()
                    .toList();
        }
    }

    Path file(String name) {
        return folder.resolve(name + ".keras");
    }

    /** Reads, loads, keeps in an archive and predicts, and adds to what is wrong. */
    boolean predicts(Keras keras, String name, List<String> wrong) throws IOException {
        KerasFile file = KerasFile.read(file(name));
        assertEquals(file, KerasFile.of(file.toBytes()));
        Fitted fitted = keras.load(file);
        assertEquals(fitted, Fitted.ofBytes(fitted.toBytes()), name);
        int before = wrong.size();
        for (int size = 0; Files.exists(array(name, size, "x", 0)); size++) {
            compare(keras.predict(fitted, x(name, size, fitted)), name, size, file.outputs(), wrong);
        }
        keras.release(fitted);
        return wrong.size() == before;
    }

    /** Writes the program of a network beside it. */
    void writeProgram(String name) throws IOException {
        Files.writeString(
                folder.resolve(name + ".py"),
                KerasFile.read(file(name)).program().source());
    }

    private Path array(String name, int size, String what, int at) {
        return folder.resolve(name + "." + size + "." + what + "." + at + ".npy");
    }

    Map<String, Tensor> x(String name, int size, Fitted fitted) throws IOException {
        Map<String, Tensor> x = new LinkedHashMap<>();
        for (Input input : fitted.schema().inputs()) {
            x.put(input.name(), tensor(input.dtype(), array(name, size, "x", x.size())));
        }
        return x;
    }

    private static Tensor tensor(DType dtype, Path file) throws IOException {
        int[] saved = Npy.shape(file);
        int[] shape = saved.length == 1 ? new int[] {saved[0], 1} : saved;
        float[] numbers = Npy.read(file);
        if (dtype == DType.FLOAT32) {
            return Tensor.of(numbers, shape);
        }
        int[] whole = new int[numbers.length];
        byte[] bytes = new byte[numbers.length];
        for (int at = 0; at < whole.length; at++) {
            whole[at] = (int) numbers[at];
            bytes[at] = (byte) numbers[at];
        }
        return dtype == DType.UINT8 ? Tensor.ofBytes(bytes, shape) : Tensor.ofInts(whole, shape);
    }

    private void compare(Predictions predictions, String name, int size, List<String> outputs, List<String> wrong)
            throws IOException {
        for (int output = 0; output < outputs.size(); output++) {
            Path file = array(name, size, "y", output);
            float[] expected = Npy.read(file);
            Tensor found = predictions.of(outputs.get(output)).tensor();
            assertEquals(List.of(Npy.shape(file)[0]), List.of(found.rows()), name);
            double difference = difference(expected, found.toFloats());
            if (!(difference <= CLOSE)) {
                wrong.add(name + " " + size + ", output " + outputs.get(output) + ": " + difference);
            }
        }
    }

    private static double difference(float[] expected, float[] found) {
        double largest = expected.length == found.length ? 0 : Double.NaN;
        for (int at = 0; at < expected.length && !Double.isNaN(largest); at++) {
            double difference = Math.abs(expected[at] - found[at]) / Math.max(1, Math.abs(expected[at]));
            largest = Double.isNaN(difference) ? difference : Math.max(largest, difference);
        }
        return largest;
    }
}
