package keras4j;

/** A model predicts something else for its samples than when they were taken in: see {@link Keras#verify}. */
public final class VerificationException extends RuntimeException {
    private static final long serialVersionUID = 1;

    VerificationException(String message) {
        super(message);
    }
}
