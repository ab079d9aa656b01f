package keras4j.python;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * An exception that Python raised, with its type, its words, its causes and its traceback.
 *
 * <p>The stack trace begins with Python's frames; {@link #getCause()} is Python's cause.
 */
public final class PythonException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Raised raised;
    private final @Nullable String block;
    private final @Nullable String layer;

    /** What was raised, as the Python half described it. */
    private record Raised(String what, String type, String text, String traceback) implements java.io.Serializable {
        String message(@Nullable String block, @Nullable String layer) {
            StringBuilder message = new StringBuilder(what).append(type);
            if (!text.isEmpty()) {
                message.append(": ").append(text);
            }
            if (layer != null) {
                message.append(" [").append(block == null ? "" : "block " + block + ", ");
                message.append("layer ").append(layer).append(']');
            }
            return message.toString();
        }
    }

    private PythonException(
            Raised raised,
            @Nullable String block,
            @Nullable String layer,
            StackTraceElement[] trace,
            @Nullable Throwable cause) {
        super(raised.message(block, layer), cause);
        this.raised = raised;
        this.block = block;
        this.layer = layer;
        setStackTrace(trace);
    }

    /**
     * Rebuilds the exception from the description that the Python half made.
     *
     * @param what the call in words, begins the message
     */
    public static PythonException of(JsonNode error, String what) {
        return rebuilt(error, what + ": ", new Throwable().getStackTrace());
    }

    /** The same exception, come from a block of a spec and the Keras layer made of it. */
    public PythonException at(@Nullable String block, @Nullable String layer) {
        return new PythonException(raised, block, layer, getStackTrace(), getCause());
    }

    /** Python's type, such as {@code ValueError}. */
    public String type() {
        return raised.type;
    }

    /** Python's own words. */
    public String text() {
        return raised.text;
    }

    /** The traceback as Python prints it. */
    public String traceback() {
        return raised.traceback;
    }

    /** The block of the spec that the exception came from, where there is one. */
    public Optional<String> block() {
        return Optional.ofNullable(block);
    }

    /** The Keras layer that the exception came from, where there is one. */
    public Optional<String> layer() {
        return Optional.ofNullable(layer);
    }

    /** The innermost line of a Python file that the exception went through, where it did. */
    public OptionalInt line(String file) {
        for (StackTraceElement frame : getStackTrace()) {
            if (file.equals(frame.getFileName())) {
                return OptionalInt.of(frame.getLineNumber());
            }
        }
        return OptionalInt.empty();
    }

    private static PythonException rebuilt(JsonNode error, String what, StackTraceElement[] java) {
        List<StackTraceElement> trace = new ArrayList<>();
        for (JsonNode frame : error.path("frames")) {
            String function = frame.path("function").asText();
            trace.add(new StackTraceElement(
                    "python",
                    function,
                    frame.path("file").asText(),
                    frame.path("line").asInt()));
        }
        Collections.reverse(trace);
        Collections.addAll(trace, java);
        JsonNode cause = error.path("cause");
        return new PythonException(
                new Raised(what, error.path("type").asText(), words(error), traceback(error)),
                null,
                error.path("layer").asText(null),
                trace.toArray(StackTraceElement[]::new),
                cause.isObject() ? rebuilt(cause, "", new StackTraceElement[0]) : null);
    }

    private static String words(JsonNode error) {
        StringBuilder words = new StringBuilder(error.path("text").asText());
        error.path("notes").forEach(note -> words.append('\n').append(note.asText()));
        return words.toString();
    }

    private static String traceback(JsonNode error) {
        return error.path("traceback").asText();
    }
}
