package keras4j.internal.python;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Call of a function of the Python half.
 *
 * @param function its name, such as {@code fit}
 * @param arguments its arguments as JSON
 * @param arrays the arrays that go with it, in the order that the function expects
 * @param source the source of batches, for a function that takes batches instead of arrays
 * @param what the description of the call, for messages: {@code fit of mnist_mlp}
 */
public record PythonRequest(
        String function,
        ObjectNode arguments,
        List<PythonArray> arrays,
        @Nullable BatchFeed source,
        String what) {
    public PythonRequest {
        arrays = List.copyOf(arrays);
    }

    /** Creates a call with arrays. */
    public PythonRequest(String function, ObjectNode arguments, List<PythonArray> arrays, String what) {
        this(function, arguments, arrays, null, what);
    }

    /** Returns a call that takes batches. */
    public static PythonRequest of(String function, ObjectNode arguments, BatchFeed source, String what) {
        return new PythonRequest(function, arguments, List.of(), source, what);
    }

    /** Returns a call without arrays. */
    public static PythonRequest of(String function, ObjectNode arguments, String what) {
        return new PythonRequest(function, arguments, List.of(), what);
    }

    /**
     * Returns a call of a function that predicts.
     *
     * @param model the number of the live model
     * @param x the inputs
     * @param out the outputs, which Python fills
     */
    static PythonRequest prediction(String function, long model, List<PythonArray> x, List<PythonArray> out) {
        List<PythonArray> arrays = new ArrayList<>(x);
        arrays.addAll(out);
        return new PythonRequest(function, empty().put("model", model).put("inputs", x.size()), arrays, "prediction");
    }

    /** Returns a call that releases live objects. */
    static PythonRequest release(Collection<Long> numbers) {
        ObjectNode arguments = empty();
        numbers.forEach(arguments.putArray("ids")::add);
        return of("release", arguments, "release");
    }

    /** Returns the request that gives back the memory of models that are gone. */
    static PythonRequest giveBack() {
        return of("give_back", empty(), "release of memory");
    }

    /** Returns an empty object for arguments. */
    public static ObjectNode empty() {
        return JsonNodeFactory.instance.objectNode();
    }
}
