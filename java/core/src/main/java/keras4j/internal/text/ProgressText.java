package keras4j.internal.text;

import java.time.Duration;
import java.util.Locale;

/** Parts of a line of progress: bar, rate and remaining time. */
public final class ProgressText {
    private static final int BAR_WIDTH = 20;

    private ProgressText() {}

    /** Returns a bar such as {@code [#####...............]}, of a share between 0 and 1. */
    public static String bar(double share) {
        int full = (int) (BAR_WIDTH * Math.max(0, Math.min(1, share)));
        return "[" + "#".repeat(full) + ".".repeat(BAR_WIDTH - full) + "]";
    }

    /** Returns a rate such as {@code 95 batches/s} or {@code 1.4 trials/s}. */
    public static String rate(double count, Duration elapsed, String unit) {
        double rate = count / Math.max(1e-9, elapsed.toNanos() / 1e9);
        return String.format(Locale.ROOT, rate < 10 ? "%.1f %s/s" : "%.0f %s/s", rate, unit);
    }

    /** Returns a remaining time such as {@code 1:05 left} or {@code 2:00:00 left}, to the second. */
    public static String left(Duration time) {
        long seconds = time.toSeconds() + time.toMillisPart() / 500;
        String minutes = seconds < 3600 ? String.valueOf(seconds / 60) : seconds / 3600 + ":" + two(seconds / 60 % 60);
        return minutes + ":" + two(seconds % 60) + " left";
    }

    private static String two(long number) {
        return (number < 10 ? "0" : "") + number;
    }
}
