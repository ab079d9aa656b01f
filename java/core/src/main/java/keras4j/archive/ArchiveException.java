package keras4j.archive;

import java.nio.file.Path;
import java.util.Optional;
import keras4j.text.PlainText;
import org.jspecify.annotations.Nullable;

/** An archive or a model file is not what was written: truncated, changed, of another format or a newer version, or refused. */
public final class ArchiveException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final @Nullable Rule rule;

    /** @param message what is wrong, and with what */
    public ArchiveException(String message) {
        super(PlainText.line(message));
        this.rule = null;
    }

    /**
     * @param rule what was broken
     * @param message what is wrong, and with what
     */
    public ArchiveException(Rule rule, String message) {
        super(PlainText.line(message));
        this.rule = rule;
    }

    /**
     * @param rule what was broken
     * @param message what is wrong, and with what
     * @param cause how it was noticed
     */
    public ArchiveException(Rule rule, String message, Throwable cause) {
        this(rule, message);
        initCause(cause);
    }

    /** The rule that was broken; empty where it is not the content that is wrong. */
    public Optional<Rule> rule() {
        return Optional.ofNullable(rule);
    }

    /** The same with the file that it is about. */
    public ArchiveException in(Path file) {
        String message = getMessage() + " (in " + file + ")";
        ArchiveException named = rule == null ? new ArchiveException(message) : new ArchiveException(rule, message);
        if (getCause() != null) {
            named.initCause(getCause());
        }
        return named;
    }
}
