package keras4j.python;

import java.time.Duration;
import java.util.Timer;
import java.util.TimerTask;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells people how a build goes: each step at INFO and to the settings' listener, what children print at DEBUG. */
final class Progress {
    private static final Logger LOG = LoggerFactory.getLogger("keras4j.python");
    private static final Duration PULSE = Duration.ofSeconds(10);

    private static final int WIDTH = 80;

    private final Consumer<String> listener;
    private final Duration pulse;
    private volatile String latest = "";

    Progress(Consumer<String> listener) {
        this(listener, PULSE);
    }

    Progress(Consumer<String> listener, Duration pulse) {
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

    /** A line of a child's output; the next sign of life quotes it. */
    void detail(String line) {
        LOG.debug(line);
        if (!line.isBlank()) {
            String text = line.strip();
            latest = text.length() > WIDTH ? text.substring(0, WIDTH) + " …" : text;
        }
    }

    /** Gives a sign of life every ten seconds, until cancelled. */
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
