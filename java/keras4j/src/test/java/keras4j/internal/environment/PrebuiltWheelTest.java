package keras4j.internal.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipFile;
import keras4j.environment.EnvironmentException;
import keras4j.environment.EnvironmentProblem;
import keras4j.environment.Settings;
import keras4j.internal.files.AtomicFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrebuiltWheelTest {
    private static final Path COMMITTED = Path.of("../natives/src/main/natives");
    private static final int MAX_BYTES = 2 << 20;

    private final Path folder;

    PrebuiltWheelTest(@TempDir Path folder) {
        this.folder = folder;
    }

    /** Returns a request on a machine whose class path has the committed natives. */
    private EnvironmentRequest wish(String system) throws IOException {
        Path natives = folder.resolve("jar/META-INF/keras4j/natives");
        if (!Files.exists(natives)) {
            Files.createDirectories(natives.resolveSibling(""));
            Files.createSymbolicLink(natives, COMMITTED.toRealPath());
        }
        return wish(system, folder.resolve("jar"));
    }

    private EnvironmentRequest wish(String system, Path jar) throws MalformedURLException {
        ClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null);
        MachineFacts machine = new MachineFacts(Map.of(), Path.of("/java"), system, "glibc 2.36", "", "4.3.1", loader);
        Settings settings = Settings.defaults().withCache(folder.resolve("cache"));
        return EnvironmentRequest.of(settings, machine, "jax");
    }

    private static String library(Path wheel, String name) throws IOException {
        try (ZipFile zip = new ZipFile(wheel.toFile())) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            zip.getInputStream(zip.getEntry("jep/" + name)).transferTo(bytes);
            return bytes.toString(StandardCharsets.ISO_8859_1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Linux amd64, 3.11, libjep.so, libpython3.11.so.1.0",
        "Linux amd64, 3.12, libjep.so, libpython3.12.so.1.0",
        "Linux amd64, 3.13, libjep.so, libpython3.13.so.1.0",
        "Linux aarch64, 3.11, libjep.so, libpython3.11.so.1.0",
        "Linux aarch64, 3.12, libjep.so, libpython3.12.so.1.0",
        "Linux aarch64, 3.13, libjep.so, libpython3.13.so.1.0",
        "Mac OS X aarch64, 3.11, libjep.jnilib, libpython3.11.dylib",
        "Mac OS X aarch64, 3.12, libjep.jnilib, libpython3.12.dylib",
        "Mac OS X aarch64, 3.13, libjep.jnilib, libpython3.13.dylib",
        "Windows 11 amd64, 3.11, jep.dll, python311.dll",
        "Windows 11 amd64, 3.12, jep.dll, python312.dll",
        "Windows 11 amd64, 3.13, jep.dll, python313.dll",
    })
    void each_platform_and_minor_has_a_wheel_that_finds_libpython_beside_it(
            String system, String minor, String name, String libpython) throws IOException, InterruptedException {
        PrebuiltWheel wheel = PrebuiltWheel.of(wish(system), minor, false).orElseThrow();
        Path file = wheel.file();
        assertTrue(Files.size(file) <= MAX_BYTES);
        String library = library(file, name);
        assertTrue(library.contains(libpython), "it needs " + libpython);
        assertEquals(name.equals("libjep.so"), library.contains("$ORIGIN"), "its run path");
        assertFalse(library.contains("/tmp/"), "it names no folder of the machine that built it");
        assertEquals(libpython, Platform.of(system).orElseThrow().pythonLibrary(minor));
    }

    @Test
    void a_wheel_that_is_not_the_pinned_one_is_refused() throws IOException {
        Path linux = Files.createDirectories(folder.resolve("bad/META-INF/keras4j/natives/linux-x86_64"));
        String name = "jep-4.3.1-cp313-cp313-manylinux_2_27_x86_64.whl";
        Files.writeString(linux.resolve(name), "x");
        EnvironmentRequest wish = wish("Linux amd64", folder.resolve("bad"));
        EnvironmentException refusal =
                assertThrows(EnvironmentException.class, () -> PrebuiltWheel.of(wish, "3.13", false));
        assertEquals(EnvironmentProblem.CHECKSUM, refusal.problem());
        assertTrue(
                String.valueOf(refusal.getMessage())
                        .matches("file:.*/" + name
                                + ": its SHA-256 must be [0-9a-f]{64}, got [0-9a-f]{64}\\. Put keras4j-natives"
                                + " of the same version as keras4j on the class path \\(mvn dependency:tree shows which is"
                                + " there\\)\\."),
                refusal.getMessage());
    }

    @Test
    void there_is_none_for_a_debugging_python_another_minor_or_another_machine() throws IOException {
        assertTrue(PrebuiltWheel.of(wish("Linux amd64"), "3.13", true).isEmpty());
        assertTrue(PrebuiltWheel.of(wish("Linux amd64"), "3.14", false).isEmpty());
        assertTrue(PrebuiltWheel.of(wish("Linux riscv64"), "3.13", false).isEmpty());
    }

    @Test
    void the_installed_library_must_be_the_one_of_the_wheel() throws IOException, InterruptedException {
        PrebuiltWheel wheel =
                PrebuiltWheel.of(wish("Linux amd64"), "3.13", false).orElseThrow();
        Path installed = folder.resolve("libjep.so");
        String library = library(wheel.file(), "libjep.so");
        Files.writeString(installed, library, StandardCharsets.ISO_8859_1);
        assertTrue(wheel.isInstalled(installed));
        Files.writeString(installed, library + "x", StandardCharsets.ISO_8859_1);
        assertFalse(wheel.isInstalled(installed));
    }

    @Test
    void the_link_to_a_libpython_inside_the_environment_survives_a_move() throws IOException {
        PrebuiltWheel wheel =
                PrebuiltWheel.of(wish("Linux amd64"), "3.13", false).orElseThrow();
        Path environment = folder.resolve("environment");
        Path jep = Files.createDirectories(environment.resolve("lib/python3.13/site-packages/jep"));
        Path libpython = Files.writeString(environment.resolve("libpython3.13.so.1.0"), "library");
        wheel.link(jep.resolve("libjep.so"), libpython);
        Path link = Path.of("lib/python3.13/site-packages/jep/libpython3.13.so.1.0");
        Path moved = Files.move(environment, folder.resolve("moved"));
        assertEquals("library", Files.readString(moved.resolve(link)));
        AtomicFolder.discard(moved);
    }

    @Test
    void the_python_of_keras4j_needs_the_natives() throws IOException {
        MachineFacts none = FakePython.machine(Map.of(), Path.of("/java"), "Linux amd64", "4.3.1");
        EnvironmentRequest wish = EnvironmentRequest.of(Settings.defaults().withCache(folder), none, "jax");
        ManagedPython python = ManagedPython.of(wish);
        EnvironmentException refusal = assertThrows(EnvironmentException.class, python::wheel);
        assertEquals(
                "Jep: no prebuilt native half for linux-x86_64 and CPython 3.13 is on the class path; the Python of keras4j needs"
                        + " it. Add the dependency io.github.keras4j:keras4j-natives with the classifier linux-x86_64.",
                refusal.getMessage());
    }
}
