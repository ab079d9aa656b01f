package keras4j.internal.environment;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Child processes that run to completion, with standard output and standard error merged. */
final class ChildProcess {
    private static final File NULL = new File(File.separatorChar == '/' ? "/dev/null" : "NUL");

    private ChildProcess() {}

    /** Exit code of a child process and every line that it printed. */
    record Outcome(int code, List<String> lines) {
        boolean ok() {
            return code == 0;
        }
    }

    /**
     * Runs a command with exactly these environment variables. An interrupt, the time limit or the end of this JVM also
     * ends the child.
     */
    static Outcome run(List<String> command, Map<String, String> variables, Duration limit, Consumer<String> listener)
            throws IOException, InterruptedException {
        Process process = start(command, variables);
        Thread atExit = new Thread(process::destroy, "keras4j-child");
        Runtime.getRuntime().addShutdownHook(atExit);
        try {
            List<String> lines = Collections.synchronizedList(new ArrayList<>());
            Thread reader = read(process, line -> {
                lines.add(line);
                listener.accept(line);
            });
            boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (ended) {
                reader.join();
            }
            return new Outcome(ended ? process.exitValue() : -1, List.copyOf(lines));
        } finally {
            process.destroyForcibly();
            forget(atExit);
        }
    }

    private static Process start(List<String> command, Map<String, String> variables) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectInput(ProcessBuilder.Redirect.from(NULL));
        builder.environment().clear();
        builder.environment().putAll(variables);
        return builder.start();
    }

    private static Thread read(Process process, Consumer<String> line) {
        Thread thread = new Thread(() -> {
            try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
                reader.lines().forEach(line);
            } catch (IOException | UncheckedIOException e) {
                // The child was ended while its output was read, so the rest is lost.
                line.accept("(output ends here: " + e.getMessage() + ")");
            }
        });
        thread.setName("keras4j-child-output");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void forget(Thread atExit) {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The JVM is already ending, so the hook runs anyway.
        }
    }
}
