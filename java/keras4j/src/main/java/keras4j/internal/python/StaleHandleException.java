package keras4j.internal.python;

/** Use of a stale handle: the object was released, or its process has ended. */
public final class StaleHandleException extends RuntimeException {
    private static final long serialVersionUID = 1;

    StaleHandleException(String message) {
        super(message, null, false, false);
    }
}
