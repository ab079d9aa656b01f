package keras4j.python;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What tests and checks of the Python half need beside an environment: the dev lock, in a folder of its own. */
public final class DeveloperPackages {
    private DeveloperPackages() {}

    /**
     * The folder that holds them, to be named by PYTHONPATH; filled when missing.
     *
     * @throws EnvironmentException if it cannot be filled; the message says why and what to do
     */
    public static Path beside(PythonEnvironment environment, Settings settings, String backend) {
        Request request = Request.of(settings, Machine.current(), backend);
        Lock lock = Lock.of("dev");
        Path folder = settings.cache().resolve("dev").resolve(Digest.of(lock.text(), environment.pythonVersion()));
        return Files.isDirectory(folder)
                ? folder
                : Building.guarded(request, () -> install(environment, request, lock, folder));
    }

    private static Path install(PythonEnvironment environment, Request request, Lock lock, Path folder)
            throws IOException, InterruptedException {
        if (Files.isDirectory(folder)) {
            return folder;
        }
        request.progress().step("Installing the developers' packages (once) …");
        Probe python = new Probes(request).of(environment.executable());
        Pip pip = new Pip(request, python);
        Folders.sweep(request.cache());
        return Folders.publish(
                folder, aside -> pip.install(environment.executable(), lock, "--target", aside.toString()));
    }
}
