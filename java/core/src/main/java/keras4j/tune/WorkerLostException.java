package keras4j.tune;

import keras4j.internal.text.Preconditions;

/**
 * Exception for a task that failed because its worker died, ran out of memory or did not answer.
 */
public final class WorkerLostException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * Creates an exception.
     *
     * @param message the reason
     */
    public WorkerLostException(String message) {
        super(Preconditions.notNull("WorkerLostException", "message", message));
    }
}
