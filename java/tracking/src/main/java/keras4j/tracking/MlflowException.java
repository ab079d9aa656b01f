package keras4j.tracking;

/** Exception for a call that an MLflow server refused, or did not answer. */
public final class MlflowException extends RuntimeException {
    private static final long serialVersionUID = 1;

    MlflowException(String message) {
        super(message);
    }
}
