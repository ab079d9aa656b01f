package keras4j.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import keras4j.Keras;
import keras4j.archive.ArchiveException;
import keras4j.environment.Settings;
import keras4j.fitted.Fitted;
import keras4j.fitted.KerasFile;
import keras4j.internal.environment.Environments;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Forty networks of different architectures: each is exported and predicts as Keras, or is refused in words; and a
 * weight that is changed in its file is refused. Six of them without the property {@code keras4j.full}.
 */
@Tag("once")
class OnnxZooIT {
    private static final boolean FULL = Boolean.getBoolean("keras4j.full");
    private static final List<String> SOME =
            List.of("cnn", "bidirectional", "normalization", "two_in_two_out", "integers_in", "mixed_precision");

    private static final int NETWORKS = 40;
    private static final int GOAL = 36;

    /** Result of one network. */
    private record Row(String exporter, String words, boolean changeRefused) {}

    @Test
    void networks_are_exported_and_agree_or_are_refused_in_words(@TempDir Path folder) throws Exception {
        make(folder);
        Map<String, Row> rows = new TreeMap<>();
        try (Keras keras = Keras.open();
                OnnxScorer scorer = OnnxScorer.open();
                Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".keras"))
                    .sorted()
                    .toList()) {
                String name = file.getFileName().toString().replace(".keras", "");
                rows.put(name, row(keras, scorer, file));
                System.out.println("  " + name + " " + rows.get(name));
            }
        }
        assertEquals(FULL ? NETWORKS : SOME.size(), rows.size());
        List<String> refused = rows.entrySet().stream()
                .filter(row -> row.getValue().exporter().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
        System.out.println("Networks that export and agree: " + (rows.size() - refused.size()) + " of " + rows.size());
        assertTrue(refused.size() <= (FULL ? NETWORKS - GOAL : 0), refused::toString);
        rows.forEach((name, row) -> assertTrue(row.exporter().isEmpty() || row.changeRefused(), name));
    }

    private static Row row(Keras keras, OnnxScorer scorer, Path file) throws Exception {
        Fitted fitted = keras.load(KerasFile.read(file));
        Fitted exported;
        try {
            exported = keras.withOnnx(fitted);
        } catch (IllegalArgumentException failure) {
            String words = String.valueOf(failure.getMessage());
            assertTrue(words.startsWith("Keras.withOnnx: "), words);
            return new Row("", words, false);
        }
        // Mixed precision of the session is not that of the form, and the numbers differ more.
        boolean exact = !file.endsWith("mixed_precision.keras");
        String difference = exact ? String.valueOf(scorer.verify(exported, keras)) : "float32";
        scorer.release(exported);
        keras.release(fitted);
        return new Row(exported.onnx().orElseThrow(), difference, changeRefused(exported, file));
    }

    private static boolean changeRefused(Fitted exported, Path file) throws Exception {
        Path kept = file.resolveSibling(file.getFileName() + ".keras4j");
        byte[] whole = exported.toBytes();
        Files.write(kept, FormChange.of(exported).inFile(whole));
        String words = String.valueOf(
                assertThrows(ArchiveException.class, () -> Fitted.load(kept)).getMessage());
        Files.delete(kept);
        return words.startsWith("Archive: member model.onnx must match its CRC-32");
    }

    /** Has plain Keras make the networks. */
    private static void make(Path folder) throws Exception {
        Path program = folder.resolve("zoo.py");
        try (InputStream source = OnnxZooIT.class.getResourceAsStream("zoo.py")) {
            Files.copy(Objects.requireNonNull(source), program);
        }
        String python =
                Environments.resolve(Settings.defaults(), "jax").executable().toString();
        List<String> command = new ArrayList<>(List.of(python, program.toString(), folder.toString()));
        command.addAll(FULL ? List.of() : SOME);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("KERAS_BACKEND", "jax");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
    }
}
