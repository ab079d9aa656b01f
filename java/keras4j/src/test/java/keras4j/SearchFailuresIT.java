package keras4j;

import static keras4j.Models.folds;
import static keras4j.Models.grid;
import static keras4j.Models.metrics;
import static keras4j.Refused.refused;
import static keras4j.measure.Measure.MN_LOG_LOSS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import keras4j.model.Backend;
import keras4j.session.Preflight;
import keras4j.session.ProgressListener;
import keras4j.tune.JournalException;
import keras4j.tune.Runner;
import keras4j.tune.SearchProgress;
import keras4j.tune.TrialResult;
import keras4j.tune.Tuned;
import keras4j.tune.Tuning;
import keras4j.tune.Workers;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that the death of a worker or of the searching process does not change the result of a search. */
@Tag("once")
class SearchFailuresIT {
    private static final Keras KERAS = Keras.open();
    private static Tuned calm;

    @BeforeAll
    static void what_is_found_without_failures() {
        calm = KERAS.tune(tuning(), IrisFixtures.FRAME);
        assertEquals(List.of(), calm.collectNotes().getColumn("note").toList(), calm.collectNotes()::toString);
    }

    /** Eight tasks of two trials. */
    private static Tuning tuning() {
        return Tuning.of(IrisFixtures.PREPARED, folds(2), grid(8), metrics(MN_LOG_LOSS))
                .workers(1);
    }

    /** Returns the results of a search whose worker is struck after the first task and replaced. */
    private static Tuned struck(Tuning tuning, Consumer<ProcessHandle> fate) {
        List<ProcessHandle> others = IrisFixtures.workers().toList();
        List<ProcessHandle> seen = new ArrayList<>();
        ProgressListener listener = new ProgressListener() {
            @Override
            public void onSearch(SearchProgress progress) {
                ProcessHandle worker = IrisFixtures.workers()
                        .filter(each -> !others.contains(each))
                        .findAny()
                        .orElseThrow();
                if (seen.isEmpty()) {
                    fate.accept(worker);
                }
                if (!seen.contains(worker)) {
                    seen.add(worker);
                }
            }
        };
        try (Keras own = Keras.open()) {
            Tuned tuned = own.listening(listener).tune(tuning, IrisFixtures.FRAME);
            assertEquals(2, seen.size(), seen::toString);
            return tuned;
        }
    }

    private static void run(String... command) {
        try {
            Process process = new ProcessBuilder(command).inheritIO().start();
            assertEquals(0, process.waitFor(), () -> String.join(" ", command));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @Tag("jax")
    void a_worker_that_hangs_costs_an_attempt() {
        Tuning impatient = tuning().workers(Workers.of(1).silence(Duration.ofSeconds(15)));
        assertEquals(calm, struck(impatient, worker -> run("kill", "-STOP", String.valueOf(worker.pid()))));
    }

    /** On TensorFlow so tight a limit ends in exceptions that name no memory. */
    @Test
    @Tag("jax")
    void a_worker_without_memory_costs_an_attempt() {
        assertEquals(
                calm,
                struck(tuning(), worker -> run("prlimit", "--pid", String.valueOf(worker.pid()), "--as=1000000")));
    }

    @Test
    void a_killed_driver_takes_its_workers_along_and_its_search_goes_on(@TempDir Path folder) throws Exception {
        Path journal = folder.resolve("search.journal");
        Process driver = driver(journal);
        await().atMost(Duration.ofMinutes(2)).until(() -> lines(journal) >= 4);
        List<ProcessHandle> workers = IrisFixtures.workers(driver.toHandle()).toList();
        assertTrue(arrays(driver) > 0);
        driver.destroyForcibly().waitFor();
        assertEquals(137, driver.exitValue());
        assertEquals(1, workers.size());
        await().atMost(Duration.ofSeconds(5)).until(() -> workers.stream().noneMatch(ProcessHandle::isAlive));
        long done = lines(journal);
        // A line says what is searched; a task is one point on both folds or, where none are trained together, on one.
        long whole = KERAS.backend() == Backend.JAX ? 9 : 17;
        assertTrue(done < whole, () -> done + " lines");
        assertEquals(calm, KERAS.tune(tuning().journal(journal), IrisFixtures.FRAME));
        assertEquals(whole, lines(journal));
        assertEquals(0, arrays(driver));
        assertEquals(0, arrays(ProcessHandle.current().pid()));
    }

    private static long arrays(Process process) throws IOException {
        return arrays(process.pid());
    }

    /** Returns the number of remaining files that a process gave its workers. */
    private static long arrays(long pid) throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().matches("keras4j-arrays-.*-" + pid + "-.*"))
                    .count();
        }
    }

    private static long lines(Path journal) throws IOException {
        if (!Files.exists(journal)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(journal)) {
            return lines.count();
        }
    }

    private static Process driver(Path journal) throws IOException {
        return new ProcessBuilder(ChildJvm.command(
                        List.of("-Dkeras4j.backend=" + KERAS.backend().id()), Driver.class, journal))
                .inheritIO()
                .start();
    }

    /** A JVM that does nothing but search; it waits in the middle, to be killed there. */
    static final class Driver {
        private Driver() {}

        public static void main(String[] arguments) {
            ProgressListener waiting = new ProgressListener() {
                @Override
                public void onSearch(SearchProgress progress) {
                    if (progress.done() >= 3 * 2) {
                        await().forever().until(() -> false);
                    }
                }
            };
            Path journal = Path.of(arguments[0]);
            Keras.open().listening(waiting).tune(tuning().journal(journal), IrisFixtures.FRAME);
        }
    }

    @Test
    void a_journal_that_is_damaged_or_in_use_is_found_before_any_worker_starts(@TempDir Path folder) throws Exception {
        Path damaged = Files.writeString(folder.resolve("damaged"), "{\"keras4j journal\":\"1\"} 0\n{} 0\n");
        assertRefusedAtOnce(damaged, "line 1 must match its checksum, got a damaged line before the last");
        Path taken = folder.resolve("taken");
        try (RandomAccessFile other = new RandomAccessFile(taken.toFile(), "rw");
                FileLock mine = other.getChannel().lock()) {
            assertTrue(mine.isValid());
            assertRefusedAtOnce(taken, "it must be written by one search at a time, got a second");
        }
    }

    private static void assertRefusedAtOnce(Path journal, String why) {
        List<String> begun = new ArrayList<>();
        ProgressListener noting = new ProgressListener() {
            @Override
            public void onPreflight(Preflight preflight) {
                begun.add(preflight.toString());
            }
        };
        Tuning tuning = tuning().journal(journal);
        List<Long> idle = IrisFixtures.workers().map(ProcessHandle::pid).toList();
        JournalException found = assertThrows(
                JournalException.class, () -> KERAS.listening(noting).tune(tuning, IrisFixtures.FRAME));
        assertEquals("journal " + journal + ": " + why, found.getMessage());
        assertTrue(
                idle.containsAll(IrisFixtures.workers().map(ProcessHandle::pid).toList()));
        assertThrows(
                JournalException.class,
                () -> KERAS.tune(tuning, IrisFixtures.FRAME, (given, frame, folds) -> {
                    begun.add("a runner");
                    return Runner.of(trial -> TrialResult.failed("not run"));
                }));
        assertEquals(List.of(), begun);
    }

    @Test
    void settings_of_workers_are_checked() {
        refused("Workers: count must be at least 1, got 0", () -> tuning().workers(0));
        refused("Workers: silence must be positive, got PT0S", () -> Workers.all()
                .silence(Duration.ZERO));
    }
}
