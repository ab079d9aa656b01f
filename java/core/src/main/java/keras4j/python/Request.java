package keras4j.python;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One call of a function of the Python half.
 *
 * @param function its name, such as {@code fit}
 * @param arguments its arguments as JSON
 * @param arrays the arrays that go with it, in the order that the function asks for
 * @param source the batches that it takes instead, for a function that does
 * @param what the call in words, for messages: {@code fit of mnist_mlp}
 */
public record Request(
        String function,
        ObjectNode arguments,
        List<Array> arrays,
        @Nullable Source source,
        String what) {
    public Request {
        arrays = List.copyOf(arrays);
    }

    /** A call with arrays. */
    public Request(String function, ObjectNode arguments, List<Array> arrays, String what) {
        this(function, arguments, arrays, null, what);
    }

    /** A call that takes batches. */
    public static Request of(String function, ObjectNode arguments, Source source, String what) {
        return new Request(function, arguments, List.of(), source, what);
    }

    /** A call without arrays. */
    public static Request of(String function, ObjectNode arguments, String what) {
        return new Request(function, arguments, List.of(), what);
    }

    /** An empty object to put arguments into. */
    public static ObjectNode empty() {
        return JsonNodeFactory.instance.objectNode();
    }
}
