package keras4j.python;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the Python that keras4j runs, and builds it where there is none. */
public final class Environments {
    private static final Logger LOG = LoggerFactory.getLogger("keras4j.python");

    private final Wish wish;
    private final Probes probes;

    private Environments(Wish wish) {
        this.wish = wish;
        this.probes = new Probes(wish);
    }

    /**
     * Finds or builds an environment: the one that the settings name, else the active virtual environment (VIRTUAL_ENV) if it has all
     * that is needed in the right versions, else the managed one in the cache folder. Building takes a minute or two and happens
     * once; a later call starts no process.
     *
     * @param backend {@code jax} or {@code tensorflow}
     * @throws EnvironmentException if there is none and none can be built; the message says why and what to do
     */
    public static PythonEnvironment resolve(Settings settings, String backend) {
        return resolve(settings, backend, Machine.current());
    }

    static PythonEnvironment resolve(Settings settings, String backend, Machine machine) {
        return new Environments(Wish.of(settings, machine, backend)).find();
    }

    private PythonEnvironment find() {
        if (!wish.machine().supported()) {
            throw Trouble.platform(wish.machine().system());
        }
        Path explicit = wish.settings().python();
        return explicit != null ? explicit(explicit) : active().orElseGet(this::managed);
    }

    private PythonEnvironment explicit(Path python) {
        String origin = "the setting keras4j.python";
        Probe probe = probes.of(Files.isDirectory(python) ? python.resolve("bin/python") : python);
        new Requirements(wish).check(probe, origin);
        return environment(probes.keep(probe), origin);
    }

    private Optional<PythonEnvironment> active() {
        String folder = wish.machine().variables().getOrDefault("VIRTUAL_ENV", "");
        Path python = Path.of(folder).resolve("bin/python");
        if (folder.isEmpty() || !Files.isExecutable(python)) {
            return Optional.empty();
        }
        String origin = "the active virtual environment";
        try {
            Probe probe = probes.keep(probes.of(python));
            new Requirements(wish).check(probe, origin);
            return Optional.of(environment(probe, origin));
        } catch (EnvironmentException e) {
            LOG.info("The active virtual environment is not used: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private PythonEnvironment managed() {
        String built = Lock.of("build").version("jep");
        if (!built.equals(wish.machine().jepJar())) {
            throw Trouble.jepVersions(wish.machine().jepJar(), built, "the environment that keras4j builds");
        }
        ManagedEnvironment managed = new ManagedEnvironment(wish, new Bases(wish.machine(), probes).first(), probes);
        return environment(
                managed.existing().orElseGet(() -> Building.guarded(wish, managed::built)),
                "the environment of keras4j");
    }

    private static PythonEnvironment environment(Probe probe, String origin) {
        return new PythonEnvironment(
                probe.command(),
                probe.version(),
                probe.path("libpython").orElseThrow(),
                probe.path("jepLibrary").orElseThrow(),
                probe.versions().getOrDefault("jep", ""),
                probe.versions(),
                origin);
    }
}
