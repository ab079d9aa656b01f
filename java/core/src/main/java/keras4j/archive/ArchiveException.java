package keras4j.archive;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import keras4j.internal.text.PlainText;
import keras4j.internal.text.Preconditions;
import org.jspecify.annotations.Nullable;

/**
 * Refusal of an archive or a model file: it is truncated, modified, of another format or a newer version, or breaks a
 * {@link ValidationRule}.
 */
public final class ArchiveException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** The rule that the file breaks; null if no rule caused the exception. */
    private final @Nullable ValidationRule rule;
    /** Missing classes and functions; {@code ArrayList} because it is serializable. */
    private final ArrayList<String> needed;

    /**
     * Creates an exception that no rule caused.
     *
     * @param message the subject, the accepted value and the actual one
     */
    public ArchiveException(String message) {
        this(null, message, List.of());
    }

    /**
     * Creates an exception for a broken rule.
     *
     * @param rule the broken rule
     * @param message the subject, the accepted value and the actual one
     */
    public ArchiveException(ValidationRule rule, String message) {
        this(Preconditions.notNull("ArchiveException", "rule", rule), message, List.of());
    }

    /**
     * Creates an exception for a broken rule, with a cause.
     *
     * @param rule the broken rule
     * @param message the subject, the accepted value and the actual one
     * @param cause the exception that revealed it
     */
    public ArchiveException(ValidationRule rule, String message, Throwable cause) {
        this(rule, message);
        initCause(Preconditions.notNull("ArchiveException", "cause", cause));
    }

    /**
     * Creates an exception that names missing custom objects.
     *
     * @param rule the broken rule; null for none
     * @param message the subject, the accepted value and the actual one
     * @param needed the names of the missing objects
     */
    public ArchiveException(@Nullable ValidationRule rule, String message, Collection<String> needed) {
        super(PlainText.line(Preconditions.notNull("ArchiveException", "message", message)));
        this.rule = rule;
        this.needed = new ArrayList<>(Preconditions.items("ArchiveException", "needed", needed));
    }

    /** {@return the broken rule; empty if the content of the file is not the problem} */
    public Optional<ValidationRule> rule() {
        return Optional.ofNullable(rule);
    }

    /**
     * Returns the classes and functions of the model that Keras lacks, in their order in the model. The model can be
     * read if they are provided as {@link keras4j.expr.CustomObject}s.
     *
     * @return the names; empty if the problem is something else
     */
    public List<String> needed() {
        return List.copyOf(needed);
    }

    /**
     * Returns a copy whose message names a file.
     *
     * @param file the file
     * @return the copy
     */
    public ArchiveException in(Path file) {
        Preconditions.notNull("ArchiveException", "file", file);
        return and(" (in " + file + ")");
    }

    /**
     * Returns a copy with a longer message.
     *
     * @param more the text to append to the message
     * @return the copy
     */
    public ArchiveException and(String more) {
        Preconditions.notNull("ArchiveException", "more", more);
        ArchiveException longer = new ArchiveException(rule, getMessage() + more, needed);
        if (getCause() != null) {
            longer.initCause(getCause());
        }
        return longer;
    }
}
