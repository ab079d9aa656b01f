package keras4j.internal.python;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Separate JVM for a test, with a main class of the test class path. It records exit status, output and duration. */
final class Forked {
    private static final Duration WATCHDOG = Duration.ofSeconds(60);

    private final Path home;
    private final List<String> options = new ArrayList<>(List.of("-Xmx512m"));
    private final Map<String, String> variables = new TreeMap<>();
    private final String main;
    private final List<String> arguments;
    private Consumer<String> beforeReady = out -> {};

    /**
     * Result of the run.
     *
     * @param status its exit status, or a message if the watchdog had to end it
     * @param sinceReady the time from its line {@code ready} to its end
     */
    record Outcome(String status, String out, String err, Duration sinceReady) {}

    private Forked(Path home, String main, List<String> arguments) {
        this.home = home;
        this.main = main;
        this.arguments = arguments;
    }

    static Forked of(Class<?> main, String... arguments) {
        return on(Path.of(System.getProperty("java.home")), main, arguments);
    }

    /** Returns a JVM of another JDK. */
    static Forked on(Path home, Class<?> main, String... arguments) {
        return new Forked(home, main.getName(), List.of(arguments)).option("--enable-native-access=ALL-UNNAMED");
    }

    Forked option(String... more) {
        options.addAll(Arrays.asList(more));
        return this;
    }

    Forked variable(String name, String value) {
        variables.put(name, value);
        return this;
    }

    /** Passes on the output so far, again and again until the JVM has printed {@code ready}. */
    Forked beforeReady(Consumer<String> out) {
        beforeReady = out;
        return this;
    }

    /** Runs the JVM to its end. */
    Outcome run() throws IOException, InterruptedException {
        return run(process -> {});
    }

    /** Runs the JVM to its end and performs an action on it once it has printed {@code ready}. */
    Outcome run(Consumer<Process> whenReady) throws IOException, InterruptedException {
        Path out = Files.createTempFile("forked", ".out");
        Path err = Files.createTempFile("forked", ".err");
        Process process = start(out, err);
        try {
            long ready = awaitReady(process, out);
            whenReady.accept(process);
            boolean ended = process.waitFor(WATCHDOG.toSeconds(), TimeUnit.SECONDS);
            String status = ended ? Integer.toString(process.exitValue()) : "none within " + WATCHDOG;
            return new Outcome(status, text(out), text(err), Duration.ofNanos(System.nanoTime() - ready));
        } finally {
            process.destroyForcibly().waitFor();
            Files.delete(out);
            Files.delete(err);
        }
    }

    private Process start(Path out, Path err) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(home.resolve("bin/java").toString(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(options);
        for (String property : List.of("keras4j.backend", "keras4j.python", "keras4j.cache", "keras4j.offline")) {
            String value = System.getProperty(property);
            if (value != null) {
                command.add("-D" + property + "=" + value);
            }
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().putAll(variables);
        return builder.start();
    }

    private long awaitReady(Process process, Path out) throws IOException, InterruptedException {
        long start = System.nanoTime();
        while (!text(out).contains("ready") && System.nanoTime() - start < 2 * WATCHDOG.toNanos()) {
            beforeReady.accept(text(out));
            if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
                return start;
            }
        }
        return System.nanoTime();
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }
}
