package keras4j.internal.environment;

import java.nio.file.Path;
import java.util.List;
import keras4j.environment.EnvironmentException;
import keras4j.environment.EnvironmentProblem;

/** Messages for environment problems. Each states the cause and one remedy. */
final class EnvironmentProblems {
    private EnvironmentProblems() {}

    static EnvironmentException platform(String system) {
        return new EnvironmentException(
                EnvironmentProblem.PLATFORM,
                "keras4j: the machine must be Linux x86-64, got " + system + ".",
                "Run it on Linux x86-64, for instance in a container.");
    }

    static EnvironmentException musl(Path python) {
        return new EnvironmentException(
                EnvironmentProblem.PLATFORM,
                "Python " + python + ": the C library must be glibc, got musl, which JAX and TensorFlow don't support.",
                "Run it on a glibc Linux (Debian, Ubuntu, Fedora), for instance in a container.");
    }

    static EnvironmentException machine(Path python, String machine) {
        return new EnvironmentException(
                EnvironmentProblem.PLATFORM,
                "Python " + python + ": it must be built for x86_64, got " + machine + ".",
                "Install a Python for x86-64.");
    }

    static EnvironmentException noPython(List<String> names) {
        return new EnvironmentException(
                EnvironmentProblem.NO_PYTHON,
                "Python: no interpreter was found on the PATH (" + String.join(", ", names) + ").",
                "Install CPython 3.11, 3.12 or 3.13 (Debian, Ubuntu: apt install python3-dev python3-venv).");
    }

    static EnvironmentException pythonDoesNotRun(Path python, String reason) {
        return new EnvironmentException(
                EnvironmentProblem.NO_PYTHON,
                "Python " + python + ": it cannot be run (" + reason + ").",
                "Set keras4j.python to a Python executable or to the folder of a virtual environment.");
    }

    static EnvironmentException pythonVersion(Path python, String version) {
        return new EnvironmentException(
                EnvironmentProblem.PYTHON_VERSION,
                "Python " + python + ": the version must be CPython 3.11 to 3.13, got " + version + ".",
                "Install CPython 3.11, 3.12 or 3.13 beside it; keras4j finds python3.12 on the PATH.");
    }

    static EnvironmentException noLibpython(Path python, String minor) {
        return new EnvironmentException(
                EnvironmentProblem.NO_LIBPYTHON,
                "Python " + python + ": its shared library (libpython" + minor + ".so) is missing.",
                "Install it (Debian, Ubuntu: apt install libpython" + minor
                        + "-dev; pyenv: PYTHON_CONFIGURE_OPTS=--enable-shared" + " pyenv install " + minor + ").");
    }

    static EnvironmentException noHeaders(Path python, String minor) {
        return new EnvironmentException(
                EnvironmentProblem.NO_HEADERS,
                "Python " + python + ": its header Python.h is missing; building the native half of Jep needs it.",
                "Install it (Debian, Ubuntu: apt install python" + minor + "-dev; Fedora: dnf install python3-devel).");
    }

    static EnvironmentException noVenv(Path python, String minor) {
        return new EnvironmentException(
                EnvironmentProblem.NO_VENV,
                "Python " + python + ": its modules venv and ensurepip are missing.",
                "Install them (Debian, Ubuntu: apt install python" + minor + "-venv).");
    }

    static EnvironmentException noCompiler(String compiler) {
        return new EnvironmentException(
                EnvironmentProblem.NO_COMPILER,
                "C compiler: " + compiler + " was not found; building the native half of Jep needs it.",
                "Install it (Debian, Ubuntu: apt install gcc libc6-dev; Fedora: dnf install gcc).");
    }

    static EnvironmentException noJdk(Path javaHome) {
        return new EnvironmentException(
                EnvironmentProblem.NO_JDK,
                "Java " + javaHome
                        + ": it must be a JDK, got a JRE (include/jni.h is missing);"
                        + " building the native half of Jep needs a JDK.",
                "Start this program with a JDK 17 or later; once it is built, a JRE will do.");
    }

    static EnvironmentException noRegistry(String line) {
        return new EnvironmentException(
                EnvironmentProblem.NO_REGISTRY,
                "Package index: pip could not download from it (" + line + ").",
                "Check the network, or name a mirror or a proxy (PIP_INDEX_URL, HTTPS_PROXY).");
    }

    static EnvironmentException offline(String step, String line) {
        return new EnvironmentException(
                EnvironmentProblem.OFFLINE,
                "Offline: " + step + " needs packages that are not available offline (" + line + ").",
                "Start once without keras4j.offline, or put the packages into a folder named by PIP_FIND_LINKS.");
    }

    static EnvironmentException diskFull(Path cache) {
        return new EnvironmentException(
                EnvironmentProblem.DISK_FULL,
                "Disk: no space is left below " + cache + " or in the folder for temporary files.",
                "Free 3 GB, or set keras4j.cache (and TMPDIR) to a folder on a larger disk.");
    }

    static EnvironmentException cache(Path cache, String reason) {
        return new EnvironmentException(
                EnvironmentProblem.CACHE,
                "Cache folder " + cache + ": it cannot be written (" + reason + ").",
                "Set keras4j.cache to a writable folder.");
    }

    static EnvironmentException jepVersions(String jar, String installed, String where) {
        return new EnvironmentException(
                EnvironmentProblem.JEP_VERSIONS,
                "Jep: the jar and the native half must have one version, got " + jar + " on the class path and "
                        + installed + " in " + where + ".",
                "Put org.ninia:jep:" + installed
                        + " on the class path (mvn dependency:tree shows which dependency brings " + jar + ").");
    }

    static EnvironmentException packages(String python, List<String> differences, String command) {
        return new EnvironmentException(
                EnvironmentProblem.PACKAGES, python + ": " + String.join("; ", differences) + ".", "Run: " + command);
    }

    static EnvironmentException otherPython(String library) {
        return new EnvironmentException(
                EnvironmentProblem.OTHER_PYTHON,
                "This JVM: another CPython is already running in it (" + library + ").",
                "Start keras4j in a JVM without the library that brought it (another use of Jep, jpy, JPype, GraalPy's C API);"
                        + " if that was keras4j in another class loader, load both in a common parent class loader.");
    }

    static EnvironmentException tensorflowJava(String what) {
        return new EnvironmentException(
                EnvironmentProblem.TENSORFLOW_JAVA,
                "This JVM: TensorFlow-Java is present (" + what
                        + "); together with the TensorFlow backend it crashes the JVM.",
                "Take it off the class path, or use the JAX backend.");
    }

    static EnvironmentException interrupted(String step) {
        return new EnvironmentException(
                EnvironmentProblem.INTERRUPTED, step + ": interrupted; nothing was kept.", "Start again.");
    }

    static EnvironmentException build(String step, String output) {
        return new EnvironmentException(
                EnvironmentProblem.BUILD,
                step + ": failed:\n" + output + "\n",
                "Set the logger keras4j.python to DEBUG for the full output.");
    }
}
