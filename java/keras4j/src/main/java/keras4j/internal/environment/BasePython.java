package keras4j.internal.environment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import keras4j.environment.EnvironmentException;
import keras4j.environment.Settings.PythonSource;

/** Python on which a managed environment is built: one of the system, or the one that keras4j fetches. */
interface BasePython {
    /**
     * Returns the Python that the settings ask for. Where any will do, that is the first suitable one on the PATH; if there
     * is none, and if keras4j has one for this machine, that one.
     */
    static BasePython of(EnvironmentRequest wish, InterpreterProbes probes) {
        PythonSource source = wish.settings().source();
        if (source == PythonSource.MANAGED) {
            return ManagedPython.of(wish);
        }
        try {
            return new SystemPython(wish, new BaseInterpreters(wish, probes).first());
        } catch (EnvironmentException unsuitable) {
            Optional<ManagedPython> own =
                    source == PythonSource.ANY ? ManagedPython.forMachine(wish) : Optional.empty();
            return own.orElseThrow(() -> unsuitable);
        }
    }

    /** Returns its part of the name of the environment. */
    String key();

    /** Returns the interpreter or the file that it comes from, for messages. */
    Path command();

    /** Returns the version, such as {@code 3.12.1}. */
    String version();

    /** Returns the wheel with the native half of Jep. */
    JepWheel wheel();

    /** Creates the interpreter of an environment in an empty folder, and returns it. */
    Path create(Path folder, PipInstaller pip) throws IOException, InterruptedException;

    /** Returns the minor version, such as {@code 3.12}. */
    default String minor() {
        return version().substring(0, version().lastIndexOf('.'));
    }
}
