package keras4j.internal.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import keras4j.FaultyFiles;
import keras4j.internal.text.GoneProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    private static final byte[] NEW = {1, 2, 3};

    private final Path folder;

    AtomicFileTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void it_leaves_the_file_and_nothing_else() throws IOException {
        AtomicFile.write(folder.resolve("a"), NEW, FileAccess.UMASK);
        AtomicFile.write(folder.resolve("a"), NEW, FileAccess.UMASK);
        assertEquals(List.of("a"), files());
        assertArrayEquals(NEW, Files.readAllBytes(folder.resolve("a")));
    }

    @Test
    void a_failure_keeps_what_was_there() throws IOException {
        Path target = Files.createDirectory(folder.resolve("a"));
        Files.createFile(target.resolve("inside"));
        assertThrows(IOException.class, () -> AtomicFile.write(target, NEW, FileAccess.UMASK));
        assertEquals(List.of("a"), files());
        assertTrue(Files.exists(target.resolve("inside")));
    }

    @Test
    void of_many_that_create_one_file_one_does() throws Exception {
        int writers = 4;
        ExecutorService threads = Executors.newFixedThreadPool(writers);
        try {
            for (int round = 0; round < 50; round++) {
                Path target = folder.resolve("new" + round);
                CyclicBarrier together = new CyclicBarrier(writers);
                List<Future<Boolean>> tries = new ArrayList<>();
                for (byte writer = 0; writer < writers; writer++) {
                    byte[] bytes = {writer};
                    tries.add(threads.submit(() -> {
                        together.await();
                        return created(target, bytes);
                    }));
                }
                List<Byte> winners = new ArrayList<>();
                for (byte writer = 0; writer < writers; writer++) {
                    if (tries.get(writer).get()) {
                        winners.add(writer);
                    }
                }
                assertEquals(List.of(Files.readAllBytes(target)[0]), winners);
            }
        } finally {
            threads.shutdownNow();
        }
        assertEquals(50, files().size());
    }

    private static boolean created(Path target, byte[] bytes) throws IOException {
        try {
            AtomicFile.create(target, bytes, FileAccess.UMASK);
            return true;
        } catch (FileAlreadyExistsException another) {
            return false;
        }
    }

    @Test
    void a_missing_folder_is_an_error() {
        assertThrows(
                IOException.class, () -> AtomicFile.write(folder.resolve("none").resolve("a"), NEW, FileAccess.UMASK));
    }

    @Test
    void what_a_dead_process_left_is_removed_at_once_or_where_it_can_not_be_seen_after_an_hour() throws IOException {
        long dead = GoneProcess.pid();
        long alive = ProcessHandle.current().pid();
        String here = ".keras4j.tmp-" + ProcessFiles.PLACE + "-";
        String elsewhere = ".keras4j.tmp-%08x-".formatted(~Integer.parseUnsignedInt(ProcessFiles.PLACE, 16));
        List<Path> stale = List.of(
                leftover(here + dead + "-1", Duration.ZERO), leftover(elsewhere + dead + "-1", Duration.ofHours(2)));
        List<Path> kept = List.of(
                leftover(elsewhere + dead + "-2", Duration.ofMinutes(1)),
                leftover(here + alive + "-0", Duration.ofHours(2)),
                leftover(here.replace("keras4j", "other") + dead + "-1", Duration.ofHours(2)));
        AtomicFile.write(folder.resolve("a"), NEW, FileAccess.UMASK);
        assertFalse(stale.stream().anyMatch(Files::exists));
        assertTrue(kept.stream().allMatch(Files::exists));
    }

    private Path leftover(String name, Duration age) throws IOException {
        Path file = Files.createFile(folder.resolve(name));
        return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
    }

    private Path target() {
        return folder.resolve("a");
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS));
    }

    @Test
    void a_new_file_is_for_its_owner_or_as_the_umask_says() throws IOException {
        AtomicFile.write(target(), NEW, FileAccess.PRIVATE);
        AtomicFile.create(folder.resolve("b"), NEW, FileAccess.PRIVATE);
        AtomicFile.create(folder.resolve("c"), NEW, FileAccess.UMASK);
        assertEquals("rw-------", mode(target()));
        assertEquals("rw-------", mode(folder.resolve("b")));
        assertEquals(mode(Files.createFile(folder.resolve("plain"))), mode(folder.resolve("c")));
    }

    @Test
    void a_replaced_file_keeps_its_mode() throws IOException {
        for (String mode : List.of("rw-------", "r--r-----", "rw-rw-r--", "rwxr-x--x")) {
            for (FileAccess access : FileAccess.values()) {
                Files.deleteIfExists(target());
                Files.write(target(), new byte[] {9});
                Files.setPosixFilePermissions(target(), PosixFilePermissions.fromString(mode));
                AtomicFile.write(target(), NEW, access);
                assertEquals(mode, mode(target()));
                assertArrayEquals(NEW, Files.readAllBytes(target()));
            }
        }
    }

    @Test
    void a_link_a_folder_and_a_pipe_are_not_replaced() throws Exception {
        Path file = Files.write(folder.resolve("file"), new byte[] {9});
        Path link = Files.createSymbolicLink(target(), file);
        Path nowhere = Files.createSymbolicLink(folder.resolve("nowhere"), folder.resolve("none"));
        Path inside = Files.createDirectory(folder.resolve("inside"));
        Path pipe = folder.resolve("pipe");
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
        List<String> before = files();
        refused("a symbolic link at " + link + "; name the file that it leads to, " + file, link);
        refused(
                "a symbolic link at " + nowhere + "; name the file that it leads to, " + folder.resolve("none"),
                nowhere);
        refused("a folder at " + inside, inside);
        refused("a device, a pipe or a socket at " + pipe, pipe);
        assertThrows(FileAlreadyExistsException.class, () -> AtomicFile.create(nowhere, NEW, FileAccess.UMASK));
        assertEquals(before, files());
        assertArrayEquals(new byte[] {9}, Files.readAllBytes(file));
        assertTrue(Files.isSymbolicLink(link));
    }

    private static void refused(String got, Path file) {
        NotRegularFileException refused =
                assertThrows(NotRegularFileException.class, () -> AtomicFile.write(file, NEW, FileAccess.UMASK));
        assertEquals("must be a regular file, got " + got, refused.requirement());
    }

    @Test
    void a_name_may_be_as_long_as_the_file_system_allows() throws IOException {
        for (String name : List.of("n".repeat(255), "ü".repeat(127))) {
            Path file = folder.resolve(name);
            AtomicFile.create(file, NEW, FileAccess.UMASK);
            AtomicFile.write(file, NEW, FileAccess.UMASK);
            assertArrayEquals(NEW, Files.readAllBytes(file));
        }
        assertEquals(2, files().size());
    }

    @Test
    void nothing_stays_mapped_after_a_file_is_written() throws IOException {
        byte[] large = new byte[1 << 20];
        new Random(1).nextBytes(large);
        AtomicFile.write(target(), large, FileAccess.UMASK);
        AtomicFile.write(target(), large, FileAccess.UMASK);
        assertArrayEquals(large, Files.readAllBytes(target()));
        assertEquals(
                List.of(),
                Files.readAllLines(Path.of("/proc/self/maps")).stream()
                        .filter(line -> line.contains(folder.toString()))
                        .toList());
    }

    @Test
    void bytes_that_the_disk_changes_are_found_and_the_old_file_stays() throws IOException {
        AtomicFile.write(target(), NEW, FileAccess.UMASK);
        for (int length : new int[] {1, 3, 5}) {
            FaultyFiles.Disk disk = what -> {
                if (what.equals("read")) {
                    Files.write(aside(), new byte[length]);
                }
            };
            Path faulty = FaultyFiles.on(disk, target());
            IOException found = assertThrows(
                    IOException.class, () -> AtomicFile.write(faulty, new byte[] {0, 0, 7}, FileAccess.UMASK));
            assertEquals("the bytes on the disk differ from those written", found.getMessage());
            assertArrayEquals(NEW, Files.readAllBytes(target()));
        }
    }

    private Path aside() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> !file.equals(target())).findFirst().orElseThrow();
        }
    }
}
