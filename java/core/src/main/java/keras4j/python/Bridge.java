package keras4j.python;

import java.nio.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import jep.DirectNDArray;
import jep.SharedInterpreter;
import jep.python.PyCallable;
import org.jspecify.annotations.Nullable;

/**
 * The functions of {@code keras4j_runtime.bridge}, held by the one thread that may call them.
 *
 * <p>They never raise: what they return tells what happened, as {@code ["ok", json, bytes...]},
 * {@code ["gone", text]} or {@code ["error", json]}.
 */
final class Bridge {
    /** What Python calls during a call; answers 0 to give it up, 1 to go on, 2 to end it with what it has. */
    @FunctionalInterface
    interface Events {
        int next(@Nullable String text);
    }

    /** What Python calls for the next batch of a stream; answers null at the end of the batches, nothing to give up. */
    @FunctionalInterface
    interface Batches {
        Object @Nullable [] next(int stream, boolean anew);
    }

    /** Takes what Python writes to a stream, a line at a time. */
    @FunctionalInterface
    interface Log {
        void line(String stream, String line);
    }

    private final PyCallable call;
    private final PyCallable step;
    private final PyCallable start;
    private final PyCallable shutdown;
    private final PyCallable alarm;

    private Bridge(SharedInterpreter interpreter) {
        interpreter.exec("from keras4j_runtime import bridge");
        call = interpreter.getValue("bridge.call", PyCallable.class);
        step = interpreter.getValue("bridge.step", PyCallable.class);
        start = interpreter.getValue("bridge.start", PyCallable.class);
        shutdown = interpreter.getValue("bridge.shutdown", PyCallable.class);
        alarm = interpreter.getValue("bridge.shutdown_under_alarm", PyCallable.class);
    }

    /** Opens an interpreter on the calling thread, for the rest of the thread's life. */
    @SuppressWarnings("resource") // Never closed: one opened again on the same thread crashes after TensorFlow.
    static Bridge open() {
        return new Bridge(new SharedInterpreter());
    }

    Reply start(Request request, Log log) {
        return reply(start.call(Replies.text(request.arguments()), log), request.what());
    }

    Reply call(Request request) {
        return call(request, null, null);
    }

    Reply call(Request request, @Nullable Events events, @Nullable Batches batches) {
        List<@Nullable Object> arguments = new ArrayList<>();
        arguments.add(request.function());
        arguments.add(Replies.text(request.arguments()));
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

    /** {@link #shutdown()} while another thread still runs Python; an alarm ends the process if that hangs. */
    void shutdownUnderAlarm() {
        alarm.call();
    }

    /** A bit for each array, set where it may not be written to: NumPy can't see that by itself. */
    private static long readOnly(List<Array> arrays) {
        return IntStream.range(0, arrays.size())
                .filter(i -> arrays.get(i).readOnly())
                .mapToLong(i -> 1L << i)
                .sum();
    }

    /** Arrays as Python takes them from {@link Batches}. */
    static Object[] numpy(List<Array> arrays) {
        Object[] parts = new Object[arrays.size() + 1];
        parts[0] = readOnly(arrays);
        for (int i = 0; i < arrays.size(); i++) {
            parts[i + 1] = numpy(arrays.get(i));
        }
        return parts;
    }

    private static DirectNDArray<Buffer> numpy(Array array) {
        return new DirectNDArray<>(array.typed(), array.dtype().startsWith("u"), array.shape());
    }

    private static Reply reply(Object returned, String what) {
        List<?> parts = (List<?>) returned;
        List<byte[]> attachments =
                parts.subList(2, parts.size()).stream().map(byte[].class::cast).toList();
        return Replies.of((String) parts.get(0), (String) parts.get(1), attachments, what);
    }
}
