package keras4j.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import keras4j.Backend;
import keras4j.python.DeveloperPackages;
import keras4j.python.Environments;
import keras4j.python.Settings;

/**
 * Where the figures of one backend are measured.
 *
 * @param backend what computes, on both sides
 * @param rows the folder of the rows
 * @param interpreter that of the same environment that the Java side embeds
 * @param quick whether few repetitions are enough
 */
record Lab(Backend backend, Path rows, Path interpreter, boolean quick) {
    private static final Path HALF = Path.of("python").toAbsolutePath();

    static Lab of(Backend backend, Path rows, boolean quick) {
        if (!Files.isDirectory(HALF.resolve("benchmarks"))) {
            throw new IllegalStateException("Figures: the working directory must be the root of the repository, got "
                    + Path.of("").toAbsolutePath());
        }
        Path interpreter =
                Environments.resolve(Settings.defaults(), backend.id()).executable();
        return new Lab(backend, rows, interpreter, quick);
    }

    /** Where scikit-learn is. */
    Path developerPackages() {
        Settings settings = Settings.defaults();
        return DeveloperPackages.beside(Environments.resolve(settings, backend.id()), settings, backend.id());
    }

    int times(int thorough, int quickly) {
        return quick ? quickly : thorough;
    }

    /** The same with another backend. */
    Lab on(Backend other) {
        return of(other, rows, quick);
    }

    /** A new process of the Java side. */
    Child java(String... options) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(System.getProperty("java.home") + "/bin/java");
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(List.of(options));
        command.addAll(List.of("-classpath", System.getProperty("java.class.path")));
        command.addAll(List.of(Side.class.getName(), backend.name(), rows.toString()));
        return new Child(command, HALF);
    }

    /** A new process of the Python side. */
    Child python(String... options) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(interpreter.toString(), "-m", "benchmarks", backend.id(), rows.toString()));
        command.addAll(List.of(options));
        return new Child(command, HALF);
    }
}
