package keras4j.internal.environment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import keras4j.environment.EnvironmentException;
import keras4j.environment.EnvironmentProblem;
import keras4j.environment.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentsTest {
    private final Path folder;

    EnvironmentsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private FakePython python(String facts) throws IOException {
        return new FakePython(folder, facts);
    }

    private FakePython good() throws IOException {
        return python(FakePython.GOOD);
    }

    private static PythonEnvironment resolve(FakePython python) {
        return Environments.resolve(python.settings(), "jax", python.machine());
    }

    private static void refused(EnvironmentProblem problem, String message, FakePython python) {
        refused(problem, message, python, python.settings(), python.machine());
    }

    private static void refused(
            EnvironmentProblem problem, String message, FakePython python, Settings settings, MachineFacts machine) {
        EnvironmentException e =
                assertThrows(EnvironmentException.class, () -> Environments.resolve(settings, "jax", machine));
        assertEquals(
                message, String.valueOf(e.getMessage()).replace(python.file("").toString(), "FOLDER"));
        assertEquals(problem, e.problem());
        assertTrue(message.endsWith(e.remedy().replace(python.file("").toString(), "FOLDER")));
    }

    @Test
    void a_missing_environment_is_built_once_and_found_again() throws IOException {
        FakePython python = good();
        PythonEnvironment built = resolve(python);
        assertEquals("3.11.7", built.pythonVersion());
        assertEquals("4.3.1", built.jepVersion());
        assertEquals(Path.of("/lib/libpython3.11.so.1.0"), built.libpython());
        assertEquals(Path.of("/jep/libjep.so"), built.jepLibrary());
        assertEquals("the environment of keras4j", built.origin());
        assertEquals(Map.of("jep", "4.3.1", "keras", "3.15.1", "jax", "0.10.2"), built.versions());
        assertEquals(built, resolve(python));
        assertEquals(2, python.calls("venv"), "one for the packages, one to build Jep in");
        assertEquals(1, python.calls("pip wheel"));
    }

    @Test
    void packages_and_sources_of_a_lock_are_checked_against_its_hashes() throws IOException {
        resolve(good());
        List<String> fetching = Files.readAllLines(folder.resolve("arguments")).stream()
                .filter(line -> line.contains(" --requirement "))
                .toList();
        assertEquals(4, fetching.size(), fetching::toString);
        fetching.forEach(line -> assertTrue(line.contains(" --require-hashes "), line));
        fetching.forEach(line -> assertTrue(line.contains(" --only-binary=:all: ") || line.contains(" wheel "), line));
    }

    @Test
    void an_unreachable_package_index_is_reported_before_anything_is_installed_or_compiled() throws IOException {
        FakePython python = good();
        python.fails("download", PipOutput.UNREACHABLE);
        EnvironmentException refusal = assertThrows(EnvironmentException.class, () -> resolve(python));
        assertEquals(EnvironmentProblem.NO_REGISTRY, refusal.problem());
        assertEquals(0, python.calls("pip install"));
        assertEquals(0, python.calls("pip wheel"));
    }

    @Test
    void too_little_space_on_the_disk_is_reported_with_what_is_needed() {
        EnvironmentException refusal = assertThrows(
                EnvironmentException.class,
                () -> ManagedEnvironment.requireSpace(folder.resolve("not/there/yet"), Long.MAX_VALUE));
        assertEquals(EnvironmentProblem.DISK_FULL, refusal.problem());
        String message = String.valueOf(refusal.getMessage());
        assertTrue(
                message.matches(
                        "Disk: 8589934592.0 GB must be free below .*/not/there/yet to build the environment, got"
                                + " [0-9.]+ GB\\. Free space, or set keras4j.cache to a folder on a larger disk\\."),
                message);
    }

    @Test
    void nothing_but_what_is_published_stays_in_the_cache() throws IOException {
        FakePython python = good();
        Path executable = resolve(python).executable();
        try (var files = Files.walk(python.file("cache"), 2)) {
            assertEquals(
                    List.of(), files.filter(f -> f.toString().contains(".tmp-")).toList());
        }
        assertEquals(
                "#!" + executable + "\n",
                Files.readString(executable.resolveSibling("pip")),
                "scripts name the final folder");
    }

    @Test
    void another_user_may_use_the_environment_if_the_cache_is_open_to_them() throws IOException {
        FakePython python = good();
        Path folder = resolve(python).executable().resolve("../..").normalize();
        assertEquals(Files.getPosixFilePermissions(folder.resolveSibling("")), Files.getPosixFilePermissions(folder));
    }

    @Test
    void each_step_is_told() throws IOException {
        FakePython python = good();
        List<String> lines = new ArrayList<>();
        Environments.resolve(python.settings().withProgress(lines::add), "jax", python.machine());
        assertTrue(
                lines.get(0).startsWith("Creating the Python environment for JAX (once; Python 3.11.7, " + folder),
                lines.get(0));
        assertTrue(lines.contains("Installing keras 3.15.1, jax 0.10.2 …"), lines::toString);
        assertTrue(lines.contains("Building the native half of Jep (about 20 s) …"), lines::toString);
        assertTrue(lines.get(lines.size() - 1).matches("Done in \\d+ s"), lines::toString);
    }

    @Test
    void an_environment_that_lost_a_package_is_built_anew() throws IOException {
        FakePython python = good();
        Files.delete(resolve(python).executable().resolveSibling("installed"));
        resolve(python);
        assertEquals(3, python.calls("venv"));
        assertEquals(1, python.calls("pip wheel"), "Jep's wheel is kept");
    }

    @Test
    void a_warm_start_starts_no_process() throws IOException {
        FakePython python = good();
        PythonEnvironment built = resolve(python);
        python.script(
                "tr", "#!/bin/sh\nexit 1\n"); // in front of the tools on the PATH: the script could not answer now
        assertEquals(built, resolve(python));
    }

    @Test
    void a_python_that_does_not_answer_is_passed_over() throws IOException {
        FakePython python = good();
        Path shims = Files.createDirectories(folder.resolve("shims"));
        Files.copy(
                python.script("shim", "#!/bin/sh\necho 'command not found' >&2\nexit 127\n"), shims.resolve("python3"));
        MachineFacts machine = python.machine(Map.of("PATH", shims + ":" + python.file("bin")));
        assertEquals(
                "3.11.7",
                Environments.resolve(python.settings(), "jax", machine).pythonVersion());
    }

    @Test
    void no_python() throws IOException {
        FakePython python = good();
        refused(
                EnvironmentProblem.NO_PYTHON,
                "Python: no interpreter was found on the PATH (python3, python, python3.13, python3.12, python3.11). Install CPython 3.11, 3.12 or"
                        + " 3.13 (Debian, Ubuntu: apt install python3-dev python3-venv).",
                python,
                python.settings(),
                python.machine(Map.of("PATH", "/nowhere")));
    }

    @Test
    void a_python_that_is_too_old() throws IOException {
        refused(
                EnvironmentProblem.PYTHON_VERSION,
                "Python FOLDER/bin/python3: the version must be CPython 3.11 to 3.13, got CPython 3.9.2. Install CPython 3.11, 3.12 or"
                        + " 3.13 beside it; keras4j finds python3.12 on the PATH.",
                python("\"version\": \"3.9.2\""));
    }

    @Test
    void a_python_that_is_too_new() throws IOException {
        refused(
                EnvironmentProblem.PYTHON_VERSION,
                "Python FOLDER/bin/python3: the version must be CPython 3.11 to 3.13, got CPython 3.14.0. Install CPython 3.11, 3.12 or"
                        + " 3.13 beside it; keras4j finds python3.12 on the PATH.",
                python("\"version\": \"3.14.0\""));
    }

    @Test
    void a_python_without_the_gil() throws IOException {
        refused(
                EnvironmentProblem.PYTHON_VERSION,
                "Python FOLDER/bin/python3: the version must be CPython 3.11 to 3.13, got CPython 3.13.0 without the GIL. Install CPython"
                        + " 3.11, 3.12 or 3.13 beside it; keras4j finds python3.12 on the PATH.",
                python("\"version\": \"3.13.0\", \"freeThreaded\": true"));
    }

    @Test
    void a_python_without_its_shared_library() throws IOException {
        refused(
                EnvironmentProblem.NO_LIBPYTHON,
                "Python FOLDER/bin/python3: its shared library (libpython3.12.so) is missing. Install it (Debian, Ubuntu: apt install"
                        + " libpython3.12-dev; pyenv: PYTHON_CONFIGURE_OPTS=--enable-shared pyenv install 3.12).",
                python("\"version\": \"3.12.1\", \"libpython\": null, \"venv\": true, \"headers\": true"));
    }

    @Test
    void a_python_without_headers() throws IOException {
        refused(
                EnvironmentProblem.NO_HEADERS,
                "Python FOLDER/bin/python3: its header Python.h is missing; building the native half of Jep needs it. Install it (Debian,"
                        + " Ubuntu: apt install python3.11-dev; Fedora: dnf install python3-devel).",
                python(FakePython.GOOD.replace("\"headers\": true", "\"headers\": false")));
    }

    @Test
    void a_python_without_venv() throws IOException {
        refused(
                EnvironmentProblem.NO_VENV,
                "Python FOLDER/bin/python3: its modules venv and ensurepip are missing. Install them (Debian, Ubuntu: apt install"
                        + " python3.11-venv).",
                python(FakePython.GOOD.replace("\"venv\": true", "\"venv\": false")));
    }

    @Test
    void a_python_for_musl() throws IOException {
        refused(
                EnvironmentProblem.PLATFORM,
                "Python FOLDER/bin/python3: the C library must be glibc, got musl, which JAX and TensorFlow don't support. Run it on a"
                        + " glibc Linux (Debian, Ubuntu, Fedora), for instance in a container.",
                python(FakePython.GOOD + ", \"abi\": \"cpython-311-x86_64-linux-musl\""));
    }

    @Test
    void a_python_for_another_processor() throws IOException {
        refused(
                EnvironmentProblem.PLATFORM,
                "Python FOLDER/bin/python3: it must be built for linux-x86_64, got i686. Install a Python for this processor.",
                python(FakePython.GOOD + ", \"machine\": \"i686\""));
    }

    @Test
    void another_machine() throws IOException {
        FakePython python = good();
        MachineFacts mac = FakePython.machine(Map.of(), folder, "Mac OS X x86_64", "4.3.1");
        refused(
                EnvironmentProblem.PLATFORM,
                "keras4j: the machine must be Linux on x86-64 or arm64, macOS on arm64 or Windows on x86-64, got Mac OS X x86_64."
                        + " Run it on Linux x86-64, for instance in a container.",
                python,
                python.settings(),
                mac);
    }

    @Test
    void a_jre() throws IOException {
        FakePython python = good();
        Files.delete(python.file("jdk/include/jni.h"));
        refused(
                EnvironmentProblem.NO_JDK,
                "Java FOLDER/jdk: it must be a JDK, got a JRE (include/jni.h is missing); building the native half of Jep needs a JDK. Start this program"
                        + " with a JDK 17 or later; once it is built, a JRE will do.",
                python);
        assertEquals(0, python.calls("venv"), "it is told before anything is made");
    }

    @Test
    void no_compiler() throws IOException {
        FakePython python = good();
        Files.delete(python.file("bin/fakecc"));
        refused(
                EnvironmentProblem.NO_COMPILER,
                "C compiler: fakecc was not found; building the native half of Jep needs it. Install it (Debian, Ubuntu: apt install gcc"
                        + " libc6-dev; Fedora: dnf install gcc).",
                python);
    }

    @Test
    void a_registry_out_of_reach() throws IOException {
        FakePython python = good();
        python.fails("install", PipOutput.UNREACHABLE);
        refused(
                EnvironmentProblem.NO_REGISTRY,
                "Package index: pip could not download from it (Could not find a version that satisfies the requirement absl-py==2.5.1 (from"
                        + " versions: none)). Check the network, or name a mirror or a proxy (PIP_INDEX_URL, HTTPS_PROXY).",
                python);
    }

    @Test
    void a_full_disk() throws IOException {
        FakePython python = good();
        python.fails("install", PipOutput.DISK_FULL);
        refused(
                EnvironmentProblem.DISK_FULL,
                "Disk: no space is left below FOLDER/cache or in the folder for temporary files. Free 3 GB, or set keras4j.cache (and"
                        + " TMPDIR) to a folder on a larger disk.",
                python);
        assertArrayEquals(new String[0], python.file("cache/envs").toFile().list(), "nothing half-built stays");
    }

    @Test
    void a_cache_folder_that_cannot_be_written() throws IOException {
        FakePython python = good();
        Files.createFile(python.file("file"));
        refused(
                EnvironmentProblem.CACHE,
                "Cache folder FOLDER/file/cache: it cannot be written (Not a directory). Set keras4j.cache to a writable folder.",
                python,
                python.settings().withCache(python.file("file/cache")),
                python.machine());
    }

    @Test
    void offline_without_an_environment() throws IOException {
        FakePython python = good();
        python.fails("install", PipOutput.UNREACHABLE);
        refused(
                EnvironmentProblem.OFFLINE,
                "Offline: Installing jax.lock needs packages that are not available offline (Could not find a version that satisfies the requirement"
                        + " absl-py==2.5.1 (from versions: none)). Start once without keras4j.offline, or put the packages into a folder"
                        + " named by PIP_FIND_LINKS.",
                python,
                python.settings().withOffline(true),
                python.machine());
    }

    @Test
    void offline_with_an_environment() throws IOException {
        FakePython python = good();
        PythonEnvironment built = resolve(python);
        python.fails("install", PipOutput.UNREACHABLE);
        assertEquals(built, Environments.resolve(python.settings().withOffline(true), "jax", python.machine()));
    }

    @Test
    void a_jar_of_jep_that_is_not_the_one_of_the_lock() throws IOException {
        FakePython python = good();
        refused(
                EnvironmentProblem.JEP_VERSIONS,
                "Jep: the jar and the native half must have one version, got 4.2.2 on the class path and 4.3.1 in the environment that"
                        + " keras4j builds. Put org.ninia:jep:4.3.1 on the class path (mvn dependency:tree shows which dependency brings 4.2.2).",
                python,
                python.settings(),
                FakePython.machine(python.machine().variables(), folder, "Linux amd64", "4.2.2"));
    }

    @Test
    void a_chosen_python_of_another_jep() throws IOException {
        FakePython python = good();
        Path chosen = resolve(python).executable();
        refused(
                EnvironmentProblem.JEP_VERSIONS,
                "Jep: the jar and the native half must have one version, got 4.2.2 on the class path and 4.3.1 in PYTHON. Put"
                                .replace("PYTHON", chosen.toString().replace(folder.toString(), "FOLDER"))
                        + " org.ninia:jep:4.3.1 on the class path (mvn dependency:tree shows which dependency brings 4.2.2).",
                python,
                python.settings().withPython(chosen),
                FakePython.machine(python.machine().variables(), folder, "Linux amd64", "4.2.2"));
    }

    @Test
    void a_chosen_python_is_told_all_that_it_lacks_at_once() throws IOException {
        FakePython python = python(FakePython.GOOD);
        Path chosen = python.script(
                "chosen",
                Files.readString(python.file("bin/python3")).replace("{$versions}", "{\\\"keras\\\": \\\"3.12.0\\\"}"));
        refused(
                EnvironmentProblem.PACKAGES,
                "Python FOLDER/bin/chosen (the setting keras4j.python): keras must be 3.15.1, got 3.12.0; jax must be 0.10.2, got none;"
                        + " jep must be 4.3.1, got none. Run: JAVA_HOME=FOLDER/jdk LDFLAGS=-Wl,-rpath,/lib FOLDER/bin/chosen -m pip install"
                        + " keras==3.15.1 jax==0.10.2 jep==4.3.1",
                python,
                python.settings().withPython(chosen),
                python.machine());
    }

    @Test
    void a_chosen_python_that_is_not_there() throws IOException {
        FakePython python = good();
        refused(
                EnvironmentProblem.NO_PYTHON,
                "Python FOLDER/none: it cannot be run (there is no such file). Set"
                        + " keras4j.python to a Python executable or to the folder of a virtual environment.",
                python,
                python.settings().withPython(python.file("none")),
                python.machine());
    }

    @Test
    void a_chosen_folder_of_a_virtual_environment_is_used_as_it_is() throws IOException {
        FakePython python = good();
        Path venv = resolve(python).executable().resolve("../..").normalize();
        Settings settings = python.settings().withPython(venv).withCache(python.file("other"));
        PythonEnvironment found = Environments.resolve(settings, "jax", python.machine());
        assertEquals("the setting keras4j.python", found.origin());
        assertEquals(venv.resolve("bin/python"), found.executable());
    }

    @Test
    void the_active_virtual_environment_is_used_when_it_has_all() throws IOException {
        FakePython python = good();
        Path venv = resolve(python).executable().resolve("../..").normalize();
        MachineFacts machine = python.machine(Map.of("PATH", "/nowhere", "VIRTUAL_ENV", venv.toString()));
        assertEquals(
                "the active virtual environment",
                Environments.resolve(python.settings(), "jax", machine).origin());
    }

    @Test
    void the_active_virtual_environment_is_passed_over_when_it_lacks_something() throws IOException {
        FakePython python = good();
        MachineFacts machine =
                python.machine(Map.of("PATH", python.file("bin").toString(), "VIRTUAL_ENV", folder.toString()));
        Files.copy(python.file("bin/python3"), python.file("bin/python"));
        assertEquals(
                "the environment of keras4j",
                Environments.resolve(python.settings(), "jax", machine).origin());
    }

    @Test
    void a_native_half_for_another_python_is_refused_before_anything_is_loaded() throws IOException {
        Path library = Files.writeString(folder.resolve("libjep.so"), "\0libpython3.13.so.1.0\0");
        FakePython python = good();
        Path chosen = python.script(
                "chosen", Files.readString(python.file("bin/python3")).replace("/jep/libjep.so", library.toString()));
        refused(
                EnvironmentProblem.JEP_VERSIONS,
                "Jep: its native half must be built for CPython 3.11, got FOLDER/libjep.so for CPython 3.13. Install Jep with that"
                        + " Python, or let keras4j build the environment.",
                python,
                python.settings().withPython(chosen),
                python.machine());
    }
}
