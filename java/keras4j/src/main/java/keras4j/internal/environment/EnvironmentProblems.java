package keras4j.internal.environment;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import keras4j.environment.EnvironmentException;
import keras4j.environment.EnvironmentProblem;
import keras4j.environment.Settings.Accelerator;

/** Messages for environment problems. Each states the cause and one remedy. */
final class EnvironmentProblems {
    private EnvironmentProblems() {}

    static EnvironmentException platform(String system) {
        return new EnvironmentException(
                EnvironmentProblem.PLATFORM,
                "keras4j: the machine must be Linux on x86-64 or arm64, macOS on arm64 or Windows on x86-64, got "
                        + system + ".",
                "Run it on Linux x86-64, for instance in a container.");
    }

    static EnvironmentException muslMachine() {
        return new EnvironmentException(
                EnvironmentProblem.PLATFORM,
                "keras4j: the C library must be glibc, got musl (Alpine), which JAX and TensorFlow don't support.",
                "Run it on a glibc Linux (Debian, Ubuntu, Fedora), for instance in a container.");
    }

    static EnvironmentException oldGlibc(String needed, String libc) {
        return new EnvironmentException(
                EnvironmentProblem.PLATFORM,
                "Python: the one that keras4j fetches needs glibc " + needed + " or newer, got " + libc + ".",
                "Install CPython 3.11, 3.12 or 3.13 with its shared library (Debian, Ubuntu: apt install libpython3-dev"
                        + " python3-venv).");
    }

    static EnvironmentException noManagedPython(String platform) {
        return new EnvironmentException(
                EnvironmentProblem.NO_PYTHON,
                "Python: keras4j has none of its own for " + platform + ".",
                "Install CPython 3.11, 3.12 or 3.13 with its shared library (Debian, Ubuntu: apt install libpython3-dev"
                        + " python3-venv).");
    }

    static EnvironmentException noNatives(String platform, String minor) {
        return new EnvironmentException(
                EnvironmentProblem.NO_NATIVES,
                "Jep: no prebuilt native half for " + platform + " and CPython " + minor
                        + " is on the class path; the Python of keras4j needs it.",
                "Add the dependency io.github.keras4j:keras4j-natives with the classifier " + platform + ".");
    }

    static EnvironmentException otherMinor(Path library, String minor, String built) {
        return new EnvironmentException(
                EnvironmentProblem.JEP_VERSIONS,
                "Jep: its native half must be built for CPython " + minor + ", got " + library + " for CPython " + built
                        + ".",
                "Install Jep with that Python, or let keras4j build the environment.");
    }

    static EnvironmentException notMovable(Path environment) {
        return new EnvironmentException(
                EnvironmentProblem.NO_PYTHON,
                "Environment " + environment
                        + ": it must have a Python of its own to be packed, got one that depends on the" + " system's.",
                "Set keras4j.python to managed.");
    }

    static EnvironmentException noDriver(Accelerator accelerator) {
        return new EnvironmentException(
                EnvironmentProblem.ACCELERATOR,
                "Accelerator " + accelerator + ": no NVIDIA driver was found (/proc/driver/nvidia/version).",
                "Install the driver, start the container with its GPUs (docker run --gpus all), or choose the accelerator CPU.");
    }

    static EnvironmentException oldDriver(Accelerator accelerator, String driver) {
        String other = accelerator == Accelerator.CUDA13 ? "choose the accelerator CUDA12 or CPU" : "choose CPU";
        return new EnvironmentException(
                EnvironmentProblem.ACCELERATOR,
                "Accelerator " + accelerator + ": NVIDIA's driver must be version " + accelerator.minimumDriver()
                        + " or later, got " + driver + ".",
                "Update the driver, or " + other + ".");
    }

    static EnvironmentException acceleratorBackend(Accelerator accelerator, String backend) {
        return new EnvironmentException(
                EnvironmentProblem.ACCELERATOR,
                "Accelerator " + accelerator + ": the backend must be JAX, got " + backend + ".",
                "Use the JAX backend, or choose the accelerator CPU.");
    }

    static EnvironmentException acceleratorPlatform(Accelerator accelerator, String system) {
        return new EnvironmentException(
                EnvironmentProblem.ACCELERATOR,
                "Accelerator " + accelerator + ": the system must be Linux, got " + system + ".",
                "Run it on Linux, or choose the accelerator CPU.");
    }

    static EnvironmentException checksum(String file, String expected, String got, String remedy) {
        return new EnvironmentException(
                EnvironmentProblem.CHECKSUM, file + ": its SHA-256 must be " + expected + ", got " + got + ".", remedy);
    }

