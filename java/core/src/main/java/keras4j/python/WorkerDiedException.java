package keras4j.python;

/** The process that a call ran in has ended: it was killed, ran out of memory, or crashed. The next call starts another. */
public final class WorkerDiedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    WorkerDiedException(String message) {
        super(message);
    }
}
