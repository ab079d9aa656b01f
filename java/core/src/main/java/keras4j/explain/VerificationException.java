package keras4j.explain;

import keras4j.internal.text.Preconditions;

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
        super(Preconditions.notNull("VerificationException", "message", message));
    }
}
