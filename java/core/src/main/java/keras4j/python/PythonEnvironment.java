package keras4j.python;

import java.nio.file.Path;
import java.util.Map;

/**
 * A Python that has all that keras4j needs.
 *
 * @param executable the interpreter, {@code bin/python} of a virtual environment
 * @param pythonVersion such as {@code 3.12.1}
 * @param libpython the shared library that is loaded into the JVM
 * @param jepLibrary Jep's native half
 * @param jepVersion equal to that of Jep's jar
 * @param versions of {@code keras}, {@code jax}, {@code tensorflow}, {@code numpy} and others, where installed
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
    public PythonEnvironment {
        versions = Map.copyOf(versions);
    }

    /** One line: {@code Python 3.12.1 (the active virtual environment, /home/me/venv/bin/python)}. */
    @Override
    public String toString() {
        return "Python " + pythonVersion + " (" + origin + ", " + executable + ")";
    }
}
