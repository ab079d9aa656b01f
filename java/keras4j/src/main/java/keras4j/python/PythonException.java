package keras4j.python;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import keras4j.internal.text.Preconditions;
import org.jspecify.annotations.Nullable;

/**
 * Exception raised in Python, with its type, message, causes and traceback.
 *
 * <p>The stack trace begins with Python's frames; {@link #getCause()} is Python's cause.
 */
public final class PythonException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** The description by the Python half. */
    private final Raised raised;
    /** The block of the layer that failed, or null. */
    private final @Nullable String block;
    /** The layer that failed, or null. */
    private final @Nullable String layer;

    /** Description of the exception by the Python half. */
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
     * @param error the description: type, text, notes, frames, traceback, layer and cause
     * @param what the description of the call, with which the message begins
     * @return the exception, with Python's frames in front of the caller's
     */
    public static PythonException of(JsonNode error, String what) {
        Preconditions.notNull("PythonException", "what", what);
        Preconditions.notNull("PythonException", "error", error);
        return rebuilt(error, what + ": ", new Throwable().getStackTrace());
    }

    /**
     * Returns a copy of this exception that names the block of a spec and the Keras layer it came from.
     *
     * @param block the block of the spec, or null
     * @param layer the Keras layer, or null
     * @return the copy, whose message ends with block and layer
     */
    public PythonException at(@Nullable String block, @Nullable String layer) {
        return new PythonException(raised, block, layer, getStackTrace(), getCause());
    }

    /** {@return the exception's Python type, such as {@code ValueError}} */
    public String type() {
        return raised.type;
    }

    /** {@return the exception's Python message} */
    public String text() {
        return raised.text;
    }

    /** {@return the traceback as Python prints it} */
    public String traceback() {
        return raised.traceback;
    }

    /** {@return the block of the spec that the exception came from, if known} */
    public Optional<String> block() {
        return Optional.ofNullable(block);
    }

    /** {@return the Keras layer that the exception came from, if known} */
    public Optional<String> layer() {
        return Optional.ofNullable(layer);
    }

    /**
     * Returns the innermost line of a Python file in the stack trace.
     *
     * @param file the name of the file, as in the stack trace
     * @return the line number from 1; empty if the stack trace does not contain the file
     */
    public OptionalInt line(String file) {
        Preconditions.notNull("PythonException", "file", file);
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
