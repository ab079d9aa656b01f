package keras4j.archive;

/** An archive is not what was written: truncated, changed, of another format, or written by a newer version. */
public final class ArchiveException extends RuntimeException {
    /** @param message what is wrong, and with what */
    public ArchiveException(String message) {
        super(message);
    }
}
