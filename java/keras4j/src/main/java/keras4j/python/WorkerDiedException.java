package keras4j.python;

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
        super(message);
    }
}
