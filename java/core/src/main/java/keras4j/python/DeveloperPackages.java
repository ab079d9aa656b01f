package keras4j.python;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What tests and checks of the Python half need beside an environment, each lock in a folder of its own. */
public final class DeveloperPackages {
    private DeveloperPackages() {}

    /**
     * The folder that holds them, to be named by PYTHONPATH; filled when missing.
     *
     * @throws EnvironmentException if it cannot be filled; the message says why and what to do
     */
    public static Path beside(PythonEnvironment environment, Settings settings, String backend) {
        return filled("dev", environment, settings, backend);
    }

    /** The same with nothing but Keras of an older line, whose files are to be read. */
    public static Path olderKeras(PythonEnvironment environment, Settings settings, String backend) {
        return filled("older", environment, settings, backend);
    }

    private static Path filled(String name, PythonEnvironment environment, Settings settings, String backend) {
        Wish wish = Wish.of(settings, Machine.current(), backend);
        Lock lock = Lock.of(name);
        Path folder = settings.cache().resolve("dev").resolve(Digest.of(lock.text(), environment.pythonVersion()));
        return Files.isDirectory(folder)
                ? folder
                : Building.guarded(wish, () -> install(environment, wish, lock, folder));
    }

    private static Path install(PythonEnvironment environment, Wish wish, Lock lock, Path folder)
            throws IOException, InterruptedException {
        if (Files.isDirectory(folder)) {
            return folder;
        }
        wish.progress().step("Installing the developers' packages of " + lock.name() + ".lock (once) …");
        Probe python = new Probes(wish).of(environment.executable());
        Pip pip = new Pip(wish, python);
        Folders.sweep(wish.cache());
        return Folders.publish(
                folder, aside -> pip.install(environment.executable(), lock, "--target", aside.toString()));
    }
}
