package keras4j.internal.python;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** State of a running call of the Python half: its listener, its batches, and the reason to stop it. */
final class CallState {
    /** Timeout of one wait for a batch, after which the call checks whether it was cancelled. */
    private static final Duration POLL_TIMEOUT = Duration.ofMillis(20);

    private final PythonRequest request;
    private final CallListener watch;
    private final LongConsumer release;
    private volatile boolean stopped;
    private volatile boolean forgotten;
    private volatile @Nullable Throwable failure;

    /**
     * Creates the state of a call.
     *
     * @param release forgets a model that the call made and that no caller receives
     */
    CallState(PythonRequest request, CallListener watch, LongConsumer release) {
        this.request = request;
        this.watch = watch;
        this.release = release;
    }

    /** Answer to a report of the Python half, which knows it by its code. */
    enum Answer {
        /** Cancel the call. */
        CANCEL(0),
        /** Continue. */
        CONTINUE(1),
        /** End the call early, with its result so far. */
        END(2);

        private final int code;

        Answer(int code) {
            this.code = code;
        }

        int code() {
            return code;
        }
    }

    /** Passes a report to the listener and returns its answer; an exception of the listener stops the call. */
    Answer onEvent(@Nullable String text) {
        try {
            if (!stopped) {
                watch.onEvent(text);
            }
            if (!stopped) {
                return watch.ends() ? Answer.END : Answer.CONTINUE;
            }
        } catch (RuntimeException | Error thrown) {
            fail(thrown);
        }
        return Answer.CANCEL;
    }

    /**
     * Waits for a batch.
     *
     * @param cancelled whether the caller has left, checked between two waits
     * @return the batch, without arrays at the end of the stream; nothing if the call is cancelled
     */
    Optional<List<PythonArray>> batch(int stream, boolean anew, BooleanSupplier cancelled) {
        BatchFeed source = Objects.requireNonNull(request.source());
        try {
            if (anew) {
                source.begin(stream);
            }
            while (!stopped && !cancelled.getAsBoolean()) {
                Optional<List<PythonArray>> next = source.poll(stream, POLL_TIMEOUT);
                if (next.isPresent()) {
                    return next;
                }
            }
        } catch (RuntimeException | Error thrown) {
            fail(thrown);
        }
        return Optional.empty();
    }

    /** Stops the call because of an exception, of which the first is kept for the caller. */
    void fail(Throwable thrown) {
        failure = failure == null ? thrown : failure;
        stopped = true;
    }

    /** Returns the exception that stopped the call, if one did. */
    Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    /** Stops the call at its next report or batch. */
    void stop() {
        stopped = true;
    }

    /** Marks the call as one whose reply no caller receives. */
    void forget() {
        forgotten = true;
    }

    boolean forgotten() {
        return forgotten;
    }

    /** Releases the model in the value of a reply, if there is one. */
    void releaseModel(JsonNode value) {
        if (value.has("model")) {
            release.accept(value.path("model").asLong());
        }
    }
}
