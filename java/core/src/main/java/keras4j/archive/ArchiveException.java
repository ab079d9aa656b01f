package keras4j.archive;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import keras4j.text.PlainText;
import org.jspecify.annotations.Nullable;

/** An archive or a model file is not what was written: truncated, changed, of another format or a newer version, or refused. */
public final class ArchiveException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final @Nullable Rule rule;
    /** Of a list that a stream takes. */
    private final ArrayList<String> needed;

    /** @param message what is wrong, and with what */
    public ArchiveException(String message) {
        this(null, message, List.of());
    }

    /**
     * @param rule what was broken
     * @param message what is wrong, and with what
     */
    public ArchiveException(Rule rule, String message) {
        this(rule, message, List.of());
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

    ArchiveException(@Nullable Rule rule, String message, Collection<String> needed) {
        super(PlainText.line(message));
        this.rule = rule;
        this.needed = new ArrayList<>(needed);
    }

    /** The rule that was broken; empty where it is not the content that is wrong. */
    public Optional<Rule> rule() {
        return Optional.ofNullable(rule);
    }

    /**
     * The classes and functions that the model has and Keras has not, in the order in which they come: it can be read once they
     * are given, as {@link keras4j.expr.CustomObject}s. Empty where something else is wrong.
     */
    public List<String> needed() {
        return List.copyOf(needed);
    }

    /** The same with the file that it is about. */
    public ArchiveException in(Path file) {
        return and(" (in " + file + ")");
    }

    /** The same with more said at the end. */
    public ArchiveException and(String more) {
        ArchiveException longer = new ArchiveException(rule, getMessage() + more, needed);
        if (getCause() != null) {
            longer.initCause(getCause());
        }
        return longer;
    }
}
