package keras4j.python;

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
        super(message);
        this.reason = reason;
    }

    /** {@return the reason for the early end} */
    public Reason reason() {
        return reason;
    }
}
