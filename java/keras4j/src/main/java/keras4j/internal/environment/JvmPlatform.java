package keras4j.internal.environment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import jep.MainInterpreter;

/** Checks of the process that Python is about to be loaded into, for native libraries that conflict with it. */
public final class JvmPlatform {
    private JvmPlatform() {}

    /**
     * Refuses what would crash: too little memory, another CPython in this process, or TensorFlow-Java beside the
     * TensorFlow backend. Must be called once, before anything native is loaded.
     */
    public static void check(String backend) {
        MemoryLimits.check(backend, false);
        List<String> libraries = libraries(maps());
        otherPython(libraries).ifPresent(library -> {
            throw EnvironmentProblems.otherPython(library);
        });
        if (backend.equals("tensorflow")) {
            tensorflowJava(libraries, JvmPlatform.class.getClassLoader()).ifPresent(what -> {
                throw EnvironmentProblems.tensorflowJava(what);
            });
        }
    }

    static Optional<String> otherPython(List<String> libraries) {
        return libraries.stream().filter(path -> named(path, "libpython")).findFirst();
    }

    static Optional<String> tensorflowJava(List<String> libraries, ClassLoader loader) {
        Stream<String> natives =
                libraries.stream().filter(path -> named(path, "libtensorflow") || named(path, "libjnitensorflow"));
        Stream<String> classes = Stream.of("org/tensorflow/TensorFlow.class")
                .map(loader::getResource)
                .filter(Objects::nonNull)
                .map(Object::toString);
        return Stream.concat(natives, classes).findFirst();
    }

    /** Returns the libpythons in this process, each once, with symbolic links resolved. */
    public static List<String> pythons() {
        return libraries(maps()).stream()
                .filter(path -> named(path, "libpython"))
                .map(JvmPlatform::real)
                .distinct()
                .toList();
    }

    /** Returns the path with symbolic links resolved, if the file still exists. */
    public static String real(String path) {
        try {
            return Path.of(path).toRealPath().toString();
        } catch (IOException missing) {
            return path;
        }
    }

    private static boolean named(String path, String prefix) {
        return path.substring(path.lastIndexOf('/') + 1).startsWith(prefix);
    }

    /** Returns the mapped files, each once, from the lines of {@code /proc/self/maps}. */
    static List<String> libraries(List<String> maps) {
        return maps.stream()
                .map(line -> line.split(" +", 6))
                .filter(fields -> fields.length == 6 && !fields[5].isBlank())
                .map(fields -> fields[5])
                .distinct()
                .toList();
    }

    /** Returns whether the libraries of this process are listed in {@code /proc}. */
    static boolean isLinux() {
        return System.getProperty("os.name").equals("Linux");
    }

    /** Returns the lines of {@code /proc/self/maps}; none on other systems than Linux. */
    static List<String> maps() {
        if (!isLinux()) {
            return List.of();
        }
        try {
            return Files.readAllLines(Path.of("/proc/self/maps"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns the version of Jep's jar, read without loading its classes; for a shaded jar, the version in the lock.
     */
    static String jepJar() {
        String self = String.valueOf(MainInterpreter.class.getResource("MainInterpreter.class"));
        String root = self.substring(0, Math.max(0, self.lastIndexOf("jep/MainInterpreter.class")));
        return Stream.of("org.ninia", "black.ninia")
                .flatMap(group -> version(root + "META-INF/maven/" + group + "/jep/pom.properties").stream())
                .findFirst()
                .orElseGet(() -> RequirementsLock.of("build").version("jep"));
    }

    private static Optional<String> version(String properties) {
        try (InputStream in = URI.create(properties).toURL().openStream()) {
            Properties read = new Properties();
            read.load(in);
            return Optional.ofNullable(read.getProperty("version"));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
