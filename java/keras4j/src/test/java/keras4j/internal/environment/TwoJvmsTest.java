package keras4j.internal.environment;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import keras4j.ChildJvm;
import keras4j.environment.EnvironmentException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Test of builds by several processes in one cache folder, with a Python that waits at a gate while it installs. */
@Tag("slow")
class TwoJvmsTest {
    private final Path folder;
    private final FakePython python;
    private final List<Process> started = new ArrayList<>();

    TwoJvmsTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.python = new FakePython(folder, FakePython.GOOD);
        Files.createFile(python.file("gate"));
    }

    @AfterEach
    void end() throws IOException {
        Files.deleteIfExists(python.file("gate"));
        started.forEach(Process::destroyForcibly);
    }

    /** Program of the second JVM. */
    public static final class Other {
        private Other() {}

        public static void main(String[] arguments) throws IOException {
            FakePython python = FakePython.existing(Path.of(arguments[0]));
            System.err.println(
                    Environments.resolve(python.settings().withProgress(System.err::println), "jax", python.machine())
                            .executable());
        }
    }

    private Path start(String name) throws IOException {
        Path output = folder.resolve(name);
        started.add(new ProcessBuilder(ChildJvm.command(Other.class, folder))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start());
        return output;
    }

    private static void awaitText(Path file, String text) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> Files.exists(file) && Files.readString(file).contains(text));
    }

    private void awaitGate() {
        await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(python.file("at-gate")));
    }

    @Test
    void two_that_start_at_once_build_once_and_both_succeed() throws Exception {
        Path first = start("first");
        awaitGate();
        Path second = start("second");
        awaitText(second, "Waiting for another process that is building in this cache");
        Files.delete(python.file("gate"));
        for (Process process : started) {
            assertTrue(process.waitFor(60, TimeUnit.SECONDS));
            assertEquals(0, process.exitValue(), () -> text(first) + text(second));
        }
        assertEquals(last(first), last(second));
        assertEquals(2, python.calls("venv"), "one for the packages, one to build Jep in");
    }

    @Test
    void two_threads_of_one_jvm_build_once_too() throws Exception {
        List<PythonEnvironment> found = Collections.synchronizedList(new ArrayList<>());
        List<Thread> threads = Stream.generate(() ->
                        new Thread(() -> found.add(Environments.resolve(python.settings(), "jax", python.machine()))))
                .limit(2)
                .toList();
        threads.forEach(Thread::start);
        awaitGate();
        Files.delete(python.file("gate"));
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(2, found.size());
        assertEquals(found.get(0), found.get(1));
        assertEquals(2, python.calls("venv"));
    }

    @Test
    void a_build_that_is_killed_half_way_leaves_nothing_that_a_later_start_takes() throws Exception {
        start("killed");
        awaitGate();
        started.get(0).destroyForcibly().waitFor();
        assertTrue(list("cache/envs").allMatch(name -> name.contains(".tmp-")), "nothing is published");
        Files.delete(python.file("gate"));
        PythonEnvironment environment = Environments.resolve(python.settings(), "jax", python.machine());
        assertEquals("3.15.1", environment.versions().get("keras"));
        assertEquals(4, python.calls("venv"), "all was done again");
        assertEquals(List.of(folderName(environment)), list("cache/envs").toList(), "and what was left is swept");
    }

    @Test
    void an_interrupted_build_says_so_and_leaves_nothing() throws Exception {
        List<Throwable> thrown = Collections.synchronizedList(new ArrayList<>());
        Thread builder = new Thread(() -> Environments.resolve(python.settings(), "jax", python.machine()));
        builder.setUncaughtExceptionHandler((thread, e) -> thrown.add(e));
        builder.start();
        awaitGate();
        builder.interrupt();
        builder.join();
        assertEquals(
                "Building the Python environment: interrupted; nothing was kept. Start again.",
                thrown.get(0).getMessage());
        assertEquals(List.of(), list("cache/envs").toList());
    }

    @Test
    void an_interrupt_of_the_first_of_two_builders_leaves_the_build_to_the_other() throws Exception {
        List<PythonEnvironment> found = Collections.synchronizedList(new ArrayList<>());
        List<String> failed = Collections.synchronizedList(new ArrayList<>());
        Runnable resolving = () -> {
            try {
                found.add(Environments.resolve(python.settings(), "jax", python.machine()));
            } catch (EnvironmentException interrupted) {
                failed.add(String.valueOf(interrupted.getMessage()));
            }
        };
        Thread first = new Thread(resolving);
        first.start();
        awaitGate();
        Thread second = new Thread(resolving);
        Thread third = new Thread(resolving);
        second.start();
        third.start();
        await().until(() -> waitsForTheLock(third));
        third.interrupt();
        third.join(Duration.ofSeconds(5).toMillis());
        assertFalse(third.isAlive(), "one that waits for the build of another leaves at once");
        first.interrupt();
        first.join();
        Files.delete(python.file("gate"));
        second.join();
        String said = "Building the Python environment: interrupted; nothing was kept. Start again.";
        assertEquals(List.of(said, said), failed);
        assertEquals("3.15.1", found.get(0).versions().get("keras"));
    }

    /** Returns whether a thread waits for the lock of the cache, not yet or no longer for a Python that is asked. */
    private static boolean waitsForTheLock(Thread thread) {
        return Stream.of(thread.getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals(CacheLock.class.getName()));
    }

    private Stream<String> list(String name) {
        return Stream.of(Objects.requireNonNull(python.file(name).toFile().list()));
    }

    private static String folderName(PythonEnvironment environment) {
        return String.valueOf(
                environment.executable().resolve("../..").normalize().getFileName());
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static String last(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        return lines.get(lines.size() - 1);
    }
}
