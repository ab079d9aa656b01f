package keras4j.internal.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import keras4j.ChildJvm;
import keras4j.cli.Main;
import keras4j.environment.EnvironmentException;
import keras4j.environment.EnvironmentProblem;
import keras4j.environment.Settings;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Test of real builds, with the machine's Python, compiler and package index. */
@Tag("jax")
class EnvironmentsIT {
    private final Path cache;

    EnvironmentsIT(@TempDir Path cache) {
        this.cache = cache;
    }

    private Process setup(Path output) throws IOException {
        return new ProcessBuilder(ChildJvm.command(List.of("-Dkeras4j.cache=" + cache), Main.class, "setup"))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    @Test
    @Tag("full")
    void two_jvms_that_start_at_once_on_an_empty_cache_build_once_and_get_one_environment() throws Exception {
        List<Path> outputs = List.of(cache.resolve("first.txt"), cache.resolve("second.txt"));
        List<Process> processes = new ArrayList<>();
        for (Path output : outputs) {
            processes.add(setup(output));
        }
        String told = "";
        for (int i = 0; i < 2; i++) {
            assertTrue(processes.get(i).waitFor(10, TimeUnit.MINUTES));
            told += Files.readString(outputs.get(i));
            assertEquals(0, processes.get(i).exitValue(), told);
        }
        assertEquals(
                1,
                Stream.of(told.split("\n"))
                        .filter(line -> line.startsWith("Done in "))
                        .count(),
                told);
        assertRunPath(Environments.resolve(Settings.defaults().withCache(cache), "jax"));
    }

    @Test
    void the_native_half_finds_its_libpython_by_its_run_path() throws IOException {
        assertRunPath(Environments.resolve(Settings.defaults(), "jax"));
    }

    /** A prebuilt native half has a link to libpython beside it; one that was compiled here names the folder. */
    private static void assertRunPath(PythonEnvironment environment) throws IOException {
        assertTrue(Files.isRegularFile(environment.libpython()));
        String library = Files.readString(environment.jepLibrary(), StandardCharsets.ISO_8859_1);
        String folder = environment.libpython().resolve("..").normalize().toString();
        if (library.contains("\0$ORIGIN\0")) {
            try (Stream<Path> beside = Files.list(environment.jepLibrary().resolveSibling(""))) {
                Path link = beside.filter(file -> file.getFileName().toString().startsWith("libpython"))
                        .findFirst()
                        .orElseThrow();
                assertTrue(Files.isSameFile(environment.libpython(), link), link.toString());
            }
        } else {
            assertTrue(
                    library.contains("\0" + folder + "\0") || library.contains("\0" + folder + ":"),
                    "the run path is " + folder);
        }
    }

    @Test
    void an_index_that_cannot_be_reached_is_told_from_every_other_failure() {
        Map<String, String> variables = new TreeMap<>(System.getenv());
        variables.putAll(
                Map.of("PIP_INDEX_URL", "http://127.0.0.1:9", "PIP_CONFIG_FILE", "/dev/null", "PIP_RETRIES", "0"));
        MachineFacts now = MachineFacts.current();
        MachineFacts machine = new MachineFacts(
                variables, now.javaHome(), now.system(), now.libc(), now.driver(), now.jepJar(), now.natives());
        Settings settings = Settings.defaults().withCache(cache);
        EnvironmentException e =
                assertThrows(EnvironmentException.class, () -> Environments.resolve(settings, "jax", machine));
        assertEquals(EnvironmentProblem.NO_REGISTRY, e.problem(), e.getMessage());
    }
}
