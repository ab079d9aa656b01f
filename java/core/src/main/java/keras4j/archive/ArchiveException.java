package keras4j.archive;

/** An archive is not what was written: truncated, changed, of another format, or written by a newer version. */
public final class ArchiveException extends RuntimeException {
    ArchiveException(String message) {
        super(message);
    }
}
