package keras4j.internal.environment;

import java.time.Duration;
import java.util.Timer;
import java.util.TimerTask;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Progress reports of a build: steps go to the log at INFO and to the settings' listener, output of child processes at
 * DEBUG.
 */
final class SetupProgress {
    private static final Logger LOG = LoggerFactory.getLogger("keras4j.python");
    private static final Duration REPORT_INTERVAL = Duration.ofSeconds(10);

    private static final int MAX_LINE_LENGTH = 80;

    private final Consumer<String> listener;
    private final Duration pulse;
    private volatile String latest = "";

    SetupProgress(Consumer<String> listener) {
        this(listener, REPORT_INTERVAL);
    }

    SetupProgress(Consumer<String> listener, Duration pulse) {
        this.listener = listener;
        this.pulse = pulse;
    }

    void step(String line) {
        latest = line;
        say(line);
    }

    private void say(String line) {
        LOG.info(line);
        listener.accept(line);
    }

    /** Logs a line of a child's output; the next periodic report quotes it. */
    void detail(String line) {
        LOG.debug(line);
        if (!line.isBlank()) {
            String text = line.strip();
            latest = text.length() > MAX_LINE_LENGTH ? text.substring(0, MAX_LINE_LENGTH) + " …" : text;
        }
    }

    /** Starts a report every ten seconds, until cancelled. */
    Timer alive() {
        long start = System.nanoTime();
        Timer timer = new Timer("keras4j-progress", true);
        timer.schedule(
                new TimerTask() {
                    @Override
                    public void run() {
                        say("… " + seconds(start) + ": " + latest);
                    }
                },
                pulse.toMillis() / 2,
                pulse.toMillis());
        return timer;
    }

    static String seconds(long start) {
        return Duration.ofNanos(System.nanoTime() - start).toSeconds() + " s";
    }
}
