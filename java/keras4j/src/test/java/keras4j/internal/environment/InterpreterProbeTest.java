package keras4j.internal.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import keras4j.environment.EnvironmentException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterpreterProbeTest {
    private final FakePython python;
    private final Path command;
    private final InterpreterProbes probes;

    InterpreterProbeTest(@TempDir Path folder) throws IOException {
        this.python = new FakePython(folder, FakePython.GOOD);
        this.command = python.file("bin/python3");
        this.probes = new InterpreterProbes(EnvironmentRequest.of(python.settings(), python.machine(), "jax"));
    }

    @Test
    void what_a_python_prints_beside_its_facts_is_passed_over() {
        InterpreterProbe probe = InterpreterProbe.ask(command, Map.of());
        assertEquals("3.11.7", probe.version());
        assertEquals("3.11", probe.minor());
    }

    @Test
    void one_that_prints_no_facts_does_not_answer() throws IOException {
        Path broken = python.script("broken", "#!/bin/sh\necho 'bad interpreter' >&2\nexit 3\n");
        EnvironmentException e = assertThrows(EnvironmentException.class, () -> InterpreterProbe.ask(broken, Map.of()));
        assertEquals(
                "Python " + broken
                        + ": it cannot be run (exit status 3, bad interpreter). Set keras4j.python to a Python executable or to"
                        + " the folder of a virtual environment.",
                e.getMessage());
    }

    @Test
    void a_kept_answer_is_given_without_asking() throws IOException {
        InterpreterProbe asked = probes.keep(probes.of(command));
        assertEquals(asked, probes.of(command));
        assertEquals(1, python.calls("probe"));
    }

    @Test
    void a_changed_executable_is_asked_again() throws IOException {
        probes.keep(probes.of(command));
        Files.setLastModifiedTime(command, FileTime.fromMillis(1));
        probes.of(command);
        assertEquals(2, python.calls("probe"));
    }

    @Test
    void a_changed_file_that_the_answer_depends_on_leads_to_a_new_one() throws IOException {
        probes.keep(probes.of(command));
        Files.createFile(python.file("bin/installed"));
        assertEquals("3.15.1", probes.of(command).versions().get("keras"));
    }

    @Test
    void a_damaged_answer_is_asked_for_again() throws IOException {
        InterpreterProbe asked = probes.keep(probes.of(command));
        try (var files = Files.list(python.file("cache/probes"))) {
            Files.writeString(files.findFirst().orElseThrow(), "version=3.13.0\n");
        }
        assertEquals(asked, probes.of(command));
    }
}
