package keras4j.internal.session;

import java.util.function.Supplier;
import keras4j.internal.python.PythonReply;
import keras4j.python.PythonException;

/** Calls of Python that refuse rows for which a layer would make too many numbers. */
final class RowSizes {
    private RowSizes() {}

    /** Runs a call; such a refusal leaves the model as it is. */
    static PythonReply admitted(String verb, Supplier<PythonReply> call) {
        try {
            return call.get();
        } catch (PythonException raised) {
            if (raised.type().equals("TooLarge")) {
                throw new IllegalArgumentException(verb + ": " + raised.text(), raised);
            }
            throw raised;
        }
    }
}
