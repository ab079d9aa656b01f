package keras4j.internal.environment;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Facts about the machine, as a value, so that tests can simulate another one.
 *
 * @param variables the environment variables of the process
 * @param javaHome the home folder of the running JVM
 * @param system operating system and architecture, such as {@code Linux amd64}
 * @param libc the C library of the process, such as {@code glibc 2.36} or {@code musl}; empty if it is not known
 * @param driver the version of NVIDIA's driver; empty if there is none
 * @param jepJar the version of Jep's jar on the class path
 * @param natives the loader of the jars with the prebuilt natives
 */
record MachineFacts(
        Map<String, String> variables,
        Path javaHome,
        String system,
        String libc,
        String driver,
        String jepJar,
        ClassLoader natives) {
    private static final Set<String> MISLEADING =
            Set.of("PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "VIRTUAL_ENV");

    static MachineFacts current() {
        return new MachineFacts(
                System.getenv(),
                Path.of(System.getProperty("java.home")),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                CLibrary.current(),
                NvidiaDriver.version(Path.of("/")),
                JvmPlatform.jepJar(),
                MachineFacts.class.getClassLoader());
    }

    /** Returns every executable file of this name on the PATH, in the PATH's order. */
    List<Path> onPath(String name) {
        return Arrays.stream(variables.getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder).resolve(name))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .distinct()
                .toList();
    }

    /** Returns the platform, if it is supported. */
    Optional<Platform> platform() {
        return Platform.of(system).filter(platform -> !libc.equals("musl"));
    }

    /** Returns the platform of a machine that has been checked. */
    Platform requirePlatform() {
        if (libc.equals("musl")) {
            throw EnvironmentProblems.muslMachine();
        }
        return platform().orElseThrow(() -> EnvironmentProblems.platform(system));
    }

    boolean isJdk() {
        return Files.isRegularFile(javaHome.resolve("include/jni.h"));
    }

    /**
     * Returns the environment variables for a child process: without Python's own, with English messages. Settings that
     * users rely on stay (proxies, pip's index and certificates, the compiler); settings that redirect installed
     * packages are removed.
     */
    Map<String, String> childVariables(Map<String, String> more) {
        Map<String, String> child = new TreeMap<>(variables);
        child.keySet().removeIf(name -> name.startsWith("PYTHON") || MISLEADING.contains(name));
        child.put("LC_ALL", "C.UTF-8");
        child.putAll(more);
        return child;
    }
}