    static EnvironmentException mavenSettings(Path file, String reason) {
        return new EnvironmentException(
                EnvironmentProblem.NO_REGISTRY,
                "Maven's settings " + file + ": they cannot be read (" + reason + ").",
                "Correct the file, or set keras4j.repository to the URL or the folder of a Maven repository.");
    }

    static EnvironmentException encryptedPassword(Path file, String id) {
        return new EnvironmentException(
                EnvironmentProblem.NO_REGISTRY,
                "Maven's settings " + file + ": the password of " + id + " is encrypted, which only Maven can read.",
                "Fetch the file with Maven (mvn dependency:get -Dartifact=org.bytedeco:cpython:3.13.5-1.5.12:jar:<platform>):"
                        + " keras4j takes it from the local repository.");
    }

    static EnvironmentException notInFolder(Path folder, RepositoryFile file) {
        return new EnvironmentException(
                EnvironmentProblem.OFFLINE,
                "Folder " + folder + ": it must have " + file.name() + ", the Python of keras4j.",
                "Download " + file.path() + " from Maven Central on another machine, and copy it there.");
    }

    static EnvironmentException offlinePython(String url) {
        return new EnvironmentException(
                EnvironmentProblem.OFFLINE,
                "Offline: the Python of keras4j is not in the cache, and it would be downloaded from " + url + ".",
                "Start once without keras4j.offline, or put the file into a folder and set keras4j.repository to it.");
    }

    static EnvironmentException noRepository(String url, String reason) {
        return new EnvironmentException(
                EnvironmentProblem.NO_REGISTRY,
                "Maven repository: " + url + " cannot be reached (" + reason + ").",
                "Check the network and the mirrors and proxies of Maven's settings.xml, or set keras4j.repository to a URL or"
                        + " a folder.");
    }

    static EnvironmentException repositoryStatus(String url, int status) {
        return new EnvironmentException(
                EnvironmentProblem.NO_REGISTRY,
                "Maven repository: " + url + " must answer with status 200, got " + status + ".",
                switch (status) {
                    case 401, 403 -> "Give the credentials of the server in Maven's settings.xml.";
                    case 407 ->
                        "Give the credentials of the proxy in Maven's settings.xml; a proxy that asks for Basic"
                                + " credentials also needs -Djdk.http.auth.tunneling.disabledSchemes=.";
                    case 404 ->
                        "Let the repository mirror Maven Central, or set keras4j.repository to a URL or a folder that"
                                + " has the file.";
                    default -> "Start again later, or set keras4j.repository to another URL or to a folder.";
                });
    }

    static EnvironmentException halfDownload(String url, long done, long all, String reason) {
        return new EnvironmentException(
                EnvironmentProblem.NO_REGISTRY,
                "Maven repository: the download of " + url + " ended after " + ByteCount.of(done) + " of "
                        + ByteCount.of(all) + " (" + reason + ").",
                "Check the network and start again; nothing was kept.");
    }

    static EnvironmentException musl(Path python) {
        return new EnvironmentException(
                EnvironmentProblem.PLATFORM,
                "Python " + python + ": the C library must be glibc, got musl, which JAX and TensorFlow don't support.",
                "Run it on a glibc Linux (Debian, Ubuntu, Fedora), for instance in a container.");
    }

    static EnvironmentException machine(Path python, Platform platform, String machine) {
        return new EnvironmentException(
                EnvironmentProblem.PLATFORM,
                "Python " + python + ": it must be built for " + platform.classifier() + ", got " + machine + ".",
                "Install a Python for this processor.");
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

    static EnvironmentException littleSpace(Path cache, long needed, long free) {
        return new EnvironmentException(
                EnvironmentProblem.DISK_FULL,
                "Disk: " + gigabytes(needed) + " must be free below " + cache + " to build the environment, got "
                        + gigabytes(free) + ".",
                "Free space, or set keras4j.cache to a folder on a larger disk.");
    }

    static EnvironmentException addressSpace(String backend, long limit, long needed, long used) {
        return new EnvironmentException(
                EnvironmentProblem.MEMORY,
                "This process: its address space is limited to " + gigabytes(limit) + " (ulimit -v), but "
                        + needs(backend, needed, used),
                "Start it with a larger limit, such as ulimit -v unlimited.");
    }

    static EnvironmentException controlGroup(String backend, long limit, long needed, long used) {
        return new EnvironmentException(
                EnvironmentProblem.MEMORY,
                "This process: its memory is limited to " + gigabytes(limit) + " by a control group, but "
                        + needs(backend, needed, used),
                "Give its container or service more memory.");
    }

    private static String needs(String backend, long needed, long used) {
        return "Keras on " + (backend.equals("jax") ? "JAX" : "TensorFlow") + " needs " + gigabytes(needed)
                + " beside the " + gigabytes(used) + " in use.";
    }

    private static String gigabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f GB", bytes / (double) (1 << 30));
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
