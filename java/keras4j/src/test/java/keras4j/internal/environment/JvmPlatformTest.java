package keras4j.internal.environment;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JvmPlatformTest {
    private static final List<String> MAPS = List.of(
            "7f0000000000-7f0000001000 r-xp 00000000 fe:00 1234                       /usr/lib/x86_64-linux-gnu/libc.so.6",
            "7f0000001000-7f0000002000 rw-p 00000000 00:00 0 ",
            "7f0000002000-7f0000003000 r--p 00000000 fe:00 99                         /opt/my python/lib/libpython3.10.so.1.0",
            "7f0000003000-7f0000004000 r-xp 00001000 fe:00 99                         /opt/my python/lib/libpython3.10.so.1.0");

    @Test
    void mapped_files_are_read_once_each() {
        assertEquals(
                List.of("/usr/lib/x86_64-linux-gnu/libc.so.6", "/opt/my python/lib/libpython3.10.so.1.0"),
                JvmPlatform.libraries(MAPS));
    }

    @Test
    void another_cpython_is_found() {
        assertEquals(
                Optional.of("/opt/my python/lib/libpython3.10.so.1.0"),
                JvmPlatform.otherPython(JvmPlatform.libraries(MAPS)));
        assertEquals(
                "This JVM: another CPython is already running in it (/opt/libpython3.10.so.1.0). Start keras4j in a JVM without the library that"
                        + " brought it (another use of Jep, jpy, JPype, GraalPy's C API); if that was keras4j in another class loader, load both in a common parent class loader.",
                EnvironmentProblems.otherPython("/opt/libpython3.10.so.1.0").getMessage());
    }

    @Test
    void tensorflow_java_is_found_by_its_natives() {
        assertEquals(
                Optional.of("/tmp/libjnitensorflow.so"),
                JvmPlatform.tensorflowJava(
                        List.of("/lib/libc.so.6", "/tmp/libjnitensorflow.so"),
                        getClass().getClassLoader()));
    }

    @Test
    void tensorflow_java_is_found_on_the_class_path(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("org/tensorflow/TensorFlow.class");
        Files.createDirectories(folder.resolve("org/tensorflow"));
        Files.createFile(file);
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            assertEquals(Optional.of(file.toUri().toURL().toString()), JvmPlatform.tensorflowJava(List.of(), loader));
        }
        assertEquals(
                "This JVM: TensorFlow-Java is present (/x.jar); together with the TensorFlow backend it crashes the JVM. Take it off the class path,"
                        + " or use the JAX backend.",
                EnvironmentProblems.tensorflowJava("/x.jar").getMessage());
    }

    @Test
    void a_jvm_without_either_is_good_for_both_backends() {
        assertDoesNotThrow(() -> JvmPlatform.check("jax"));
        assertDoesNotThrow(() -> JvmPlatform.check("tensorflow"));
    }

    @Test
    void the_version_of_jeps_jar_is_that_of_the_lock() {
        assertEquals(RequirementsLock.of("build").version("jep"), JvmPlatform.jepJar());
    }
}
