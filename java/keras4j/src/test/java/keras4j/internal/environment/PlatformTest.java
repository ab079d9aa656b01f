package keras4j.internal.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import keras4j.environment.EnvironmentException;
import keras4j.environment.EnvironmentProblem;
import keras4j.environment.Settings;
import keras4j.environment.Settings.Accelerator;
import keras4j.environment.Settings.PythonSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlatformTest {
    private static MachineFacts machine(String system, String libc, String driver) {
        ClassLoader empty = new URLClassLoader(new URL[0], null);
        return new MachineFacts(Map.of("PATH", "/nowhere"), Path.of("/java"), system, libc, driver, "4.3.1", empty);
    }

    private static void refused(EnvironmentProblem problem, String message, Settings settings, MachineFacts machine) {
        refused(problem, message, settings, "jax", machine);
    }

    private static void refused(
            EnvironmentProblem problem, String message, Settings settings, String backend, MachineFacts machine) {
        EnvironmentException refusal =
                assertThrows(EnvironmentException.class, () -> Environments.resolve(settings, backend, machine));
        assertEquals(message, refusal.getMessage());
        assertEquals(problem, refusal.problem());
        assertTrue(message.endsWith(refusal.remedy()));
    }

    private static Settings managed() {
        return Settings.defaults().withPythonSource(PythonSource.MANAGED).withProgress(line -> {});
    }

    @Test
    void systems_are_told_by_the_names_that_java_gives_them() {
        assertEquals(Optional.of(Platform.LINUX_X86_64), Platform.of("Linux amd64"));
        assertEquals(Optional.of(Platform.LINUX_AARCH64), Platform.of("Linux aarch64"));
        assertEquals(Optional.of(Platform.MACOS_AARCH64), Platform.of("Mac OS X aarch64"));
        assertEquals(Optional.of(Platform.WINDOWS_X86_64), Platform.of("Windows Server 2022 amd64"));
        assertEquals(Optional.empty(), Platform.of("Mac OS X x86_64"));
    }

    @Test
    void the_interpreter_lies_elsewhere_on_windows(@TempDir Path folder) throws IOException {
        assertEquals(folder.resolve("bin/python"), Platform.LINUX_X86_64.python(folder));
        assertEquals(folder.resolve("python.exe"), Platform.WINDOWS_X86_64.python(folder));
        Files.createFile(folder.resolve("pyvenv.cfg"));
        assertEquals(folder.resolve("Scripts/python.exe"), Platform.WINDOWS_X86_64.python(folder));
    }

    @Test
    void this_process_has_a_c_library_with_a_version() {
        assertTrue(CLibrary.current().matches("glibc 2\\.\\d+"), CLibrary.current());
        assertEquals("musl", CLibrary.of(List.of("/lib/ld-musl-x86_64.so.1", "/usr/lib/libjvm.so")));
        assertEquals("", CLibrary.of(List.of("/usr/lib/libjvm.so")));
        assertTrue(CLibrary.isOlder("glibc 2.31", 2, 35));
        assertFalse(CLibrary.isOlder("glibc 2.35", 2, 35));
        assertFalse(CLibrary.isOlder("glibc 3.0", 2, 35));
        assertFalse(CLibrary.isOlder("", 2, 35));
    }

    @Test
    void alpine_is_refused_in_words() {
        refused(
                EnvironmentProblem.PLATFORM,
                "keras4j: the C library must be glibc, got musl (Alpine), which JAX and TensorFlow don't support. Run it on a glibc"
                        + " Linux (Debian, Ubuntu, Fedora), for instance in a container.",
                Settings.defaults(),
                machine("Linux amd64", "musl", ""));
    }

    @Test
    void an_old_glibc_needs_a_python_of_the_system() {
        refused(
                EnvironmentProblem.PLATFORM,
                "Python: the one that keras4j fetches needs glibc 2.35 or newer, got glibc 2.31. Install CPython 3.11, 3.12 or 3.13"
                        + " with its shared library (Debian, Ubuntu: apt install libpython3-dev python3-venv).",
                managed(),
                machine("Linux amd64", "glibc 2.31", ""));
        refused(
                EnvironmentProblem.NO_PYTHON,
                "Python: no interpreter was found on the PATH (python3, python, python3.13, python3.12, python3.11). Install CPython"
                        + " 3.11, 3.12 or 3.13 (Debian, Ubuntu: apt install python3-dev python3-venv).",
                Settings.defaults(),
                machine("Linux amd64", "glibc 2.31", ""));
    }

    @Test
    void arm64_needs_a_python_of_the_system() {
        refused(
                EnvironmentProblem.NO_PYTHON,
                "Python: keras4j has none of its own for linux-aarch64. Install CPython 3.11, 3.12 or 3.13 with its shared library"
                        + " (Debian, Ubuntu: apt install libpython3-dev python3-venv).",
                managed(),
                machine("Linux aarch64", "glibc 2.36", ""));
    }

    @Test
    void a_gpu_that_is_asked_for_and_missing_is_an_error() {
        refused(
                EnvironmentProblem.ACCELERATOR,
                "Accelerator CUDA13: no NVIDIA driver was found (/proc/driver/nvidia/version). Install the driver, start the"
                        + " container with its GPUs (docker run --gpus all), or choose the accelerator CPU.",
                managed().withAccelerator(Accelerator.CUDA13),
                machine("Linux amd64", "glibc 2.36", ""));
    }

    @Test
    void a_driver_that_is_too_old_is_an_error() {
        refused(
                EnvironmentProblem.ACCELERATOR,
                "Accelerator CUDA13: NVIDIA's driver must be version 580 or later, got 535.54.03. Update the driver, or choose the"
                        + " accelerator CUDA12 or CPU.",
                managed().withAccelerator(Accelerator.CUDA13),
                machine("Linux amd64", "glibc 2.36", "535.54.03"));
        refused(
                EnvironmentProblem.ACCELERATOR,
                "Accelerator CUDA12: NVIDIA's driver must be version 525 or later, got 470.1. Update the driver, or choose CPU.",
                managed().withAccelerator(Accelerator.CUDA12),
                machine("Linux amd64", "glibc 2.36", "470.1"));
    }

    @Test
    void a_gpu_needs_jax_and_linux() {
        Settings settings = managed().withAccelerator(Accelerator.CUDA12);
        refused(
                EnvironmentProblem.ACCELERATOR,
                "Accelerator CUDA12: the backend must be JAX, got TensorFlow. Use the JAX backend, or choose the accelerator CPU.",
                settings,
                "tensorflow",
                machine("Linux amd64", "glibc 2.36", "580.1"));
        refused(
                EnvironmentProblem.ACCELERATOR,
                "Accelerator CUDA12: the system must be Linux, got Windows 11 amd64. Run it on Linux, or choose the accelerator CPU.",
                settings,
                machine("Windows 11 amd64", "", "580.1"));
    }

    @Test
    void the_driver_and_its_gpus_are_read_from_its_files(@TempDir Path root) throws IOException {
        assertEquals("", NvidiaDriver.version(root));
        assertEquals(List.of(), Accelerators.devices(root, ""));
        Path nvidia = Files.createDirectories(root.resolve("proc/driver/nvidia"));
        Files.createDirectories(nvidia.resolve("gpus/0000:01:00.0"));
        Files.createDirectories(nvidia.resolve("gpus/0000:02:00.0"));
        Files.writeString(
                nvidia.resolve("version"),
                "NVRM version: NVIDIA UNIX x86_64 Kernel Module  535.54.03  Tue Jun  6 22:20:39 UTC 2023\n");
        assertEquals("535.54.03", NvidiaDriver.version(root));
        Files.writeString(
                nvidia.resolve("version"),
                "NVRM version: NVIDIA UNIX Open Kernel Module for x86_64  580.65.06  Release Build\n");
        assertEquals("580.65.06", NvidiaDriver.version(root));
        assertEquals(List.of("0", "1"), Accelerators.devices(root, ""));
        assertEquals(List.of("3", "GPU-5"), Accelerators.devices(root, "3, GPU-5"));
    }

    @Test
    void each_accelerator_has_a_lock_and_an_environment_of_its_own() {
        for (Accelerator accelerator : Accelerator.values()) {
            EnvironmentRequest wish = EnvironmentRequest.of(
                    managed().withAccelerator(accelerator), machine("Linux amd64", "glibc 2.36", ""), "jax");
            assertEquals("keras 3.15.1, jax 0.10.2", wish.lock().headline());
            assertEquals(accelerator != Accelerator.CPU, wish.lock().text().contains("nvidia-cudnn"));
        }
    }
}
