package keras4j.internal.python;

import java.time.Duration;

/**
 * Moment until which a caller waits.
 *
 * @param nanos the moment on the clock of {@link System#nanoTime()}; {@link Long#MAX_VALUE} for no deadline
 * @param span the time that was given, for messages
 */
public record Deadline(long nanos, Duration span) {
    /** Absence of a deadline. */
    public static final Deadline NONE = new Deadline(Long.MAX_VALUE, Duration.ZERO);

    /**
     * Returns the deadline after a time from now.
     *
     * @param span the time to wait, positive
     * @return the deadline
     */
    public static Deadline after(Duration span) {
        if (span.isZero() || span.isNegative()) {
            throw new IllegalArgumentException("within: the time must be positive, got " + span);
        }
        return new Deadline(System.nanoTime() + span.toNanos(), span);
    }

    /**
     * Returns the time left.
     *
     * @return nanoseconds; {@link Long#MAX_VALUE} without a deadline, zero or less after the deadline
     */
    public long left() {
        return nanos == Long.MAX_VALUE ? Long.MAX_VALUE : nanos - System.nanoTime();
    }
}
