package keras4j.internal.environment;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import keras4j.environment.EnvironmentException;
import keras4j.environment.EnvironmentProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryLimitsTest {
    private final Path root;

    /** A process that maps 3 GB and uses 100 MB, without limits. */
    MemoryLimitsTest(@TempDir Path root) throws IOException {
        this.root = root;
        write("proc/self/statm", "786432 25600 9 1 0 90 0");
        limit("unlimited");
        write("proc/self/cgroup", "4:cpu,memory:/a/b\n0::/c\n");
    }

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(Objects.requireNonNull(path.getParent()));
        Files.writeString(path, text);
    }

    private void limit(String space) throws IOException {
        write(
                "proc/self/limits",
                "Limit                     Soft Limit           Hard Limit           Units     \n"
                        + "Max address space         " + space + "           unlimited            bytes     \n");
    }

    private void refused(String message, String backend, boolean ownProcess) {
        EnvironmentException refusal =
                assertThrows(EnvironmentException.class, () -> new MemoryLimits(root).require(backend, ownProcess));
        assertEquals(message, refusal.getMessage());
        assertEquals(EnvironmentProblem.MEMORY, refusal.problem());
    }

    private void accepted(String backend, boolean ownProcess) {
        assertDoesNotThrow(() -> new MemoryLimits(root).require(backend, ownProcess));
    }

    @Test
    void a_process_without_limits_is_accepted() {
        accepted("jax", false);
        accepted("tensorflow", true);
    }

    @Test
    void a_small_address_space_is_named_before_python_is_started() throws IOException {
        limit("5368709119");
        refused(
                "This process: its address space is limited to 5.0 GB (ulimit -v), but Keras on JAX needs 2.0 GB beside the 3.0 GB in"
                        + " use. Start it with a larger limit, such as ulimit -v unlimited.",
                "jax",
                false);
        accepted("jax", true);
        limit("2147483647");
        refused(
                "This process: its address space is limited to 2.0 GB (ulimit -v), but Keras on JAX needs 2.0 GB beside the 0.0 GB in"
                        + " use. Start it with a larger limit, such as ulimit -v unlimited.",
                "jax",
                true);
        limit("5368709120");
        accepted("jax", false);
        refused(
                "This process: its address space is limited to 5.0 GB (ulimit -v), but Keras on TensorFlow needs 2.5 GB beside the 3.0"
                        + " GB in use. Start it with a larger limit, such as ulimit -v unlimited.",
                "tensorflow",
                false);
    }

    @Test
    void a_small_control_group_is_named_in_either_version_and_above_the_own_group() throws IOException {
        String message =
                "This process: its memory is limited to 0.3 GB by a control group, but Keras on JAX needs 0.4 GB"
                        + " beside the 0.1 GB in use. Give its container or service more memory.";
        write("sys/fs/cgroup/memory/a/b/memory.limit_in_bytes", "9223372036854771712\n");
        accepted("jax", false);
        write("sys/fs/cgroup/memory/a/memory.limit_in_bytes", "300000000\n");
        refused(message, "jax", false);
        write("sys/fs/cgroup/memory/a/memory.limit_in_bytes", "3000000000\n");
        write("sys/fs/cgroup/c/memory.max", "max\n");
        accepted("jax", true);
        write("sys/fs/cgroup/memory.max", "300000000\n");
        refused(message, "jax", true);
    }
}
