package keras4j.internal.environment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** NVIDIA's driver on this machine. */
final class NvidiaDriver {
    private static final Pattern VERSION = Pattern.compile("Module(?: for \\S+)? +(\\d+(?:\\.\\d+)*)");

    private NvidiaDriver() {}

    /** Returns the version, such as {@code 580.65.06}; empty if there is no driver. */
    static String version(Path root) {
        try {
            Matcher found = VERSION.matcher(Files.readString(root.resolve("proc/driver/nvidia/version")));
            return found.find() ? found.group(1) : "";
        } catch (IOException absent) {
            return "";
        }
    }

    /** Returns the major version, 0 if there is no driver. */
    static int major(String version) {
        return version.isEmpty() ? 0 : Integer.parseInt(version.split("\\.", -1)[0]);
    }
}
