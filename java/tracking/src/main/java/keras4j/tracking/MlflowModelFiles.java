package keras4j.tracking;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import keras4j.fitted.Fitted;
import keras4j.fitted.MlflowModel;

/** Files of a logged model: the MLflow model and, beside it, the archive with recipe and history. */
final class MlflowModelFiles {
    static final String FOLDER = "model";
    static final String ARCHIVE = "fitted.keras4j";

    private MlflowModelFiles() {}

    /** Returns the content of the files by their path among the artifacts. */
    static Map<String, byte[]> of(Fitted fitted) {
        try {
            Path parent = Files.createTempDirectory("keras4j-mlflow");
            try {
                MlflowModel.write(fitted, parent.resolve(FOLDER));
                Map<String, byte[]> files = read(parent);
                files.put(FOLDER + "/" + ARCHIVE, fitted.toBytes());
                return files;
            } finally {
                delete(parent);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("MlflowRun: the model can't be written to a temporary folder: " + e, e);
        }
    }

    private static Map<String, byte[]> read(Path parent) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        for (Path file : walk(parent)) {
            if (Files.isRegularFile(file)) {
                files.put(parent.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        }
        return files;
    }

    private static void delete(Path parent) throws IOException {
        for (Path file : walk(parent)) {
            Files.delete(file);
        }
    }

    /** Returns a folder and all that is in it, each before its parent. */
    private static List<Path> walk(Path parent) throws IOException {
        try (Stream<Path> files = Files.walk(parent)) {
            return files.sorted(Comparator.reverseOrder()).toList();
        }
    }
}
