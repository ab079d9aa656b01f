package keras4j.internal.python;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import keras4j.python.WorkerDiedException;
import org.jspecify.annotations.Nullable;

/**
 * Call of a function in a worker process. The waiting thread itself answers the callbacks of the call, so that a
 * listener may call Python too.
 */
final class WorkerCall {
    /** Maximum size in bytes of an array sent inline; larger arrays go through a mapped file. */
    private static final int MAX_INLINE_BYTES = 1 << 16;

    private final WorkerProcess process;
    private final long number;
    private final PythonRequest request;
    private final CallState state;
    private @Nullable WorkerMessage sent;
    private final BlockingQueue<WorkerMessage> frames = new LinkedBlockingQueue<>();

    /**
     * Creates a call.
     *
     * @param release forgets a model that the call made and that no caller receives
     */
    WorkerCall(WorkerProcess process, long number, PythonRequest request, CallListener watch, LongConsumer release) {
        this.process = process;
        this.number = number;
        this.request = request;
        this.state = new CallState(request, watch, release);
    }

    long number() {
        return number;
    }

    /** Receives a frame from the process, on its reader thread. */
    void take(WorkerMessage frame) {
        frames.add(frame);
        if (state.forgotten() && frame.head().has("reply")) {
            releaseModel(frame);
        }
    }

    /** Ends the wait, because the process has died. */
    void died(String how) {
        frames.add(new WorkerMessage(PythonRequest.empty().put("death", how), List.of()));
    }

    /**
     * Sends the call.
     *
     * @param filled the number of arrays at the end that Python fills
     * @return the shared arrays that must stay open until the call is done
     */
    Optional<SharedArrays> send(Python.Work work, int filled) {
        List<PythonArray> given = request.arrays().subList(0, request.arrays().size() - filled);
        List<PythonArray> large = given.stream()
                .filter(each -> each.place() == null && each.memory().capacity() >= MAX_INLINE_BYTES)
                .toList();
        Optional<SharedArrays> shared = large.isEmpty() ? Optional.empty() : Optional.of(SharedArrays.of(large));
        ObjectNode head = PythonRequest.empty()
                .put("id", number)
                .put("lane", work.name())
                .put("function", request.function())
                .put("request", ReplyCodec.text(request.arguments()))
                .put("batches", request.source() != null);
        List<byte[]> inline = new ArrayList<>();
        ArrayNode arrays = head.putArray("arrays");
        var files = shared.map(SharedArrays::arrays).orElse(List.of()).iterator();
        for (PythonArray array : given) {
            describe(arrays, large.contains(array) ? files.next() : array, inline);
        }
        request.arrays().subList(given.size(), request.arrays().size()).forEach(array -> shape(arrays, array)
                .put("place", "out"));
        begin(head, inline);
        return shared;
    }

    /** Sends the message that begins the call. */
    void begin(ObjectNode head, List<byte[]> attachments) {
        WorkerMessage message = WorkerMessage.of(head, attachments);
        sent = message;
        process.begin(this);
        process.send(message);
    }

    /** Withdraws the call and returns true, or returns false if it is already on its way. */
    boolean withdraw() {
        boolean withdrawn = sent != null && process.withdraw(sent);
        if (withdrawn) {
            process.done(this);
        }
        return withdrawn;
    }

    private static void describe(ArrayNode arrays, PythonArray array, List<byte[]> inline) {
        SharedArrays.Place place = array.place();
        ObjectNode node = shape(arrays, array);
        if (place == null) {
            node.put("place", "frame");
            byte[] bytes = new byte[array.memory().capacity()];
            array.memory().get(bytes);
            inline.add(bytes);
        } else {
            node.put("place", place.file().toString()).put("offset", place.offset());
        }
    }

    private static ObjectNode shape(ArrayNode arrays, PythonArray array) {
        ObjectNode node = arrays.addObject().put("dtype", array.dtype());
        ArrayNode shape = node.putArray("shape");
        for (int length : array.shape()) {
            shape.add(length);
        }
        return node;
    }

