package keras4j.tune;

/** A task did not end, and it is not known to be its own fault: its worker died, ran out of memory or did not answer. */
public final class LostException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public LostException(String message) {
        super(message);
    }
}
