package keras4j.internal.environment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import keras4j.internal.files.AtomicFolder;

/** Python half of keras4j, packed into the jar and unpacked to the cache folder once for each content. */
public final class PythonFiles {
    /** Modules of {@code keras4j_runtime}; a test compares them with the folder. */
    static final List<String> MODULES = List.of(
            "__init__",
            "activations",
            "assembling",
            "batches",
            "bridge",
            "checking",
            "custom_objects",
            "deferred_imports",
            "diagrams",
            "failures",
            "jax_random",
            "laplace",
            "literals",
            "memory",
            "missing_packages",
            "model_operations",
            "object_table",
            "onnx_export",
            "packing",
            "policies",
            "prediction",
            "preparing",
            "probe",
            "programs",
            "progress",
            "sampling",
            "serialization",
            "signature",
            "startup",
            "streams",
            "tracing",
            "training",
            "trial_members",
            "trials",
            "vectorized",
            "vocabularies",
            "worker");

    private PythonFiles() {}

    /** Unpacks the modules and returns the folder for Python's path; the folder is published atomically. */
    public static Path unpack(Path cache) {
        List<String> sources = MODULES.stream()
                .map(module -> JarResources.text("runtime/keras4j_runtime/" + module + ".py"))
                .toList();
        Path folder = cache.resolve("runtime")
                .resolve(CacheKey.of(sources.toArray(String[]::new)))
                .resolve("python");
        try {
            if (!Files.isDirectory(folder)) {
                publish(sources, folder);
            }
        } catch (IOException failure) {
            throw new IllegalStateException(
                    "Keras.open: the Python half of keras4j can't be written to " + folder + ": " + failure, failure);
        }
        return folder;
    }

    private static void publish(List<String> sources, Path folder) throws IOException {
        try {
            AtomicFolder.<IOException>publish(folder, aside -> {
                Path half = Files.createDirectory(aside.resolve("keras4j_runtime"));
                for (int i = 0; i < sources.size(); i++) {
                    Files.writeString(half.resolve(MODULES.get(i) + ".py"), sources.get(i));
                }
                CacheAccess.share(aside);
            });
        } catch (IOException failure) {
            // Another JVM may have published the same content in the meantime.
            if (!Files.isDirectory(folder)) {
                throw failure;
            }
        }
    }
}
