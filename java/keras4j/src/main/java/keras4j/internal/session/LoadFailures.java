package keras4j.internal.session;

import java.util.Map;
import java.util.function.Supplier;
import keras4j.archive.ArchiveException;
import keras4j.archive.ValidationRule;
import keras4j.python.PythonException;

/** Refusals of a file that only Python can decide, after Keras has read it. */
final class LoadFailures {
    /** Python's exceptions and the violated rules. */
    private static final Map<String, ValidationRule> REFUSALS = Map.of(
            "TooLarge",
            ValidationRule.SIZE_OUTPUT,
            "RowsChanged",
            ValidationRule.CONFIG_OUTPUT,
            "SharedStateChanged",
            ValidationRule.CONFIG_CODE);

    private LoadFailures() {}

    /**
     * Calls a function that makes a model from bytes.
     *
     * @param subject the name of the file in messages
     * @throws ArchiveException if Python refuses the file
     * @throws IllegalStateException if the session is on a backend that lacks a layer
     */
    static <T> T of(String subject, Supplier<T> call) {
        try {
            return call.get();
        } catch (PythonException raised) {
            if (raised.type().equals("NeedsTensorFlow")) {
                throw new IllegalStateException(subject + ": " + raised.text(), raised);
            }
            ValidationRule rule = REFUSALS.get(raised.type());
            if (rule == null) {
                throw raised;
            }
            throw new ArchiveException(rule, subject + ": " + raised.text(), raised);
        }
    }
}
