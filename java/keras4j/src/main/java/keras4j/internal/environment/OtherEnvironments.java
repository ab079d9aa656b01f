package keras4j.internal.environment;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import keras4j.environment.EnvironmentException;
import keras4j.environment.Settings;
import keras4j.environment.Settings.Accelerator;
import keras4j.environment.Settings.PythonSource;
import keras4j.internal.files.AtomicFolder;

/** Environments in the cache that this version of keras4j does not use: of other versions, or on another Python. */
final class OtherEnvironments {
    private final EnvironmentRequest wish;
    private final InterpreterProbes probes;

    OtherEnvironments(EnvironmentRequest wish, InterpreterProbes probes) {
        this.wish = wish;
        this.probes = probes;
    }

    /** Returns their folders, in the order of their names. */
    List<Path> folders() throws IOException {
        Path all = wish.cache().resolve("envs");
        if (!Files.isDirectory(all)) {
            return List.of();
        }
        Set<Path> own = own();
        List<Path> others = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(all)) {
            found.forEach(folder -> {
                if (!own.contains(folder) && Files.isDirectory(folder)) {
                    others.add(folder);
                }
            });
        }
        others.sort(null);
        return others;
    }

    /** Returns the environments of this version: of both backends, with each accelerator, on each Python it would use. */
    private Set<Path> own() {
        Set<Path> own = new HashSet<>();
        for (PythonSource source : PythonSource.values()) {
            Settings settings = wish.settings().withPythonSource(source);
            try {
                BasePython base = BasePython.of(request(settings, "jax"), probes);
                Arrays.stream(Accelerator.values())
                        .map(settings::withAccelerator)
                        .forEach(each -> own.add(folder(request(each, "jax"), base)));
                own.add(folder(request(settings.withAccelerator(Accelerator.CPU), "tensorflow"), base));
            } catch (EnvironmentException none) {
                // There is no such Python on this machine, so there is no environment on it.
                wish.progress().detail(String.valueOf(none.getMessage()));
            }
        }
        return own;
    }

    private EnvironmentRequest request(Settings settings, String backend) {
        return EnvironmentRequest.of(settings, wish.machine(), backend);
    }

    private Path folder(EnvironmentRequest request, BasePython base) {
        return new ManagedEnvironment(request, base, probes).folder();
    }

    /** Deletes them, and returns one line for each. The lock of the cache is held meanwhile. */
    List<String> delete() {
        return GuardedBuild.guarded(wish, () -> {
            List<String> lines = new ArrayList<>();
            for (Path folder : folders()) {
                lines.add("Removed " + folder + ", " + ByteCount.of(bytes(folder)));
                AtomicFolder.discard(folder);
            }
            return lines;
        });
    }

    static long bytes(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
