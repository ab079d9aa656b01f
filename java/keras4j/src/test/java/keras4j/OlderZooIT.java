package keras4j;

import static keras4j.Models.fineTuning;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import keras4j.archive.ArchiveException;
import keras4j.data.Examples;
import keras4j.data.Tensor;
import keras4j.fitted.Fitted;
import keras4j.fitted.KerasFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of files that earlier versions of Keras 3 saved, made once by {@code older_zoo.py}. */
class OlderZooIT {
    /** Versions of a build; {@link ReliabilityFigure#isFull} has all of them. */
    private static final List<String> BUILD = List.of("3.0.5", "3.1.1", "3.2.1");

    @TempDir
    private Path folder;

    @Test
    @Tag("once")
    void files_of_earlier_versions_predict_as_those_versions_did_or_are_refused_with_the_reason() throws Exception {
        List<String> wrong = new ArrayList<>();
        int right = 0;
        try (Keras keras = Keras.open()) {
            for (String version : ReliabilityFigure.isFull() ? sums().keySet() : BUILD) {
                right += right(keras, version, wrong);
            }
        }
        assertEquals(List.of(), wrong);
        ReliabilityFigure.OLDER_ZOO.is(right);
    }

    @Test
    void a_file_of_the_first_version_is_trained_further() throws Exception {
        ZooFolder zoo = unpacked("3.0.5");
        Tensor x = Tensor.of(new float[] {1, 2, 3, 4, 4, 3, 2, 1}, 2, 4);
        Examples rows = Examples.of(x, Tensor.of(new float[] {1, 0}, 2, 1));
        try (Keras keras = Keras.open()) {
            for (String name : List.of("trained_adam", "trained_rmsprop")) {
                KerasFile file = KerasFile.read(zoo.file(name));
                assertTrue(file.compiled());
                Fitted after = keras.fit(fineTuning("further").epochs(40).seed(1), keras.load(file), rows);
                double[] loss = after.history().metric("loss");
                assertTrue(loss[loss.length - 1] < loss[0] / 2, name + Arrays.toString(loss));
            }
        }
    }

    @Test
    void archives_of_earlier_versions_have_their_sums() throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        Map<String, String> found = new LinkedHashMap<>();
        for (String version : sums().keySet()) {
            found.put(version, HexFormat.of().formatHex(digest.digest(archive(version))));
        }
        assertEquals(15, found.size());
        assertEquals(sums(), found);
    }

    private int right(Keras keras, String version, List<String> wrong) throws IOException {
        ZooFolder zoo = unpacked(version);
        List<String> here = new ArrayList<>();
        int right = 0;
        for (String name : zoo.names()) {
            if (name.equals("quantized_1") && version.equals("3.1.1")) {
                refused(zoo.file(name));
            } else if (zoo.predicts(keras, name, here)) {
                right++;
            }
        }
        here.forEach(each -> wrong.add(version + " " + each));
        return right;
    }

    private static void refused(Path file) {
        ArchiveException refused = assertThrows(ArchiveException.class, () -> KerasFile.read(file));
        assertEquals(
                "KerasFile quantized_1.keras: layers must not be quantized by Keras 3.1, which kept other weights,"
                        + " got int8_from_float32 of dense; quantize the model anew in Python, with Keras 3.2 or later",
                refused.getMessage());
    }

    private static Map<String, String> sums() throws IOException {
        Map<String, String> sums = new LinkedHashMap<>();
        new String(resource("SHA256SUMS"), StandardCharsets.US_ASCII).lines().forEach(line -> {
            String file = line.substring(line.lastIndexOf(' ') + 1);
            sums.put(file.replace("keras-", "").replace(".zip", ""), line.substring(0, line.indexOf(' ')));
        });
        return sums;
    }

    private ZooFolder unpacked(String version) throws IOException {
        Path here = Files.createDirectories(folder.resolve(version));
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive(version)))) {
            for (ZipEntry each = zip.getNextEntry(); each != null; each = zip.getNextEntry()) {
                Files.copy(zip, here.resolve(Path.of(each.getName()).getFileName()));
            }
        }
        return new ZooFolder(here);
    }

    private static byte[] archive(String version) throws IOException {
        return resource("keras-" + version + ".zip");
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(OlderZooIT.class.getResourceAsStream("older/" + name), name)) {
            return in.readAllBytes();
        }
    }
}
