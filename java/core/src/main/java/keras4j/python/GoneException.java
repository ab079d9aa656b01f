package keras4j.python;

/** The number belongs to no live object: it was released, or its process is gone. */
public final class GoneException extends RuntimeException {
    private static final long serialVersionUID = 1;

    GoneException(String message) {
        super(message, null, false, false);
    }
}
