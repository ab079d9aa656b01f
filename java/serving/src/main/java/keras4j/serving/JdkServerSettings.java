package keras4j.serving;

import java.time.Duration;
import java.util.Map;

/**
 * System properties of the JDK's HTTP server, which reads them once. Those that are set already stay as they are.
 */
final class JdkServerSettings {
    private JdkServerSettings() {}

    /** Sets what is not set: no delay of small packets, and limits of time and number for connections. */
    static void apply(Duration deadline) {
        long seconds = Math.max(1, deadline.toSeconds());
        Map.of(
                        "sun.net.httpserver.nodelay", "true",
                        "sun.net.httpserver.maxReqTime", String.valueOf(seconds + 1),
                        "sun.net.httpserver.maxRspTime", String.valueOf(2 * seconds + 10),
                        "sun.net.httpserver.maxIdleConnections", "1024",
                        "jdk.httpserver.maxConnections", "4096")
                .forEach(JdkServerSettings::set);
    }

    private static void set(String name, String value) {
        if (System.getProperty(name) == null) {
            System.setProperty(name, value);
        }
    }
}
