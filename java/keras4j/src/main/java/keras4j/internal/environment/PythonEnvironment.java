package keras4j.internal.environment;

import java.nio.file.Path;
import java.util.Map;
import keras4j.environment.Settings.Accelerator;
import org.jspecify.annotations.Nullable;

/**
 * Python interpreter with all that keras4j needs.
 *
 * @param executable the interpreter, {@code bin/python} of a virtual environment
 * @param pythonVersion the version of Python, such as {@code 3.12.1}
 * @param libpython the shared library that is loaded into the JVM
 * @param jepLibrary Jep's native half
 * @param jepVersion the version of Jep, equal to that of its jar
 * @param versions the versions of {@code keras}, {@code jax}, {@code tensorflow}, {@code numpy} and others, if
 *     installed
 * @param accelerator the device on which models run
 * @param origin how it was found, for people: {@code the setting keras4j.python}
 * @param packages a folder with further packages, for worker processes; null for none
 */
public record PythonEnvironment(
        Path executable,
        String pythonVersion,
        Path libpython,
        Path jepLibrary,
        String jepVersion,
        Map<String, String> versions,
        Accelerator accelerator,
        String origin,
        @Nullable Path packages) {
    /**
     * Creates the description of an environment and copies the versions.
     *
     * @param executable the interpreter
     * @param pythonVersion the version of Python
     * @param libpython the shared library of Python
     * @param jepLibrary Jep's native half
     * @param jepVersion the version of Jep
     * @param versions the versions of the packages
     * @param accelerator the device on which models run
     * @param origin how it was found, for people
     * @param packages a folder with further packages
     */
    public PythonEnvironment {
        versions = Map.copyOf(versions);
    }

    /** Returns a copy with a folder of further packages. */
    PythonEnvironment with(Path folder) {
        return new PythonEnvironment(
                executable, pythonVersion, libpython, jepLibrary, jepVersion, versions, accelerator, origin, folder);
    }

    /** Returns one line: {@code Python 3.12.1 (the active virtual environment, /home/me/venv/bin/python)}. */
    @Override
    public String toString() {
        return "Python " + pythonVersion + " (" + origin + ", " + executable + ")";
    }
}
