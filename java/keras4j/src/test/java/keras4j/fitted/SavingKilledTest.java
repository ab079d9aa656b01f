package keras4j.fitted;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import keras4j.ReliabilityFigure;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that a JVM killed during a save leaves the complete old or new file. */
@Tag("slow")
class SavingKilledTest {
    private static final long SEED = 20_260_102;
    /** Longer than a save takes. */
    private static final int NANOS = 4_000_000;

    private static final int NOW = -1;

    private final Path folder;
    private final Saver saver = new Saver();
    private final List<byte[]> archives = saver.archives();

    SavingKilledTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
    }

    @Test
    void the_file_is_whole_after_each_kill_and_what_was_left_is_gone_after_the_next_save() throws Exception {
        Path file = folder.resolve("model.keras4j");
        Random random = new Random(SEED);
        int whole = 0;
        int left = 0;
        for (int kill = 0; kill < ReliabilityFigure.KILLED_SAVES.count(); kill++) {
            boolean anew = kill % 4 >= 2;
            killed(file, anew, kill % 2 == 0 ? random.nextInt(NANOS) : NOW);
            whole += (anew && Files.notExists(file)) || isWhole(file) ? 1 : 0;
            left += beside(file).isEmpty() ? 0 : 1;
            saver.save(file);
            assertEquals(List.of(), beside(file));
        }
        assertTrue(left > 0, "some were killed in the middle of a save, seed " + SEED);
        ReliabilityFigure.KILLED_SAVES.is(whole);
    }

    /** Kills after a time, or as soon as there is a file beside the other. */
    private void killed(Path file, boolean anew, int nanos) throws IOException, InterruptedException {
        Process process = Saver.start(file, anew);
        try (InputStream saves = process.getInputStream()) {
            assertEquals('.', saves.read());
            long start = System.nanoTime();
            while (nanos == NOW ? beside(file).isEmpty() : System.nanoTime() - start < nanos) {
                Thread.onSpinWait();
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertEquals(137, process.exitValue());
    }

    @Test
    void two_jvms_that_save_one_file_never_disturb_its_readers() throws Exception {
        Path file = folder.resolve("model.keras4j");
        saver.save(file);
        Process first = Saver.start(file, false);
        Process second = Saver.start(file, false);
        int saves = 0;
        int whole = 0;
        int reads = 0;
        try (InputStream ours = first.getInputStream();
                InputStream theirs = second.getInputStream()) {
            while (saves < ReliabilityFigure.TWO_WRITERS.count()) {
                assertEquals('.', ours.read());
                assertEquals('.', theirs.read());
                saves += 2;
                whole += isWhole(file) ? 1 : 0;
                reads++;
            }
        } finally {
            first.destroyForcibly().waitFor();
            second.destroyForcibly().waitFor();
        }
        assertEquals(reads, whole);
        saver.save(file);
        assertEquals(List.of(), beside(file));
        ReliabilityFigure.TWO_WRITERS.is(saves);
    }

    private boolean isWhole(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        return archives.stream().anyMatch(archive -> Arrays.equals(archive, bytes));
    }

    private List<Path> beside(Path file) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(each -> !each.equals(file)).toList();
        }
    }
}
