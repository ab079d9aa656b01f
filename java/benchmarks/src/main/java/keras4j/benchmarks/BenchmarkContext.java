package keras4j.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import keras4j.environment.Settings;
import keras4j.internal.environment.AdditionalPackages;
import keras4j.internal.environment.Environments;
import keras4j.model.Backend;

/**
 * Environment in which the figures of one backend are measured.
 *
 * @param backend what computes, on both sides
 * @param rows the folder of the rows
 * @param interpreter that of the same environment that the Java side embeds
 * @param quick whether few repetitions are enough
 */
record BenchmarkContext(Backend backend, Path rows, Path interpreter, boolean quick) {
    private static final Path HALF = Path.of("python").toAbsolutePath();

    static BenchmarkContext of(Backend backend, Path rows, boolean quick) {
        if (!Files.isDirectory(HALF.resolve("benchmarks"))) {
            throw new IllegalStateException("Figures: the working directory must be the root of the repository, got "
                    + Path.of("").toAbsolutePath());
        }
        Path interpreter =
                Environments.resolve(Settings.defaults(), backend.id()).executable();
        return new BenchmarkContext(backend, rows, interpreter, quick);
    }

    /** Returns the folder with scikit-learn. */
    Path developerPackages() {
        Settings settings = Settings.defaults();
        return AdditionalPackages.beside(Environments.resolve(settings, backend.id()), settings, backend.id());
    }

    int times(int thorough, int quickly) {
        return quick ? quickly : thorough;
    }

    /** Returns a copy with another backend. */
    BenchmarkContext on(Backend other) {
        return of(other, rows, quick);
    }

    /** A new process of the Java side. */
    BenchmarkProcess java(String... options) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(System.getProperty("java.home") + "/bin/java");
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(List.of(options));
        command.addAll(List.of("-classpath", System.getProperty("java.class.path")));
        command.addAll(List.of(JavaSide.class.getName(), backend.name(), rows.toString()));
        return new BenchmarkProcess(command, HALF);
    }

    /** A new process of the Python side. */
    BenchmarkProcess python(String... options) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(interpreter.toString(), "-m", "benchmarks", backend.id(), rows.toString()));
        command.addAll(List.of(options));
        return new BenchmarkProcess(command, HALF);
    }
}
