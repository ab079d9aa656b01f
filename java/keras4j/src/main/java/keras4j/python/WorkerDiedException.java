package keras4j.python;

import keras4j.internal.text.Preconditions;

/**
 * Death of the worker process that a call ran in: it was killed, ran out of memory, or crashed. The next call starts
 * another.
 */
public final class WorkerDiedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * Creates the exception.
     *
     * @param message the description of the call and of how the process ended
     */
    public WorkerDiedException(String message) {
        super(Preconditions.notNull("WorkerDiedException", "message", message));
    }
}
