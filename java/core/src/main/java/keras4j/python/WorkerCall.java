package keras4j.python;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One call of a function in a worker process. What it asks while it runs is answered by the thread that waits for it, so that a
 * listener may call Python too.
 */
final class WorkerCall {
    /** Bytes; larger arrays go through a file that is mapped. */
    private static final int SMALL = 1 << 16;

    private static final int GIVE_UP = 0;
    private static final int GO_ON = 1;
    private static final int END = 2;
    private static final Duration PATIENCE = Duration.ofMillis(20);

    private final WorkerProcess process;
    private final long number;
    private final Request request;
    private final Watch watch;
    private final LongConsumer release;
    private final long silence;
    private final BlockingQueue<Frame> frames = new LinkedBlockingQueue<>();
    private volatile boolean forgotten;
    private @Nullable Throwable thrown;

    /**
     * @param release forgets a model that the call made and nobody asks for
     * @param silence nanoseconds without a sign of life after which the process is taken for hung, and ended
     */
    WorkerCall(WorkerProcess process, long number, Request request, Watch watch, LongConsumer release, long silence) {
        this.process = process;
        this.number = number;
        this.request = request;
        this.watch = watch;
        this.release = release;
        this.silence = silence;
    }

    long number() {
        return number;
    }

    /** Takes what the process sent, on the thread that reads it. */
    void take(Frame frame) {
        frames.add(frame);
        if (forgotten && frame.head().has("reply")) {
            releaseModel(frame);
        }
    }

    /** Ends the waiting: the process is no more. */
    void died(String how) {
        frames.add(new Frame(Request.empty().put("death", how), List.of()));
    }

    /**
     * Sends the call.
     *
     * @param filled how many of the arrays, the last ones, Python fills
     * @return what must be kept until the call is done
     */
    Optional<Shared> send(Python.Work work, int filled) {
        List<Array> given = request.arrays().subList(0, request.arrays().size() - filled);
        List<Array> large = given.stream()
                .filter(each -> each.place() == null && each.memory().capacity() >= SMALL)
                .toList();
        Optional<Shared> shared = large.isEmpty() ? Optional.empty() : Optional.of(Shared.of(large));
        ObjectNode head = Request.empty()
                .put("id", number)
                .put("lane", work.name())
                .put("function", request.function())
                .put("request", Replies.text(request.arguments()))
                .put("batches", request.source() != null);
        List<byte[]> inline = new ArrayList<>();
        ArrayNode arrays = head.putArray("arrays");
        var files = shared.map(Shared::arrays).orElse(List.of()).iterator();
        for (Array array : given) {
            describe(arrays, large.contains(array) ? files.next() : array, inline);
        }
        request.arrays().subList(given.size(), request.arrays().size()).forEach(array -> shape(arrays, array)
                .put("place", "out"));
        process.begin(this);
        process.send(head, inline);
        return shared;
    }

    private static void describe(ArrayNode arrays, Array array, List<byte[]> inline) {
        Shared.Place place = array.place();
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

    private static ObjectNode shape(ArrayNode arrays, Array array) {
        ObjectNode node = arrays.addObject().put("dtype", array.dtype());
        ArrayNode shape = node.putArray("shape");
        for (int length : array.shape()) {
            shape.add(length);
        }
        return node;
    }

    /**
     * Waits for the reply and answers what the call asks meanwhile.
     *
     * @return the last frame, or nothing when the time is over
     * @throws InterruptedException the waiting thread was interrupted
     */
    Optional<Frame> await(Deadline deadline) throws InterruptedException {
        while (true) {
            Frame frame = frames.poll(Math.min(deadline.left(), silence), TimeUnit.NANOSECONDS);
            if (frame == null && deadline.left() > 0) {
                process.kill("it gave no sign of life for "
                        + Duration.ofNanos(silence).toSeconds() + " s");
                continue;
            }
            if (frame == null) {
                return Optional.empty();
            }
            if (frame.head().has("reply")) {
                process.done(this);
                return Optional.of(frame);
            }
            if (frame.head().has("death")) {
                process.done(this);
                throw new WorkerDiedException(request.what() + ": the process that it ran in is gone: "
                        + frame.head().path("death").asText());
            }
            answer(frame.head());
        }
    }

    private void answer(ObjectNode asked) {
        try {
            if (asked.has("beat")) {
                watch.heard(null);
            } else if (asked.has("event")) {
                watch.heard(asked.path("event").asText());
                next(watch.ends() ? END : GO_ON);
            } else {
                batch(asked.path("stream").asInt(), asked.path("anew").asBoolean());
            }
        } catch (RuntimeException | Error failure) {
            thrown = thrown == null ? failure : thrown;
            stop();
        }
    }

    private void next(int answer) {
        process.send(Request.empty().put("id", number).put("next", answer), List.of());
    }

    private void batch(int stream, boolean anew) {
        Source source = Objects.requireNonNull(request.source());
        if (anew) {
            source.begin(stream);
        }
        Optional<List<Array>> next = Optional.empty();
        while (next.isEmpty()) {
            if (Thread.currentThread().isInterrupted()) {
                next(GIVE_UP);
                return;
            }
            next = source.poll(stream, PATIENCE);
        }
        ObjectNode head = Request.empty().put("id", number);
        List<byte[]> inline = new ArrayList<>();
        if (next.get().isEmpty()) {
            head.putNull("arrays");
        } else {
            ArrayNode arrays = head.putArray("arrays");
            next.get().forEach(array -> describe(arrays, array, inline));
        }
        process.send(head, inline);
    }

    /** Has the call end at its next batch. */
    void stop() {
        process.send(Request.empty().put("id", number).put("stop", true), List.of());
    }

    /** Releases what the call made, or will make. */
    void forget() {
        forgotten = true;
        frames.stream().filter(frame -> frame.head().has("reply")).forEach(this::releaseModel);
    }

    /** Releases the model that a call whose caller has left gave back. */
    void releaseModel(Frame reply) {
        process.done(this);
        if (!reply.head().path("reply").asText().equals("ok")) {
            return;
        }
        JsonNode value = Replies.tree(reply.head().path("text").asText());
        if (value.has("model")) {
            release.accept(value.path("model").asLong());
        }
    }

    /** What a reply's frame means; fills the arrays that Python filled. */
    Reply reply(Frame frame, int filled) {
        if (thrown != null) {
            releaseModel(frame);
            Task.rethrow(thrown);
        }
        int attached = frame.attachments().size() - filled;
        Reply reply = Replies.of(
                frame.head().path("reply").asText(),
                frame.head().path("text").asText(),
                frame.attachments().subList(0, Math.max(attached, 0)),
                request.what());
        List<Array> arrays = request.arrays();
        for (int at = 0; at < filled; at++) {
            ByteBuffer memory = arrays.get(arrays.size() - filled + at).memory();
            memory.put(frame.attachments().get(attached + at));
        }
        return reply;
    }
}
