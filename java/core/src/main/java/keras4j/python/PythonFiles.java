package keras4j.python;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The Python half, packed into the jar: written to the cache folder once for each content. */
final class PythonFiles {
    /** The modules of {@code keras4j_runtime}; a test compares them with the folder. */
    static final List<String> MODULES = List.of(
            "__init__",
            "activations",
            "assembling",
            "batches",
            "bridge",
            "checking",
            "customs",
            "diagrams",
            "draws",
            "existing",
            "failures",
            "keeping",
            "laplace",
            "literals",
            "members",
            "needs",
            "policies",
            "ports",
            "prediction",
            "preparing",
            "probe",
            "programs",
            "sampling",
            "start",
            "streams",
            "table",
            "tracing",
            "training",
            "trials",
            "vectorized",
            "watching",
            "worker");

    private PythonFiles() {}

    /** The folder to put on Python's path; it appears whole or not at all. */
    static Path unpack(Path cache) {
        List<String> sources = MODULES.stream()
                .map(module -> Packed.text("runtime/keras4j_runtime/" + module + ".py"))
                .toList();
        Path folder = cache.resolve("runtime")
                .resolve(Digest.of(sources.toArray(String[]::new)))
                .resolve("python");
        try {
            if (!Files.isDirectory(folder)) {
                publish(sources, folder);
            }
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(
                    "Keras.open: the Python half of keras4j can't be written to " + folder + ": " + failure, failure);
        }
        return folder;
    }

    private static void publish(List<String> sources, Path folder) throws IOException, InterruptedException {
        try {
            Folders.publish(folder, aside -> {
                Path half = Files.createDirectory(aside.resolve("keras4j_runtime"));
                for (int i = 0; i < sources.size(); i++) {
                    Files.writeString(half.resolve(MODULES.get(i) + ".py"), sources.get(i));
                }
            });
        } catch (IOException failure) {
            // Another JVM may have been faster, with the same content.
            if (!Files.isDirectory(folder)) {
                throw failure;
            }
        }
    }
}
