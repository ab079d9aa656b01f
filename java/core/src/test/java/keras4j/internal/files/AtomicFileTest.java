package keras4j.internal.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
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
        AtomicFile.write(folder.resolve("a"), NEW);
        AtomicFile.write(folder.resolve("a"), NEW);
        assertEquals(List.of("a"), files());
        assertArrayEquals(NEW, Files.readAllBytes(folder.resolve("a")));
    }

    @Test
    void a_failure_keeps_what_was_there() throws IOException {
        Path target = Files.createDirectory(folder.resolve("a"));
        Files.createFile(target.resolve("inside"));
        assertThrows(IOException.class, () -> AtomicFile.write(target, NEW));
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
            AtomicFile.create(target, bytes);
            return true;
        } catch (FileAlreadyExistsException another) {
            return false;
        }
    }

    @Test
    void a_missing_folder_is_an_error() {
        assertThrows(
                IOException.class, () -> AtomicFile.write(folder.resolve("none").resolve("a"), NEW));
    }

    @Test
    void what_a_dead_process_left_is_removed_at_once_or_where_it_can_not_be_seen_after_an_hour() throws IOException {
        long dead = GoneProcess.pid();
        long alive = ProcessHandle.current().pid();
        String here = ".a.tmp-" + ProcessFiles.PLACE + "-";
        String elsewhere = ".a.tmp-%08x-".formatted(~Integer.parseUnsignedInt(ProcessFiles.PLACE, 16));
        List<Path> stale = List.of(
                leftover(here + dead + "-1", Duration.ZERO), leftover(elsewhere + dead + "-1", Duration.ofHours(2)));
        List<Path> kept = List.of(
                leftover(elsewhere + dead + "-2", Duration.ofMinutes(1)),
                leftover(here + alive + "-0", Duration.ofHours(2)),
                leftover(here.replace(".a.", ".b.") + dead + "-1", Duration.ofHours(2)));
        AtomicFile.write(folder.resolve("a"), NEW);
        assertFalse(stale.stream().anyMatch(Files::exists));
        assertTrue(kept.stream().allMatch(Files::exists));
    }

    private Path leftover(String name, Duration age) throws IOException {
        Path file = Files.createFile(folder.resolve(name));
        return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
    }
}
