package keras4j.internal.environment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import keras4j.environment.EnvironmentException;
import keras4j.environment.Settings;
import keras4j.internal.files.AtomicFolder;

/**
 * Packages that are installed beside an environment when they are needed, each lock in a folder of its own: exporters,
 * and those for the tests and checks of the Python half.
 */
public final class AdditionalPackages {
    private AdditionalPackages() {}

    /**
     * Returns the folder with the packages, for PYTHONPATH, and installs them if they are missing.
     *
     * @throws EnvironmentException if the installation fails; the message states the cause and a remedy
     */
    public static Path beside(PythonEnvironment environment, Settings settings, String backend) {
        return filled("dev", environment, settings, backend);
    }

    /** Returns the folder with an older line of Keras only, for tests that read its files. */
    public static Path olderKeras(PythonEnvironment environment, Settings settings, String backend) {
        return filled("older", environment, settings, backend);
    }

    /**
     * Returns the environment with the exporter to ONNX of its backend and ONNX Runtime, and installs them if they are
     * missing.
     *
     * @throws EnvironmentException if the installation fails; the message states the cause and a remedy
     */
    public static PythonEnvironment withExporter(PythonEnvironment environment, Settings settings, String backend) {
        return environment.with(filled("onnx-" + backend, environment, settings, backend));
    }

    private static Path filled(String name, PythonEnvironment environment, Settings settings, String backend) {
        EnvironmentRequest wish = EnvironmentRequest.of(settings, MachineFacts.current(), backend);
        RequirementsLock lock = RequirementsLock.of(name);
        Path folder =
                settings.cache().resolve("packages").resolve(CacheKey.of(lock.text(), environment.pythonVersion()));
        return Files.isDirectory(folder)
                ? folder
                : GuardedBuild.guarded(wish, () -> install(environment, wish, lock, folder));
    }

    private static Path install(
            PythonEnvironment environment, EnvironmentRequest wish, RequirementsLock lock, Path folder)
            throws IOException, InterruptedException {
        if (Files.isDirectory(folder)) {
            return folder;
        }
        wish.progress().step("Installing the packages of " + lock.name() + ".lock (once) …");
        InterpreterProbe python = new InterpreterProbes(wish).of(environment.executable());
        PipInstaller pip = new PipInstaller(wish, python.command(), python.minor());
        AtomicFolder.sweepAll(wish.cache());
        return AtomicFolder.publish(folder, aside -> {
            pip.install(environment.executable(), lock, "--target", aside.toString());
            pip.compile(environment.executable(), aside);
        });
    }
}
