package keras4j.tune;

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
        super(message);
    }
}
