package keras4j.internal.python;

import java.nio.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import jep.DirectNDArray;
import jep.SharedInterpreter;
import jep.python.PyCallable;
import org.jspecify.annotations.Nullable;

/**
 * Functions of {@code keras4j_runtime.bridge}, held by the only thread that may call them.
 *
 * <p>They never raise. They return the result as {@code ["ok", json, bytes...]}, {@code ["gone", text]} or
 * {@code ["error", json]}.
 */
final class JepBridge {
    /**
     * Callback for reports during a call. Returns the code of a {@link CallState.Answer}.
     */
    @FunctionalInterface
    interface Events {
        int next(@Nullable String text);
    }

    /**
     * Callback for the next batch of a stream. Returns null at the end of the stream, an empty array to cancel the
     * call.
     */
    @FunctionalInterface
    interface Batches {
        Object @Nullable [] next(int stream, boolean anew);
    }

    /** Consumer of the lines that Python writes to its output streams. */
    @FunctionalInterface
    interface Log {
        void line(String stream, String line);
    }

    private final PyCallable call;
    private final PyCallable step;
    private final PyCallable start;
    private final PyCallable shutdown;

    private JepBridge(SharedInterpreter interpreter) {
        interpreter.exec("from keras4j_runtime import bridge");
        call = interpreter.getValue("bridge.call", PyCallable.class);
        step = interpreter.getValue("bridge.step", PyCallable.class);
        start = interpreter.getValue("bridge.start", PyCallable.class);
        shutdown = interpreter.getValue("bridge.shutdown", PyCallable.class);
    }

    /** Opens an interpreter on the calling thread, for the rest of the thread's life. */
    @SuppressWarnings("resource") // Never closed: reopening on the same thread crashes after TensorFlow.
    static JepBridge open() {
        return new JepBridge(new SharedInterpreter());
    }

    PythonReply start(PythonRequest request, Log log) {
        return reply(start.call(ReplyCodec.text(request.arguments()), log), request.what());
    }

    PythonReply call(PythonRequest request) {
        return call(request, null, null);
    }

    PythonReply call(PythonRequest request, @Nullable Events events, @Nullable Batches batches) {
        List<@Nullable Object> arguments = new ArrayList<>();
        arguments.add(request.function());
        arguments.add(ReplyCodec.text(request.arguments()));
        arguments.add(events);
        arguments.add(readOnly(request.arrays()));
        request.arrays().forEach(array -> arguments.add(numpy(array)));
        if (batches != null) {
            arguments.add(batches);
        }
        return reply(call.call(arguments.toArray()), request.what());
    }

    void step(long slot, String what) {
        Object failure = step.call(slot);
        if (failure != null) {
            reply(failure, what);
        }
    }

    void shutdown() {
        shutdown.call();
    }

    /** Returns a digit for each array, 1 for those that are read-only, because NumPy can't see that by itself. */
    static String readOnly(List<PythonArray> arrays) {
        return arrays.stream().map(array -> array.readOnly() ? "1" : "0").collect(Collectors.joining());
    }

    /** Converts arrays to the form that Python takes from {@link Batches}. */
    static Object[] numpy(List<PythonArray> arrays) {
        Object[] parts = new Object[arrays.size() + 1];
        parts[0] = readOnly(arrays);
        for (int i = 0; i < arrays.size(); i++) {
            parts[i + 1] = numpy(arrays.get(i));
        }
        return parts;
    }

    private static DirectNDArray<Buffer> numpy(PythonArray array) {
        return new DirectNDArray<>(array.typed(), array.dtype().startsWith("u"), array.shape());
    }

    private static PythonReply reply(Object returned, String what) {
        List<?> parts = (List<?>) returned;
        List<byte[]> attachments =
                parts.subList(2, parts.size()).stream().map(byte[].class::cast).toList();
        return ReplyCodec.of((String) parts.get(0), (String) parts.get(1), attachments, what);
    }
}
