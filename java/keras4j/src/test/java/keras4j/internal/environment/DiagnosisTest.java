package keras4j.internal.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import keras4j.environment.EnvironmentException;
import keras4j.environment.EnvironmentProblem;
import keras4j.environment.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiagnosisTest {
    private static EnvironmentException of(boolean offline, String... output) {
        Settings settings = Settings.defaults().withCache(Path.of("/cache")).withOffline(offline);
        MachineFacts machine = FakePython.machine(Map.of(), Path.of("/java"), "Linux amd64", "4.3.1");
        InterpreterProbe python = new InterpreterProbe(Path.of("/usr/bin/python3"), Map.of("version", "3.11.7"));
        return new Diagnosis(EnvironmentRequest.of(settings, machine, "jax"), python.command(), python.minor())
                .of("Installing", List.of(output));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            DISK_FULL   | ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device
            DISK_FULL   | /usr/bin/ld: final link failed: No space left on device
            DISK_FULL   | OSError: [Errno 122] Disk quota exceeded
            NO_VENV     | The virtual environment was not created successfully because ensurepip is not available.  On Debian/Ubuntu
            NO_VENV     | /usr/bin/python3: No module named venv
            NO_VENV     | /usr/bin/python3: No module named pip
            NO_JDK      | RuntimeError: Please set the environment variable JAVA_HOME to a path containing the JDK.
            NO_JDK      | src/main/c/Include/jep_platform.h:34:10: fatal error: jni.h: No such file or directory
            NO_HEADERS  | src/main/c/Include/Jep.h:51:10: fatal error: Python.h: No such file or directory
            NO_COMPILER | error: command 'gcc' failed: No such file or directory
            NO_COMPILER | unable to execute 'x86_64-linux-gnu-gcc': No such file or directory
            NO_LIBPYTHON| /usr/bin/ld: cannot find -lpython3.11: No such file or directory
            NO_REGISTRY | ERROR: Could not find a version that satisfies the requirement keras==3.15.1 (from versions: none)
            NO_REGISTRY | ERROR: Could not install packages due to an OSError: HTTPSConnectionPool: Max retries exceeded with url: /k
            NO_REGISTRY | pip._vendor.urllib3.exceptions.ReadTimeoutError: HTTPSConnectionPool(host='example.org', port=443)
            NO_REGISTRY | ERROR: HTTP error 503 while getting https://example.org/keras.whl
            NO_REGISTRY | [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: unable to get local issuer certificate
            BUILD       | error: subprocess-exited-with-error
            """)
    void a_line_of_a_failed_child_tells_the_problem(EnvironmentProblem problem, String line) {
        assertEquals(problem, of(false, "Collecting things", line, "and more").problem());
    }

    @Test
    void a_missing_compiler_is_named() {
        assertEquals(
                "C compiler: x86_64-linux-gnu-gcc was not found; building the native half of Jep needs it. Install it (Debian, Ubuntu:"
                        + " apt install gcc libc6-dev; Fedora: dnf install gcc).",
                of(false, "error: command 'x86_64-linux-gnu-gcc' failed: No such file or directory")
                        .getMessage());
    }

    @Test
    void what_is_missing_offline_is_no_matter_of_the_network() {
        assertEquals(
                EnvironmentProblem.OFFLINE,
                of(true, PipOutput.UNREACHABLE.split("\n")).problem());
    }

    @Test
    void an_unknown_failure_is_shown_as_it_is() {
        assertEquals(
                "Installing: failed:\nfirst\nERROR: something new\n Set the logger keras4j.python to DEBUG for the full output.",
                of(false, "first", "ERROR: something new").getMessage());
    }
}
