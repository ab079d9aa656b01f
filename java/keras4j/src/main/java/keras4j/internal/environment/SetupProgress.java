package keras4j.internal.environment;

import java.time.Duration;
import java.util.Timer;
import java.util.TimerTask;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import keras4j.internal.text.ProgressText;
import keras4j.internal.text.StatusLine;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Progress reports of a build: steps go to the log at INFO and to the settings' listener, output of child processes to
 * the log at DEBUG. Without a listener, steps that the log does not show are printed on standard error; on a terminal a
 * bar below them shows the bytes of a download.
 */
final class SetupProgress {
    private static final Logger LOG = LoggerFactory.getLogger("keras4j.python");
    private static final Duration REPORT_INTERVAL = Duration.ofSeconds(10);
    private static final long REDRAW_NANOS = 100_000_000L;
    private static final Pattern PIP_BYTES = Pattern.compile("Progress (\\d+) of (\\d+)");

    private static final int MAX_LINE_LENGTH = 80;

    private final @Nullable Consumer<String> listener;
    private final Duration pulse;
    private final StatusLine status;
    private volatile String latest = "";
    private long total;
    private long begun;
    private long drawn;

    SetupProgress(@Nullable Consumer<String> listener) {
        this(listener, REPORT_INTERVAL, new StatusLine());
    }

    SetupProgress(@Nullable Consumer<String> listener, Duration pulse, StatusLine status) {
        this.listener = listener;
        this.pulse = pulse;
        this.status = status;
    }

    void step(String line) {
        latest = line;
        LOG.info(line);
        if (listener != null) {
            listener.accept(line);
        } else if (prints()) {
            status.print(line);
        }
    }

    /** Returns whether the steps are printed. */
    private boolean prints() {
        return listener == null && !LOG.isInfoEnabled();
    }

    /** Returns whether a bar of bytes is drawn. */
    boolean draws() {
        return prints() && status.isTerminal();
    }

    /** Logs a line of a child's output; the next periodic report quotes it. */
    void detail(String line) {
        Matcher progress = PIP_BYTES.matcher(line);
        if (progress.matches()) {
            bytes(Long.parseLong(progress.group(1)), Long.parseLong(progress.group(2)));
            return;
        }
        LOG.debug(line);
        if (!line.isBlank()) {
            String text = line.strip();
            latest = text.length() > MAX_LINE_LENGTH ? text.substring(0, MAX_LINE_LENGTH) + " …" : text;
        }
    }

    /** Shows the progress of a download. */
    void bytes(long done, long all) {
        long now = System.nanoTime();
        if (all != total || done == 0) {
            total = all;
            begun = now;
        }
        if (draws() && (done == all || now - drawn > REDRAW_NANOS)) {
            drawn = now;
            status.draw(bar(done, all, Duration.ofNanos(now - begun)));
        }
    }

    /** Returns {@code [#####...............] 6.4 MB of 25.7 MB, 0:12 left}. */
    static String bar(long done, long all, Duration elapsed) {
        String text = ProgressText.bar((double) done / Math.max(1, all)) + " " + ByteCount.of(done) + " of "
                + ByteCount.of(all);
        return done == 0
                ? text
                : text + ", "
                        + ProgressText.left(
                                Duration.ofNanos((long) ((double) elapsed.toNanos() * (all - done) / done)));
    }

    /** Starts a report every ten seconds, until cancelled. */
    Timer alive() {
        long start = System.nanoTime();
        Timer timer = new Timer("keras4j-progress", true);
        timer.schedule(
                new TimerTask() {
                    @Override
                    public void run() {
                        report("… " + seconds(start) + ": " + latest);
                    }
                },
                pulse.toMillis() / 2,
                pulse.toMillis());
        return timer;
    }

    private void report(String line) {
        if (draws()) {
            status.draw(line);
        } else {
            String step = latest;
            step(line);
            latest = step;
        }
    }

    /** Ends the line that is drawn. */
    void end() {
        status.end();
    }

    static String seconds(long start) {
        return Duration.ofNanos(System.nanoTime() - start).toSeconds() + " s";
    }
}
