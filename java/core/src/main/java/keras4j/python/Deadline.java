package keras4j.python;

import java.time.Duration;

/**
 * The moment until which a caller waits.
 *
 * @param nanos on the clock of {@link System#nanoTime()}; {@link Long#MAX_VALUE} for no deadline
 * @param span the time that was given, for messages
 */
public record Deadline(long nanos, Duration span) {
    /** No deadline. */
    public static final Deadline NONE = new Deadline(Long.MAX_VALUE, Duration.ZERO);

    /** The moment after a time from now; the time must be positive. */
    public static Deadline after(Duration span) {
        if (span.isZero() || span.isNegative()) {
            throw new IllegalArgumentException("within: the time must be positive, got " + span);
        }
        return new Deadline(System.nanoTime() + span.toNanos(), span);
    }

    /** Nanoseconds left, {@link Long#MAX_VALUE} without a deadline, zero or less when it is past. */
    public long left() {
        return nanos == Long.MAX_VALUE ? Long.MAX_VALUE : nanos - System.nanoTime();
    }
}
