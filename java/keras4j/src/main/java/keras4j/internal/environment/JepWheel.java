package keras4j.internal.environment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import keras4j.environment.EnvironmentException;

/** Wheel with the native half of Jep for one Python: a prebuilt one where one fits, else one that is compiled here. */
interface JepWheel {
    /** Returns the wheel for a Python. */
    static JepWheel of(EnvironmentRequest wish, InterpreterProbe base) {
        Optional<PrebuiltWheel> prebuilt = PrebuiltWheel.of(wish, base);
        return prebuilt.isPresent() ? prebuilt.get() : new CompiledWheel(wish, base);
    }

    /** Returns its part of the name of the environment. */
    String key();

    /** Returns the problems of what is missing to make the wheel, so that they are reported before a build starts. */
    List<EnvironmentException> missingTools();

    /** Returns the wheel in the cache, and makes it if it is missing. The caller must hold the lock of the cache. */
    Path file() throws IOException, InterruptedException;

    /** Makes the installed native half find the library of its Python. */
    void link(Path jepLibrary, Path libpython) throws IOException;

    /** Returns whether an installed native half is the one of this wheel. */
    boolean isInstalled(Path jepLibrary) throws IOException;
}
