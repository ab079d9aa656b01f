package keras4j.serving;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Process of the command line, which is ended by SIGTERM while clients predict. */
final class ServeProcess {
    private static final Pattern COUNTS = Pattern.compile("(\\d+) requests accepted, (\\d+) unanswered");
    private static final int CLIENTS = 8;

    private ServeProcess() {}

    private static Process start(Path folder, String engine) throws IOException {
        Path file = folder.resolve("survival.keras4j");
        Survival.model(1).save(file);
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ServeCommand.class.getName(),
                        file.toString(),
                        "--engine",
                        engine,
                        "--port",
                        "0")
                .redirectError(folder.resolve("log").toFile());
        builder.environment().put("ORT_DISABLE_TELEMETRY", "1");
        return builder.start();
    }

    /** Ends a server that has answered a number of requests; each accepted one must be answered, and rightly. */
    static void endUnderLoad(Path folder, String engine, int answers) throws Exception {
        Process process = start(folder, engine);
        try (BufferedReader output = process.inputReader()) {
            String line = output.readLine();
            String log = Files.readString(folder.resolve("log"));
            assertTrue(line != null && line.startsWith("Serving at http://127.0.0.1:"), line + log);
            LoadClient load = new LoadClient(URI.create(line.substring("Serving at ".length())), Set.of());
            List<Thread> clients = new ArrayList<>();
            for (int seed = 0; seed < CLIENTS; seed++) {
                clients.add(load.start(seed));
            }
            await().atMost(Duration.ofMinutes(2)).until(() -> load.count(200) >= answers || !load.failures.isEmpty());
            load.ending = true;
            process.destroy();
            assertTrue(process.waitFor(60, TimeUnit.SECONDS), "the process ends");
            assertEquals(128 + 15, process.exitValue());
            for (Thread client : clients) {
                client.join(30_000);
            }
            assertSound(load, Files.readString(folder.resolve("log")));
        } finally {
            process.destroyForcibly();
        }
    }

    private static void assertSound(LoadClient load, String log) {
        System.out.println("Ended under load: answers " + load.statuses + ", connections refused " + load.broken);
        assertEquals(List.of(), load.failures.stream().limit(5).toList(), log);
        Matcher counts = COUNTS.matcher(log.substring(Math.max(0, log.indexOf("Closed ModelServer"))));
        assertTrue(counts.find(), log);
        assertEquals(load.count(200), Long.parseLong(counts.group(1)), log);
        assertEquals("0", counts.group(2));
    }
}
