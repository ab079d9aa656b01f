package keras4j.python;

/** A call that ended before its work was done, because it was told to. */
public final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Who stopped it. */
    public enum Reason {
        /** The calling thread was interrupted; its interrupt flag is set again. */
        INTERRUPTED,
        /** The time given by {@code within} was over. */
        DEADLINE,
        /** The session was closed. */
        CLOSED,
        /** The JVM is ending. */
        EXIT
    }

    private final Reason reason;

    public StoppedException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** Who stopped the call. */
    public Reason reason() {
        return reason;
    }
}
