package keras4j.internal.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import keras4j.internal.text.GoneProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFolderTest {
    private static final Map<String, byte[]> FILES = Map.of("a", new byte[] {1}, "in/b", new byte[] {2, 3});

    private final Path folder;

    AtomicFolderTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private List<String> all() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void all_files_are_there_and_nothing_else() throws IOException {
        AtomicFolder.create(folder.resolve("x"), FILES, FileAccess.UMASK);
        assertEquals(List.of("x/a", "x/in/b"), all());
    }

    @Test
    void what_can_not_be_written_leaves_nothing() throws IOException {
        Map<String, byte[]> impossible = Map.of("a", new byte[0], "a/b", new byte[0]);
        assertThrows(IOException.class, () -> AtomicFolder.create(folder.resolve("x"), impossible, FileAccess.UMASK));
        Path taken = Files.createDirectories(folder.resolve("taken"));
        Files.createFile(taken.resolve("file"));
        assertThrows(IOException.class, () -> AtomicFolder.create(taken, FILES, FileAccess.UMASK));
        assertEquals(List.of("taken/file"), all());
    }

    @Test
    void a_folder_that_a_dead_process_left_is_removed() throws IOException {
        long dead = GoneProcess.pid();
        Path left = folder.resolve(".keras4j.tmp-" + ProcessFiles.PLACE + "-" + dead + "-1");
        Files.createDirectory(left, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.createDirectories(left.resolve("in"));
        Files.createFile(left.resolve("in/b"));
        AtomicFolder.create(folder.resolve("x"), FILES, FileAccess.UMASK);
        assertFalse(Files.exists(left));
    }
}
