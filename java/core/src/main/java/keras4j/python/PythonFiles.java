package keras4j.python;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The Python half, packed into the jar: written to the cache folder once for each content. */
final class PythonFiles {
    /** The modules of {@code keras4j_runtime}; a test compares them with the folder. */
    static final List<String> MODULES = List.of(
            "__init__",
            "bridge",
            "failures",
            "keeping",
            "prediction",
            "probe",
            "programs",
            "start",
            "streams",
            "table",
            "tracing",
            "training");

    private PythonFiles() {}

    /** The folder to put on Python's path; written aside and renamed, so it is whole or absent. */
    static Path unpack(Path cache) {
        Map<String, byte[]> files = new TreeMap<>();
        MODULES.forEach(module -> files.put(module + ".py", read(module + ".py")));
        Path folder = cache.resolve("runtime").resolve(digest(files));
        try {
            if (!Files.isDirectory(folder)) {
                publish(files, folder);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(
                    "The Python half of keras4j can't be written to " + folder + ": " + failure.getMessage(), failure);
        }
        return folder;
    }

    private static void publish(Map<String, byte[]> files, Path folder) throws IOException {
        Files.createDirectories(folder.getParent());
        Path aside = Files.createTempDirectory(folder.getParent(), "new-");
        Path half = Files.createDirectory(aside.resolve("keras4j_runtime"));
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Files.write(half.resolve(file.getKey()), file.getValue());
        }
        try {
            Files.move(aside, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (java.nio.file.DirectoryNotEmptyException | FileAlreadyExistsException another) {
            // Another JVM was faster, with the same content.
            for (String file : files.keySet()) {
                Files.delete(half.resolve(file));
            }
            Files.delete(half);
            Files.delete(aside);
        }
    }

    private static byte[] read(String file) {
        try (InputStream in = PythonFiles.class.getResourceAsStream("/keras4j/runtime/keras4j_runtime/" + file)) {
            if (in == null) {
                throw new IllegalStateException("keras4j's jar is damaged: keras4j_runtime/" + file + " is missing");
            }
            return in.readAllBytes();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String digest(Map<String, byte[]> files) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            files.forEach((name, content) -> {
                sha.update(name.getBytes(java.nio.charset.StandardCharsets.UTF_8));
                sha.update(content);
            });
            return HexFormat.of().formatHex(sha.digest()).substring(0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
