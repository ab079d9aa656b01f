package keras4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import keras4j.data.Input;
import keras4j.data.Outcome;
import keras4j.data.Tensor;
import keras4j.fitted.Fitted;
import keras4j.fitted.KerasFile;
import keras4j.internal.kerasfile.KerasZip;
import keras4j.internal.python.PythonTrial;
import keras4j.prediction.Predictions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that genuine files of Keras are read and used, the counterpart to the refusal rates. */
class GenuineIT {
    private static final int KINDS = 32;
    /** A build has every kind on one of the backends. */
    private static final int STEP = ReliabilityFigure.isThorough() ? 1 : 2;

    private static final int ODD = STEP - 1;

    private static final int ROWS = 8;
    /** Relative tolerance to the numbers of plain Keras. */
    private static final float CLOSE = 1e-4f;
    /** Tolerance for numbers of 16 bits or fewer, where the order of summation matters more. */
    private static final float COARSE = 3e-2f;

    private static final Set<String> SHORT = Set.of("bfloat16", "mixed_float16", "quantized");

    @TempDir
    private Path folder;

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.toString().endsWith(".keras"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void genuine_files_of_every_kind_are_read_and_are_the_same_to_keras_when_written_anew_and_predict_the_same()
            throws Exception {
        int first = PythonTrial.onJax() ? 0 : ODD;
        PlainPython.genuine(folder, first, STEP);
        List<Path> files = files();
        for (Path file : files) {
            KerasFile read = KerasFile.read(file);
            assertEquals(read, KerasFile.of(read.toBytes()));
            assertTrue(!read.layers().isEmpty(), read.name());
        }
        assertEquals(KINDS / STEP, predicted());
        for (Path file : files) {
            String again = file.getFileName().toString().replace(".keras", ".again.keras");
            Files.write(file.resolveSibling(again), KerasFile.read(file).toBytes());
        }
        PlainPython.compareGenuine(folder);
        Files.write(
                folder.resolve("audited.txt"),
                files.stream()
                        .map(file -> String.valueOf(file.getFileName()).replace(".keras", ".again.keras"))
                        .toList());
        PlainPython.module("audited", folder);
        String loaded = Files.readString(folder.resolve("python.log"));
        assertTrue(loaded.endsWith(KINDS / STEP + "\n"), loaded);
    }

    @Test
    @Tag("full")
    @Tag("jax")
    void genuine_files_of_an_older_keras_predict_the_same() throws Exception {
        PlainPython.genuineOfOlderKeras(folder, ODD, STEP);
        for (Path file : files()) {
            String metadata =
                    new String(KerasZip.read(Files.readAllBytes(file)).get("metadata.json"), StandardCharsets.UTF_8);
            assertTrue(metadata.contains("\"3.12.4\""), metadata);
        }
        assertEquals(KINDS / STEP, predicted());
    }

    /** Returns the number of files with the predictions of plain Keras. */
    private int predicted() throws IOException {
        int right = 0;
        try (Keras keras = Keras.open()) {
            for (Path file : files()) {
                Fitted fitted = keras.load(file);
                assertPredicts(fitted, keras.predict(fitted, x(file, fitted)), file);
                keras.release(fitted);
                right++;
            }
        }
        return right;
    }

    private static Path beside(Path file, String what, int at) {
        return file.resolveSibling(file.getFileName().toString().replace(".keras", "." + what + "." + at + ".npy"));
    }

    private static Map<String, Tensor> x(Path file, Fitted fitted) throws IOException {
        Map<String, Tensor> x = new LinkedHashMap<>();
        for (Input input : fitted.schema().inputs()) {
            x.put(input.name(), tensor(input, Npy.read(beside(file, "x", x.size()))));
        }
        return x;
    }

    private static Tensor tensor(Input input, float[] numbers) {
        int[] shape = Stream.concat(Stream.of(ROWS), input.shape().stream())
                .mapToInt(Integer::intValue)
                .toArray();
        return switch (input.dtype()) {
            case FLOAT32 -> Tensor.of(numbers, shape);
            case INT32 -> Tensor.ofInts(ints(numbers), shape);
            case UINT8, STRING -> throw new AssertionError("no kind takes bytes or texts");
        };
    }

    private static int[] ints(float[] numbers) {
        int[] ints = new int[numbers.length];
        for (int at = 0; at < ints.length; at++) {
            ints[at] = (int) numbers[at];
        }
        return ints;
    }

    private static void assertPredicts(Fitted fitted, Predictions predictions, Path file) throws IOException {
        String kind = file.getFileName().toString().replace(".keras", "");
        List<Outcome> outcomes = fitted.schema().outcomes();
        for (int output = 0; output < outcomes.size(); output++) {
            float[] expected = Npy.read(beside(file, "y", output));
            float[] found = predictions.of(outcomes.get(output).name()).tensor().toFloats();
            assertEquals(expected.length, found.length, kind);
            float close = SHORT.contains(kind) ? COARSE : CLOSE;
            for (int at = 0; at < found.length; at++) {
                assertEquals(expected[at], found[at], close * Math.max(1, Math.abs(expected[at])), kind + " " + at);
            }
        }
    }
}
