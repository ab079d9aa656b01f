package keras4j.explain;

/**
 * Failed verification of a model: its outputs for its samples differ from the stored ones. See {@code keras.verify}.
 */
public final class VerificationException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * Creates the exception.
     *
     * @param message the description of the difference
     */
    public VerificationException(String message) {
        super(message);
    }
}
