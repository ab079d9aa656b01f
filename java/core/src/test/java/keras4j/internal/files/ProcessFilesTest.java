package keras4j.internal.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import keras4j.FaultyFiles;
import keras4j.ReliabilityFigure;
import keras4j.internal.text.GoneProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that a sweep deletes nothing but this user's own leftovers. */
class ProcessFilesTest {
    private static final int FILES = 300;

    private final Path folder;
    private final ProcessFiles files;
    private final String dead = "left-" + ProcessFiles.PLACE + "-" + GoneProcess.pid() + "-";

    ProcessFilesTest(@TempDir Path folder) throws IOException {
        this.folder = Files.createDirectory(folder.resolve("shared"));
        this.files = new ProcessFiles(this.folder, "left-", Duration.ofDays(7));
    }

    private Path leftFolder(String name, String mode) throws IOException {
        Path left = Files.createDirectory(folder.resolve(dead + name));
        Files.createFile(left.resolve("file"));
        return Files.setPosixFilePermissions(left, PosixFilePermissions.fromString(mode));
    }

    private static Path filled(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (int i = 0; i < FILES; i++) {
            Files.createFile(folder.resolve("file" + i));
        }
        return folder;
    }

    private static long count(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.count();
        }
    }

    @Test
    void plain_files_and_private_folders_of_ended_processes_are_deleted() throws IOException {
        Files.createFile(folder.resolve(dead + "1"));
        leftFolder("2", "rwx------");
        Path running = Files.createFile(folder.resolve(files.own() + "3"));
        Path other = Files.createFile(folder.resolve("other"));
        files.sweep();
        assertEquals(2, count(folder));
        assertTrue(Files.exists(running) && Files.exists(other));
    }

    @Test
    void a_folder_that_others_may_enter_and_a_link_stay_where_they_are() throws IOException {
        Path outside = filled(folder.resolveSibling("outside"));
        Path readable = leftFolder("1", "rwxr-xr-x");
        Path writable = leftFolder("2", "rwx-w----");
        Path link = Files.createSymbolicLink(folder.resolve(dead + "3"), outside);
        Path toFile = Files.createSymbolicLink(folder.resolve(dead + "4"), outside.resolve("file1"));
        files.sweep();
        assertTrue(Files.exists(readable.resolve("file")) && Files.exists(writable.resolve("file")));
        assertTrue(Files.isSymbolicLink(link) && Files.isSymbolicLink(toFile));
        assertEquals(FILES, count(outside));
    }

    @Test
    void a_link_in_a_private_folder_is_deleted_and_not_followed() throws IOException {
        Path outside = filled(folder.resolveSibling("outside"));
        Path left = leftFolder("1", "rwx------");
        Files.createSymbolicLink(left.resolve("link"), outside);
        files.sweep();
        assertTrue(Files.notExists(left));
        assertEquals(FILES, count(outside));
    }

    @Test
    void what_belongs_to_another_user_stays() throws IOException {
        Path file = Files.createFile(folder.resolve(dead + "1"));
        Path left = leftFolder("2", "rwx------");
        UserPrincipal another = () -> "another";
        Deletion.open(folder, open -> {
            for (Path name : Deletion.names(open)) {
                Deletion.deleteOwn(open, name, another);
            }
        });
        assertTrue(Files.exists(file) && Files.exists(left.resolve("file")));
        assertEquals(Files.getOwner(file), ProcessFiles.user(), "files that this process makes are its user's");
    }

    @Test
    void a_disk_that_deletes_nothing_does_not_stop_a_sweep() throws IOException {
        Path file = Files.createFile(folder.resolve(dead + "1"));
        FaultyFiles.Disk disk = what -> {
            if (what.equals("delete")) {
                throw new AccessDeniedException("it");
            }
        };
        new ProcessFiles(FaultyFiles.on(disk, folder), "left-", Duration.ofDays(7)).sweep();
        assertTrue(Files.exists(file));
    }

    @Test
    @Tag("slow")
    void nothing_elsewhere_is_deleted_while_a_folder_becomes_a_link() throws Exception {
        Path elsewhere = folder.resolveSibling("elsewhere");
        Path outside = filled(elsewhere.resolve("b"));
        int intact = 0;
        for (int round = 0; round < ReliabilityFigure.SWEEPS.count(); round++) {
            Path left = leftFolder(String.valueOf(round), "rwx------");
            Path inside = left.resolve("a");
            filled(inside.resolve("b"));
            AtomicBoolean done = new AtomicBoolean();
            Thread swap = new Thread(() -> swap(inside, elsewhere, done));
            swap.start();
            files.sweep();
            done.set(true);
            swap.join();
            intact += count(outside) == FILES ? 1 : 0;
        }
        ReliabilityFigure.SWEEPS.is(intact);
    }

    /** Exchanges a folder for a link to another one with the same names in it, and back, until it is told to stop. */
    private static void swap(Path inside, Path elsewhere, AtomicBoolean done) {
        Path hidden = inside.resolveSibling("hidden");
        while (!done.get()) {
            try {
                Files.move(inside, hidden);
                Files.createSymbolicLink(inside, elsewhere);
                Files.delete(inside);
                Files.move(hidden, inside);
            } catch (IOException gone) {
                Thread.onSpinWait();
            }
        }
    }
}