    /**
     * Waits for the reply and answers the callbacks of the call meanwhile.
     *
     * @return the last frame, or nothing when the time is over
     * @throws InterruptedException the waiting thread was interrupted
     */
    Optional<WorkerMessage> await(Deadline deadline) throws InterruptedException {
        while (true) {
            WorkerMessage frame = frames.poll(deadline.left(), TimeUnit.NANOSECONDS);
            if (frame == null) {
                return Optional.empty();
            }
            if (frame.head().has("reply")) {
                process.done(this);
                return Optional.of(frame);
            }
            if (frame.head().has("death")) {
                process.done(this);
                throw new WorkerDiedException(request.what() + ": the worker process has ended: "
                        + frame.head().path("death").asText());
            }
            answer(frame.head(), deadline);
        }
    }

    private void answer(ObjectNode asked, Deadline deadline) {
        try {
            if (asked.has("beat")) {
                report(null);
            } else if (asked.has("event")) {
                report(asked.path("event").asText());
            } else {
                batch(asked.path("stream").asInt(), asked.path("anew").asBoolean(), deadline);
            }
        } catch (RuntimeException | Error failure) {
            state.fail(failure);
            stop();
        }
    }

    /** Passes on a report; Python waits for an answer unless it is a heartbeat, which is null. */
    private void report(@Nullable String text) {
        CallState.Answer answer = state.onEvent(text);
        if (answer == CallState.Answer.CANCEL) {
            stop();
        } else if (text != null) {
            send(PythonRequest.empty().put("next", answer.code()), List.of());
        }
    }

    private void batch(int stream, boolean anew, Deadline deadline) {
        Optional<List<PythonArray>> next =
                state.batch(stream, anew, () -> Thread.currentThread().isInterrupted() || deadline.left() <= 0);
        if (next.isEmpty()) {
            stop();
            return;
        }
        ObjectNode head = PythonRequest.empty();
        List<byte[]> inline = new ArrayList<>();
        if (next.get().isEmpty()) {
            head.putNull("arrays");
        } else {
            ArrayNode arrays = head.putArray("arrays");
            next.get().forEach(array -> describe(arrays, array, inline));
        }
        send(head, inline);
    }

    private void send(ObjectNode head, List<byte[]> attachments) {
        process.send(WorkerMessage.of(head.put("id", number), attachments));
    }

    /** Stops the call at its next batch; this also answers what Python may be waiting for. */
    void stop() {
        state.stop();
        send(PythonRequest.empty().put("stop", true), List.of());
    }

    /** Releases the model that the call made or is about to make. */
    void forget() {
        state.forget();
        frames.stream().filter(frame -> frame.head().has("reply")).forEach(this::releaseModel);
    }

    /** Releases the model in the reply of a call whose caller has left. */
    void releaseModel(WorkerMessage reply) {
        process.done(this);
        state.releaseModel(value(reply));
    }

    /** Returns the value in a reply; a missing node if the call failed. */
    static JsonNode value(WorkerMessage reply) {
        return reply.head().path("reply").asText().equals("ok")
                ? ReplyCodec.tree(reply.head().path("text").asText())
                : MissingNode.getInstance();
    }

    /** Decodes the frame of a reply and fills the output arrays. */
    PythonReply reply(WorkerMessage frame, int filled) {
        state.failure().ifPresent(thrown -> {
            releaseModel(frame);
            LaneTask.rethrow(thrown);
        });
        int attached = frame.attachments().size() - filled;
        PythonReply reply = ReplyCodec.of(
                frame.head().path("reply").asText(),
                frame.head().path("text").asText(),
                frame.attachments().subList(0, Math.max(attached, 0)),
                request.what());
        List<PythonArray> arrays = request.arrays();
        for (int at = 0; at < filled; at++) {
            ByteBuffer memory = arrays.get(arrays.size() - filled + at).memory();
            memory.put(frame.attachments().get(attached + at));
        }
        return reply;
    }
}
