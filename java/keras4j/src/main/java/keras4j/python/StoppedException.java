package keras4j.python;

import keras4j.internal.text.Preconditions;

/** Early end of a call that was interrupted, timed out or cancelled. */
public final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Reason for the early end. */
    public enum Reason {
        /** Interrupt of the calling thread; its interrupt flag is set again. */
        INTERRUPTED,
        /** Deadline given by {@code within}. */
        DEADLINE,
        /** Closed session. */
        CLOSED,
        /** End of the JVM. */
        EXIT
    }

    /** The reason for the early end. */
    private final Reason reason;

    /**
     * Creates the exception.
     *
     * @param reason the reason for the early end
     * @param message the description of the call and of how it ended
     */
    public StoppedException(Reason reason, String message) {
        super(Preconditions.notNull("StoppedException", "message", message));
        this.reason = Preconditions.notNull("StoppedException", "reason", reason);
    }

    /** {@return the reason for the early end} */
    public Reason reason() {
        return reason;
    }
}
