package keras4j.internal.environment;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Facts about the machine, as a value, so that tests can simulate another one.
 *
 * @param variables the environment variables of the process
 * @param javaHome the home folder of the running JVM
 * @param system operating system and architecture, such as {@code Linux amd64}
 * @param jepJar the version of Jep's jar on the class path
 */
record MachineFacts(Map<String, String> variables, Path javaHome, String system, String jepJar) {
    private static final Set<String> MISLEADING =
            Set.of("PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "VIRTUAL_ENV");

    static MachineFacts current() {
        return new MachineFacts(
                System.getenv(),
                Path.of(System.getProperty("java.home")),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                JvmPlatform.jepJar());
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

    boolean supported() {
        return system.equals("Linux amd64");
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
