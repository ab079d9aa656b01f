package keras4j.internal.environment;

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
        return new Environments(EnvironmentRequest.of(settings, machine, backend)).find();
    }

    private PythonEnvironment find() {
        if (!wish.machine().supported()) {
            throw EnvironmentProblems.platform(wish.machine().system());
        }
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
        ManagedEnvironment managed =
                new ManagedEnvironment(wish, new BaseInterpreters(wish.machine(), probes).first(), probes);
        return environment(
                managed.existing().orElseGet(() -> GuardedBuild.guarded(wish, managed::built)),
                "the environment of keras4j");
    }

    private static PythonEnvironment environment(InterpreterProbe probe, String origin) {
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
