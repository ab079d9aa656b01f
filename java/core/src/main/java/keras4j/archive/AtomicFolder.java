package keras4j.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.stream.Stream;
import keras4j.text.ProcessFiles;

/** Writes a folder so that it is there with all of its files or not at all, as {@link AtomicFile} writes a file. */
public final class AtomicFolder {
    private AtomicFolder() {}

    /**
     * Writes a folder that is not there yet.
     *
     * @param files bytes by path within the folder, with slashes
     * @throws IOException there is no folder; or there is, whole, which the message says then, and only the folder that it is in
     *     could not be forced to the disk
     */
    public static void create(Path folder, Map<String, byte[]> files) throws IOException {
        Path target = folder.toAbsolutePath();
        Path aside = Files.createDirectory(Aside.of(target));
        try {
            fill(aside, files);
            Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | RuntimeException failed) {
            ProcessFiles.delete(aside);
            throw failed;
        }
        AtomicFile.settle(aside, target);
    }

    private static void fill(Path aside, Map<String, byte[]> files) throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path path = aside.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            AtomicFile.writeAside(path, file.getValue());
        }
        try (Stream<Path> all = Files.walk(aside)) {
            for (Path within : all.filter(Files::isDirectory).toList()) {
                Aside.force(within);
            }
        }
    }
}
