package keras4j.archive;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An archive or a model file is not what was written: truncated, changed, of another format or a newer version, or refused. */
public final class ArchiveException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final @Nullable Rule rule;

    /** @param message what is wrong, and with what */
    public ArchiveException(String message) {
        super(message);
        this.rule = null;
    }

    /**
     * @param rule what was broken
     * @param message what is wrong, and with what
     */
    public ArchiveException(Rule rule, String message) {
        super(message);
        this.rule = rule;
    }

    /** The rule that was broken; empty where it is not the content that is wrong. */
    public Optional<Rule> rule() {
        return Optional.ofNullable(rule);
    }

    /** The same with the file that it is about. */
    ArchiveException in(Path file) {
        return and(" (in " + file + ")");
    }

    /** The same with more said at the end. */
    public ArchiveException and(String more) {
        String message = getMessage() + more;
        return rule == null ? new ArchiveException(message) : new ArchiveException(rule, message);
    }
}
