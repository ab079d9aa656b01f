package keras4j.environment;

/** Cause of a failure to start Python; each has one message and one remedy. */
public enum EnvironmentProblem {
    /** Unsupported platform: another system or processor, musl, or an old glibc. */
    PLATFORM,
    /** No Python interpreter found, or none that responds. */
    NO_PYTHON,
    /** Unsupported Python: older than 3.11, newer than 3.13, not CPython, or free-threaded. */
    PYTHON_VERSION,
    /** Interpreter without its shared library. */
    NO_LIBPYTHON,
    /** Missing header Python.h. */
    NO_HEADERS,
    /** Missing module venv or ensurepip, as on Debian without python3-venv. */
    NO_VENV,
    /** Missing C compiler. */
    NO_COMPILER,
    /** JRE instead of a JDK: no include/jni.h. */
    NO_JDK,
    /** Missing jar with the prebuilt native half of Jep. */
    NO_NATIVES,
    /** File that is not the pinned one. */
    CHECKSUM,
    /** GPU that was asked for and cannot be used. */
    ACCELERATOR,
    /** Package index or Maven repository that could not be reached. */
    NO_REGISTRY,
    /** Missing package or file in offline mode. */
    OFFLINE,
    /** No disk space left, or too little to build the environment. */
    DISK_FULL,
    /** Limit on the memory of the process that leaves no room for Keras. */
    MEMORY,
    /** Cache folder that cannot be written. */
    CACHE,
    /** Different versions of Jep's jar and its native half. */
    JEP_VERSIONS,
    /** Missing packages or other versions in an environment chosen by the user. */
    PACKAGES,
    /** Another CPython in this JVM. */
    OTHER_PYTHON,
    /** TensorFlow-Java in the JVM; together with Python's TensorFlow it crashes. */
    TENSORFLOW_JAVA,
    /** Interrupted build. */
    INTERRUPTED,
    /** Build step that failed for an unknown reason. */
    BUILD
}
