package keras4j.python;

/** What can keep Python from starting; each has one message and one remedy. */
public enum Problem {
    /** Not Linux on x86-64 with glibc. */
    PLATFORM,
    /** No Python was found, or none that answers. */
    NO_PYTHON,
    /** Older than 3.11, newer than 3.13, not CPython, free-threaded. */
    PYTHON_VERSION,
    /** The interpreter came without its shared library. */
    NO_LIBPYTHON,
    /** No Python.h. */
    NO_HEADERS,
    /** No venv or no ensurepip, as on Debian without python3-venv. */
    NO_VENV,
    /** No C compiler. */
    NO_COMPILER,
    /** The JVM is a JRE: no include/jni.h. */
    NO_JDK,
    /** pip could not reach its index. */
    NO_REGISTRY,
    /** Offline, and something is not there yet. */
    OFFLINE,
    /** No space left. */
    DISK_FULL,
    /** The cache folder cannot be written. */
    CACHE,
    /** Jep's jar and its native half differ. */
    JEP_VERSIONS,
    /** An environment chosen by the user lacks packages or has other versions. */
    PACKAGES,
    /** Another CPython runs in this JVM. */
    OTHER_PYTHON,
    /** TensorFlow-Java and Python's TensorFlow crash in one JVM. */
    TENSORFLOW_JAVA,
    /** Building was interrupted. */
    INTERRUPTED,
    /** A step of a build failed in a way that is not known. */
    BUILD
}
