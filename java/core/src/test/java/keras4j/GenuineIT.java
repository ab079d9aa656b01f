package keras4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Keras writes is read: a figure of refusal is worth nothing without this one. */
class GenuineIT {
    private static final int KINDS = 32;

    @TempDir
    static Path folder;

    @Test
    void genuine_files_of_every_kind_are_read_and_are_the_same_to_keras_when_written_anew() throws Exception {
        PlainPython.genuine("make", folder);
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> file.toString().endsWith(".keras"))
                    .sorted()
                    .toList();
        }
        assertEquals(KINDS, files.size());
        for (Path file : files) {
            KerasFile read = KerasFile.read(file);
            assertEquals(read, KerasFile.of(read.bytes()));
            assertTrue(!read.layers().isEmpty(), read.name());
            String name = file.getFileName().toString();
            Files.write(file.resolveSibling(name.replace(".keras", ".again.keras")), read.bytes());
        }
        PlainPython.genuine("compare", folder);
        Files.write(
                folder.resolve("audited.txt"),
                files.stream()
                        .map(file -> String.valueOf(file.getFileName()).replace(".keras", ".again.keras"))
                        .toList());
        PlainPython.module("audited", folder);
        String loaded = Files.readString(folder.resolve("python.log"));
        assertTrue(loaded.endsWith(KINDS + "\n"), loaded);
    }
}
