package keras4j.internal.python;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import keras4j.ChildJvm;
import keras4j.ReliabilityFigure;
import keras4j.environment.Settings.Accelerator;
import keras4j.internal.environment.PythonEnvironment;
import keras4j.internal.python.Python.Work;
import keras4j.python.StoppedException;
import keras4j.python.WorkerDiedException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Test that callers are notified soon of any worker fault, and that the next call succeeds. */
@Tag("slow")
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WorkerFaultsTest {
    private static final Duration SILENCE = Duration.ofSeconds(2);
    private static final ObjectNode QUESTION = PythonRequest.empty().put("question", 42);

    private static final AtomicInteger RIGHT = new AtomicInteger();

    private final Path folder;
    private final PythonEnvironment environment;

    WorkerFaultsTest(@TempDir Path folder) throws Exception {
        this.folder = folder;
        Path script = Path.of(Objects.requireNonNull(WorkerFaultsTest.class.getResource("faulty_worker.py"))
                .toURI());
        Path python = Files.writeString(
                folder.resolve("python"), "#!/bin/sh\ncd '%s' && exec python3 '%s'\n".formatted(folder, script));
        Files.setPosixFilePermissions(python, PosixFilePermissions.fromString("rwxr-xr-x"));
        environment =
                new PythonEnvironment(python, "3", python, python, "0", Map.of(), Accelerator.CPU, "a test", null);
    }

    private Python worker() {
        return worker(SILENCE);
    }

    private Python worker(Duration silence) {
        return WorkerPython.open("jax", folder, 1, SilenceLimit.unreported(silence), List::of, environment);
    }

    private static PythonReply asked(Python python) {
        return python.call(Work.TRAINING, PythonRequest.of("echo", QUESTION, "echo"), CallListener.NONE, Deadline.NONE);
    }

    @AfterEach
    void no_process_is_left() {
        await().until(() -> ProcessHandle.current()
                .children()
                .noneMatch(child -> child.info().commandLine().orElse("").contains("faulty_worker")));
    }

    @ParameterizedTest
    @EnumSource
    void the_caller_hears_how_it_ended_and_the_next_call_is_answered(WorkerFault point) throws Exception {
        try (Python python = worker()) {
            assertEquals(QUESTION, asked(python).value());
            Files.writeString(folder.resolve("fault"), point.fault());
            FutureTask<PythonReply> caller = new FutureTask<>(() -> asked(python));
            new Thread(caller).start();
            if (point.fault().equals("signal")) {
                await().until(() -> !pid().isEmpty());
                point.send(pid());
            }
            String death = point.death();
            if (death == null) {
                assertEquals(QUESTION, caller.get().value());
            } else {
                Throwable failed = Objects.requireNonNull(
                        assertThrows(Exception.class, caller::get).getCause());
                assertEquals("echo: the worker process has ended: " + death, said(failed));
                assertEquals(WorkerDiedException.class, failed.getClass());
            }
            assertEquals(QUESTION, asked(python).value());
            RIGHT.incrementAndGet();
        }
    }

    @AfterAll
    static void all_of_them_were_told_of() {
        ReliabilityFigure.WORKER_FAULTS.is(RIGHT.get());
    }

    private static String said(Throwable failed) {
        return String.valueOf(failed.getMessage());
    }

    private String pid() throws IOException {
        Path file = folder.resolve("busy");
        return Files.exists(file) ? Files.readString(file) : "";
    }

    @ParameterizedTest
    @ValueSource(strings = {"exit 3", "garbage", "huge frame"})
    void one_that_does_not_come_to_start_is_an_error_soon(String fault) throws IOException {
        Files.createFile(folder.resolve("at-start"));
        Files.writeString(folder.resolve("fault"), fault);
        long start = System.nanoTime();
        String said = said(assertThrows(WorkerDiedException.class, this::worker));
        assertTrue(said.startsWith("Keras.open: the worker process has ended: it "), said);
        assertTrue(System.nanoTime() - start < TimeUnit.SECONDS.toNanos(20));
    }

    @Test
    void one_that_is_never_ready_is_ended_when_its_caller_is_interrupted() throws Exception {
        Files.createFile(folder.resolve("at-start"));
        Files.writeString(folder.resolve("fault"), "silent");
        FutureTask<StoppedException> caller =
                new FutureTask<>(() -> assertThrows(StoppedException.class, this::worker));
        Thread thread = new Thread(caller);
        thread.start();
        await().until(() -> !pid().isEmpty());
        thread.interrupt();
        assertEquals("Keras.open: interrupted", said(caller.get()));
    }

    @Test
    void one_that_is_not_there_is_an_error() throws IOException {
        Files.delete(folder.resolve("python"));
        String said = said(assertThrows(IllegalStateException.class, this::worker));
        assertTrue(said.startsWith("Keras.open: the worker process can't be started: java.io.IOException: "), said);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            unlimited | missing | java.nio.file.NoSuchFileException:
            64        | /tmp    | java.io.IOException: File too large
            """)
    void arrays_that_find_no_room_are_an_error_and_the_next_call_is_answered(String limit, Path temporary, String why)
            throws Exception {
        Process process = new ProcessBuilder(ChildJvm.after(
                        "ulimit -f " + limit,
                        ChildJvm.command(
                                List.of("-Djava.io.tmpdir=" + folder.resolve(temporary)),
                                WorkerFaultsTest.NoRoom.class,
                                folder)))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String expected =
                "Keras: the folder for temporary files must have room for the arrays of worker processes, got " + why;
        assertTrue(said.contains(expected), said);
        assertEquals(0, process.waitFor());
    }

    /** Program of a JVM that has no disk space for temporary files. */
    static final class NoRoom {
        private NoRoom() {}

        public static void main(String[] arguments) throws Exception {
            try (Python python = new WorkerFaultsTest(Path.of(arguments[0])).worker(Duration.ofMinutes(1))) {
                PythonRequest large =
                        new PythonRequest("echo", QUESTION, List.of(PythonArray.zeros("float32", 1 << 16)), "echo");
                System.out.print(said(assertThrows(
                        UncheckedIOException.class,
                        () -> python.call(Work.TRAINING, large, CallListener.NONE, Deadline.NONE))));
                assertEquals(QUESTION, asked(python).value());
                assertTrue(python.awaitIdle(Duration.ofSeconds(30)));
            }
        }
    }
}
