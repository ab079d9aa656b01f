package keras4j.internal.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import keras4j.environment.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {
    private final Path folder;

    DoctorTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private String text(Doctor.Report report) {
        return report.text()
                .replace(folder.toString(), "FOLDER")
                .replaceAll("\\d+ GB", "n GB")
                .replaceAll("jax-[0-9a-f]{12}", "jax-KEY")
                .replace(System.getProperty("java.version"), "JAVA");
    }

    private static Doctor.Report examine(FakePython python) {
        return Doctor.examine(python.settings(), "jax", python.machine());
    }

    @Test
    void before_a_build_it_says_what_is_there_for_it() throws IOException {
        FakePython python = new FakePython(folder, FakePython.GOOD);
        Doctor.Report report = examine(python);
        assertEquals("""
                  ok  Backend: JAX
                  ok  Machine: Linux amd64 glibc 2.36
                  ok  Jep's jar: 4.3.1
                  ok  Accelerator: CPU; this machine has no GPU
                  ok  JVM: JAVA, FOLDER/jdk
                  ok  Cache folder: FOLDER/cache (n GB free)
                  ok  Python: 3.11.7, FOLDER/bin/python3
                  ok  Native half of Jep: compiled here; no prebuilt one is on the class path
                  --  Environment: not built yet; the first start or `setup` builds it at FOLDER/cache/envs/jax-KEY

                Nothing is missing.""", text(report));
        assertTrue(report.healthy());
        assertTrue(Files.notExists(python.file("cache/envs")), "it builds nothing");
    }

    @Test
    void after_a_build_it_names_the_environment_and_its_packages() throws IOException {
        FakePython python = new FakePython(folder, FakePython.GOOD);
        Environments.resolve(python.settings(), "jax", python.machine());
        assertTrue(text(examine(python)).endsWith("""
                  ok  Environment: FOLDER/cache/envs/jax-KEY
                        jax 0.10.2
                        jep 4.3.1
                        keras 3.15.1

                Nothing is missing."""), () -> text(examine(python)));
    }

    @Test
    void it_ends_with_the_one_thing_to_do() throws IOException {
        Doctor.Report report = examine(new FakePython(folder, "\"version\": \"3.9.2\""));
        assertFalse(report.healthy());
        assertTrue(report.text()
                .contains("  !!  Python " + folder + "/bin/python3: the version must be CPython 3.11 to 3.13, got"));
        assertTrue(report.text()
                .endsWith("\n\nInstall CPython 3.11, 3.12 or 3.13 beside it; keras4j finds python3.12 on the PATH."));
    }

    @Test
    void it_finds_a_missing_compiler_and_a_missing_jdk_at_once() throws IOException {
        FakePython python = new FakePython(folder, FakePython.GOOD);
        Files.delete(python.file("bin/fakecc"));
        Files.delete(python.file("jdk/include/jni.h"));
        String text = text(examine(python));
        assertTrue(text.contains("  !!  Java FOLDER/jdk: it must be a JDK"), text);
        assertTrue(text.contains("  !!  C compiler: fakecc was not found"), text);
    }

    @Test
    void an_active_environment_that_open_would_use_is_healthy_whatever_jep_the_lock_has() throws IOException {
        FakePython python = new FakePython(folder, FakePython.GOOD);
        Path executable =
                Environments.resolve(python.settings(), "jax", python.machine()).executable();
        Files.writeString(executable, Files.readString(executable).replace("4.3.1", "4.2.2"));
        Path venv = executable.resolve("../..").normalize();
        Settings settings = python.settings().withCache(python.file("other"));
        Map<String, String> variables = Map.of("PATH", "/nowhere", "VIRTUAL_ENV", venv.toString());
        MachineFacts machine = FakePython.machine(variables, python.file("jdk"), "Linux amd64", "4.2.2");
        assertEquals(
                "the active virtual environment",
                Environments.resolve(settings, "jax", machine).origin());
        Doctor.Report report = Doctor.examine(settings, "jax", machine);
        assertTrue(report.healthy(), report.text());
        assertTrue(report.text().contains("  ok  Jep's jar: 4.2.2"), report.text());
    }

    @Test
    void a_gpu_is_named_with_what_would_be_fetched_for_it() throws IOException {
        FakePython python = new FakePython(folder, FakePython.GOOD);
        MachineFacts plain = python.machine();
        MachineFacts machine = new MachineFacts(
                plain.variables(),
                plain.javaHome(),
                plain.system(),
                plain.libc(),
                "560.1",
                plain.jepJar(),
                plain.natives());
        String text = Doctor.examine(python.settings(), "jax", machine).text();
        assertTrue(
                text.contains(
                        "  ok  Accelerator: CPU; this machine has a GPU with NVIDIA's driver 560.1; setup --accelerator"
                                + " cuda12 would fetch 2.5 GB for it\n"),
                text);
        Settings wanted = python.settings().withAccelerator(Settings.Accelerator.CUDA13);
        Doctor.Report report = Doctor.examine(wanted, "jax", machine);
        assertFalse(report.healthy());
        assertTrue(
                report.text()
                        .contains("  !!  Accelerator CUDA13: NVIDIA's driver must be version 580 or later, got 560.1."),
                report.text());
    }

    @Test
    void environments_that_this_version_does_not_use_are_named_and_removed_only_when_asked() throws IOException {
        FakePython python = new FakePython(folder, FakePython.GOOD);
        Path used = Environments.resolve(python.settings(), "jax", python.machine())
                .executable()
                .resolve("../..")
                .normalize();
        Path other = Files.createDirectories(used.resolveSibling("jax-0123456789ab"));
        Files.write(other.resolve("file"), new byte[1_500_000]);
        String text = text(examine(python));
        assertTrue(
                text.contains(
                        "  --  Not used by this version: FOLDER/cache/envs/jax-KEY, 1.5 MB; doctor --clean removes it"),
                text);
        assertTrue(Files.exists(other), "a diagnosis changes nothing");
        assertEquals(List.of("Removed " + other + ", 1.5 MB"), Doctor.clean(python.settings(), python.machine()));
        assertFalse(Files.exists(other));
        assertTrue(Files.exists(used));
    }
}
