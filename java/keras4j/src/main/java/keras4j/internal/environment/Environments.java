package keras4j.internal.environment;

import java.nio.file.Path;
import keras4j.environment.EnvironmentException;
import keras4j.environment.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Resolution of the Python environment that keras4j runs, which is built if there is none. */
public final class Environments {
    private static final Logger LOG = LoggerFactory.getLogger("keras4j.python");

    private final EnvironmentRequest wish;
    private final InterpreterProbes probes;

    private Environments(EnvironmentRequest wish) {
        this.wish = wish;
        this.probes = new InterpreterProbes(wish);
    }

    /**
     * Finds or builds an environment: the one that the settings name; without such a setting, the active virtual
     * environment (VIRTUAL_ENV), if it has all required packages in the right versions; otherwise the managed one in
     * the cache folder. Building takes a minute or two and happens once; a later call starts no process.
     *
     * @param settings the Python to use, the cache folder, and whether to download
     * @param backend {@code jax} or {@code tensorflow}
     * @return an environment with all that keras4j needs
     * @throws EnvironmentException if there is none and none can be built; the message states the cause and a remedy
     */
    public static PythonEnvironment resolve(Settings settings, String backend) {
        return resolve(settings, backend, MachineFacts.current());
    }

    static PythonEnvironment resolve(Settings settings, String backend, MachineFacts machine) {
        EnvironmentRequest wish = EnvironmentRequest.of(settings, machine, backend);
        Accelerators.trouble(wish).ifPresent(trouble -> {
            throw trouble;
        });
        return new Environments(wish).find();
    }

    /**
     * Finds or builds an environment like {@link #resolve}, for a use on another machine: a GPU that the settings ask for
     * may be missing here. The Python half is unpacked too, so that the cache may be read-only afterwards.
     */
    public static PythonEnvironment prepare(Settings settings, String backend) {
        PythonFiles.unpack(settings.cache());
        return new Environments(EnvironmentRequest.of(settings, MachineFacts.current(), backend)).find();
    }

    /**
     * Packs an environment with a Python of its own into a {@code .tar.gz} file, which works wherever it is unpacked.
     *
     * @throws EnvironmentException if the environment depends on a Python elsewhere, or the file can't be written
     */
    public static void pack(PythonEnvironment environment, Settings settings, String backend, Path file) {
        EnvironmentRequest wish = EnvironmentRequest.of(settings, MachineFacts.current(), backend);
        new PackedEnvironment(wish, environment).write(file.toAbsolutePath());
    }

    private PythonEnvironment find() {
        wish.machine().requirePlatform();
        Accelerators.requireBackend(wish);
        EnvironmentChoice choice = EnvironmentChoice.of(wish, probes);
        choice.passedOver()
                .forEach(trouble -> LOG.info("The active virtual environment is not used: {}", trouble.getMessage()));
        choice.refused().ifPresent(trouble -> {
            throw trouble;
        });
        return choice.chosen()
                .map(chosen -> environment(probes.keep(chosen.probe()), chosen.origin()))
                .orElseGet(this::managed);
    }

    private PythonEnvironment managed() {
        String built = RequirementsLock.of("build").version("jep");
        if (!built.equals(wish.machine().jepJar())) {
            throw EnvironmentProblems.jepVersions(
                    wish.machine().jepJar(), built, "the environment that keras4j builds");
        }
        ManagedEnvironment managed = new ManagedEnvironment(wish, BasePython.of(wish, probes), probes);
        return environment(
                managed.existing().orElseGet(() -> GuardedBuild.guarded(wish, managed::built)),
                "the environment of keras4j");
    }

    private PythonEnvironment environment(InterpreterProbe probe, String origin) {
        return new PythonEnvironment(
                probe.command(),
                probe.version(),
                probe.path("libpython").orElseThrow(),
                probe.path("jepLibrary").orElseThrow(),
                probe.versions().getOrDefault("jep", ""),
                probe.versions(),
                wish.settings().accelerator(),
                origin,
                null);
    }
}
