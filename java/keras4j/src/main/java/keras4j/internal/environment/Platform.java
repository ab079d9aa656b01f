package keras4j.internal.environment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Supported platform: operating system and processor, and the names that Python and Jep use on it. */
enum Platform {
    /** Linux with glibc on x86-64. */
    LINUX_X86_64("Linux amd64", "linux-x86_64", "manylinux_2_27_x86_64", "libjep.so", "x86_64"),
    /** Linux with glibc on arm64. */
    LINUX_AARCH64("Linux aarch64", "linux-aarch64", "manylinux_2_27_aarch64", "libjep.so", "aarch64"),
    /** MacOS on Apple silicon. */
    MACOS_AARCH64("Mac OS X aarch64", "macos-aarch64", "macosx_11_0_arm64", "libjep.jnilib", "arm64"),
    /** Windows on x86-64. */
    WINDOWS_X86_64("Windows amd64", "windows-x86_64", "win_amd64", "jep.dll", "AMD64");

    private final String system;
    private final String classifier;
    private final String wheelTag;
    private final String jepLibrary;
    private final String machine;

    Platform(String system, String classifier, String wheelTag, String jepLibrary, String machine) {
        this.system = system;
        this.classifier = classifier;
        this.wheelTag = wheelTag;
        this.jepLibrary = jepLibrary;
        this.machine = machine;
    }

    /** Returns the platform of {@code os.name} and {@code os.arch}, such as {@code Windows 11 amd64}. */
    static Optional<Platform> of(String system) {
        String plain = system.replaceFirst("^Windows .*(?= )", "Windows");
        return Arrays.stream(values()).filter(each -> each.system.equals(plain)).findFirst();
    }

    /** Returns the classifier of the jar with the prebuilt natives. */
    String classifier() {
        return classifier;
    }

    /** Returns the platform tag of the wheels with the prebuilt natives. */
    String wheelTag() {
        return wheelTag;
    }

    /** Returns the file name of Jep's native half. */
    String jepLibrary() {
        return jepLibrary;
    }

    /** Returns whether Python names the processor so. */
    boolean isMachine(String name) {
        return machine.equals(name);
    }

    /** Returns the file name by which a prebuilt native half finds libpython beside it. */
    String pythonLibrary(String minor) {
        return switch (this) {
            case LINUX_X86_64, LINUX_AARCH64 -> "libpython" + minor + ".so.1.0";
            case MACOS_AARCH64 -> "libpython" + minor + ".dylib";
            case WINDOWS_X86_64 -> "python" + minor.replace(".", "") + ".dll";
        };
    }

    /** Returns the interpreter of an environment: on Windows only virtual ones have it in a folder of its own. */
    Path python(Path environment) {
        if (!isWindows()) {
            return environment.resolve("bin/python");
        }
        boolean isVirtual = Files.exists(environment.resolve("pyvenv.cfg"));
        return environment.resolve(isVirtual ? "Scripts/python.exe" : "python.exe");
    }

    boolean isLinux() {
        return this == LINUX_X86_64 || this == LINUX_AARCH64;
    }

    boolean isWindows() {
        return this == WINDOWS_X86_64;
    }
}
