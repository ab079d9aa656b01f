package keras4j.internal.python;

import java.time.Duration;

/**
 * Silence after which a worker process that has calls to answer is considered hung.
 *
 * @param time how long there may be no sign of life
 * @param computing whether processor time is a sign of life; if not, only a message is one
 */
public record SilenceLimit(Duration time, boolean computing) {
    /** Number of checks in this time. */
    static final int CHECKS = 10;

    /** Returns a limit for a process that neither sends a message nor computes. */
    public static SilenceLimit idle(Duration time) {
        return new SilenceLimit(time, true);
    }

    /** Returns a limit for a process that sends no message, even if it computes. */
    public static SilenceLimit unreported(Duration time) {
        return new SilenceLimit(time, false);
    }

    /** Returns the time between two checks in nanoseconds. */
    long interval() {
        return Math.max(1, time.toNanos() / CHECKS);
    }
}
