package keras4j.internal.python;

import java.time.Duration;
import keras4j.internal.text.Preconditions;
import keras4j.python.StoppedException;
import keras4j.python.StoppedException.Reason;

/**
 * Moment until which a caller waits.
 *
 * @param nanos the moment on the clock of {@link System#nanoTime()}; {@link Long#MAX_VALUE} for no deadline
 * @param span the time that was given, for messages
 */
public record Deadline(long nanos, Duration span) {
    /** Absence of a deadline. */
    public static final Deadline NONE = new Deadline(Long.MAX_VALUE, Duration.ZERO);

    /** Time that no wait lasts; a longer one is cut to it, because the clock counts nanoseconds. */
    private static final Duration MAX_WAIT = Duration.ofDays(36_500);

    /**
     * Returns the deadline after a time from now.
     *
     * @param span the time to wait, positive; one of more than 292 years is as good as none
     * @return the deadline
     */
    public static Deadline after(Duration span) {
        Preconditions.notNull("within", "time", span);
        if (span.isZero() || span.isNegative()) {
            throw new IllegalArgumentException("within: the time must be positive, got " + span);
        }
        Duration wait = span.compareTo(MAX_WAIT) > 0 ? MAX_WAIT : span;
        return new Deadline(System.nanoTime() + wait.toNanos(), wait);
    }

    /**
     * Returns the time left.
     *
     * @return nanoseconds; {@link Long#MAX_VALUE} without a deadline, zero or less after the deadline
     */
    public long left() {
        return nanos == Long.MAX_VALUE ? Long.MAX_VALUE : nanos - System.nanoTime();
    }

    /**
     * Returns the exception for a caller that leaves, because it was interrupted or this deadline has passed.
     *
     * @param what the description of its work
     * @param when the end of the message, such as {@code " before it began"}
     * @return the exception
     */
    public StoppedException givenUp(String what, String when) {
        return Thread.currentThread().isInterrupted()
                ? new StoppedException(Reason.INTERRUPTED, what + ": interrupted" + when)
                : new StoppedException(
                        Reason.DEADLINE, what + ": not done within " + span.toMillis() + " ms, stopped" + when);
    }
}
