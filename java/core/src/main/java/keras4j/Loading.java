package keras4j;

import java.util.Map;
import java.util.function.Supplier;
import keras4j.archive.ArchiveException;
import keras4j.archive.Rule;
import keras4j.python.PythonException;

/** What only Python can know of a file, and refuses once Keras has read it. */
final class Loading {
    /** What Python raises then, and the rule that was broken. */
    private static final Map<String, Rule> REFUSALS =
            Map.of("TooLarge", Rule.SIZE_OUTPUT, "Meddling", Rule.CONFIG_CODE);

    private Loading() {}

    /**
     * Calls what makes a model of bytes.
     *
     * @param subject what refusals call the file
     * @throws ArchiveException Python refuses the file
     */
    static <T> T of(String subject, Supplier<T> call) {
        try {
            return call.get();
        } catch (PythonException raised) {
            Rule rule = REFUSALS.get(raised.type());
            if (rule == null) {
                throw raised;
            }
            throw new ArchiveException(rule, subject + ": " + raised.text(), raised);
        }
    }
}
