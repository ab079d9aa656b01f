package keras4j.internal.environment;

import java.nio.file.Path;
import java.util.Map;

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
 * @param origin how it was found, for people: {@code the setting keras4j.python}
 */
public record PythonEnvironment(
        Path executable,
        String pythonVersion,
        Path libpython,
        Path jepLibrary,
        String jepVersion,
        Map<String, String> versions,
        String origin) {
    /**
     * Creates the description of an environment and copies the versions.
     *
     * @param executable the interpreter
     * @param pythonVersion the version of Python
     * @param libpython the shared library of Python
     * @param jepLibrary Jep's native half
     * @param jepVersion the version of Jep
     * @param versions the versions of the packages
     * @param origin how it was found, for people
     */
    public PythonEnvironment {
        versions = Map.copyOf(versions);
    }

    /** Returns one line: {@code Python 3.12.1 (the active virtual environment, /home/me/venv/bin/python)}. */
    @Override
    public String toString() {
        return "Python " + pythonVersion + " (" + origin + ", " + executable + ")";
    }
}
