package keras4j.fitted;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import keras4j.ChildJvm;
import keras4j.FaultyFiles;
import keras4j.ReliabilityFigure;
import keras4j.archive.ArchiveException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that a disk failure at any step of a save affects only that save. */
class SavingFaultsTest {
    private static final byte[] OLD = "what was there before".getBytes(StandardCharsets.US_ASCII);

    private final Path file;
    private final Fitted fitted = Golden.fitted();

    SavingFaultsTest(@TempDir Path folder) throws IOException {
        this.file = Files.write(folder.resolve("model.keras4j"), OLD);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(file.getParent())) {
            return files.toList();
        }
    }

    /** The file as it is before: not there, or what {@code replace} overwrites. */
    private void before(boolean fresh) throws IOException {
        for (Path each : files()) {
            Files.delete(each);
        }
        if (!fresh) {
            Files.write(file, OLD);
        }
    }

    /** Returns whether the file is the complete new one, rather than the previous one. */
    private boolean isNew(boolean fresh) throws IOException {
        if (fresh ? !Files.exists(file) : Arrays.equals(OLD, Files.readAllBytes(file))) {
            return false;
        }
        assertEquals(fitted, Fitted.load(file));
        return true;
    }

    private void write(boolean fresh, Path path) {
        if (fresh) {
            fitted.save(path);
        } else {
            fitted.replace(path);
        }
    }

    /** Writes on a disk that does a number of things and then fails once, or from then on; says at which of them, or nothing. */
    private String written(boolean fresh, int things, boolean forEver) throws IOException {
        AtomicInteger done = new AtomicInteger();
        StringBuilder failed = new StringBuilder();
        FaultyFiles.Disk disk = what -> {
            int before = done.getAndIncrement();
            if (before == things || (forEver && before > things)) {
                failed.append(failed.isEmpty() ? what : "");
                throw new IOException("No space left on device");
            }
        };
        try {
            write(fresh, FaultyFiles.on(disk, file));
        } catch (UncheckedIOException refused) {
            String unsure = isNew(fresh)
                    ? "it is complete, but its folder could not be forced to the disk: java.io.IOException: "
                    : "";
            assertEquals(
                    "Archive: " + file + " cannot be written: java.io.IOException: " + unsure
                            + "No space left on device",
                    refused.getMessage());
        }
        return failed.toString();
    }

    /** Returns whether no other file is left, except files that can't be deleted. */
    private boolean isAlone(String failed, boolean forEver) throws IOException {
        return forEver || failed.equals("delete") || List.of(file).containsAll(files());
    }

    @Test
    @Tag("slow")
    void a_disk_that_fails_at_any_step_leaves_a_whole_file_and_the_next_save_is_right() throws IOException {
        int right = 0;
        for (boolean fresh : new boolean[] {false, true}) {
            for (boolean forEver : new boolean[] {false, true}) {
                before(fresh);
                String failed = written(fresh, 0, forEver);
                for (int things = 1; !failed.isEmpty(); things++) {
                    assertTrue(isAlone(failed, forEver), failed);
                    fitted.replace(file);
                    assertTrue(isNew(fresh));
                    right++;
                    before(fresh);
                    failed = written(fresh, things, forEver);
                }
            }
        }
        ReliabilityFigure.DISK_FAULTS.is(right);
    }

    @Test
    void there_is_no_copying_where_a_file_can_not_be_renamed() throws IOException {
        FaultyFiles.Disk disk = what -> {
            if (what.equals("move")) {
                throw new AtomicMoveNotSupportedException("aside", "file", "another disk");
            }
        };
        UncheckedIOException refused =
                assertThrows(UncheckedIOException.class, () -> fitted.replace(FaultyFiles.on(disk, file)));
        assertEquals(
                "Archive: " + file + " cannot be written: java.nio.file.AtomicMoveNotSupportedException: aside -> file:"
                        + " another disk",
                refused.getMessage());
        assertArrayEquals(OLD, Files.readAllBytes(file));
        assertEquals(List.of(file), files());
    }

    @Test
    void a_file_system_without_links_takes_new_files_too() throws IOException {
        List<String> done = new ArrayList<>();
        Path fresh = file.resolveSibling("new.keras4j");
        FaultyFiles.Disk disk = what -> {
            done.add(what);
            if (what.equals("link")) {
                throw new UnsupportedOperationException();
            }
        };
        fitted.save(FaultyFiles.on(disk, fresh));
        assertTrue(done.contains("move"), done::toString);
        assertEquals(fitted, Fitted.load(fresh));
        assertEquals(
                "Archive: file must not exist yet, got " + fresh + "; replace(file) overwrites it",
                assertThrows(ArchiveException.class, () -> fitted.save(FaultyFiles.on(disk, fresh)))
                        .getMessage());
    }

    @Test
    void a_thread_that_is_interrupted_keeps_the_old_file_and_its_flag() throws IOException {
        Thread.currentThread().interrupt();
        UncheckedIOException refused = assertThrows(UncheckedIOException.class, () -> fitted.replace(file));
        assertTrue(Thread.interrupted());
        assertTrue(refused.getCause() instanceof ClosedByInterruptException, refused::getMessage);
        assertArrayEquals(OLD, Files.readAllBytes(file));
        assertEquals(List.of(file), files());
    }

    @Test
    @Tag("slow")
    void a_limit_of_the_system_on_the_size_of_files_is_an_error_in_words() throws Exception {
        Process process =
                new ProcessBuilder(ChildJvm.after("ulimit -f 16", ChildJvm.command(Once.class, file))).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals("Archive: " + file + " cannot be written: java.io.IOException: File too large", said);
        assertEquals(0, process.waitFor());
        assertArrayEquals(OLD, Files.readAllBytes(file));
        assertEquals(List.of(file), files());
    }

    /** A JVM that saves once and prints what is said to it. */
    static final class Once {
        private Once() {}

        public static void main(String[] arguments) throws IOException {
            Fitted fitted = Golden.fitted();
            System.out.print(assertThrows(UncheckedIOException.class, () -> fitted.replace(Path.of(arguments[0])))
                    .getMessage());
        }
    }

    @Test
    void a_folder_where_nothing_can_be_written_is_an_error_in_words() {
        Path nowhere = Path.of("/proc/self/model.keras4j");
        String said = String.valueOf(assertThrows(UncheckedIOException.class, () -> fitted.save(nowhere))
                .getMessage());
        assertEquals("Archive: " + nowhere + " cannot be written", said.replaceFirst(": java.nio.file.*", ""));
    }
}
