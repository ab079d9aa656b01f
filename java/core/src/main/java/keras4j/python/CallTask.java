package keras4j.python;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** A call of a function of the Python half. */
final class CallTask extends Task {
    private static final int GIVE_UP = 0;
    private static final int GO_ON = 1;
    private static final int END = 2;
    private static final Object[] NOTHING = {};
    /** How long a wait for a batch lasts before it is asked again whether anybody wants it. */
    private static final Duration PATIENCE = Duration.ofMillis(20);

    private final Request request;
    private final Watch watch;
    private final LongConsumer release;
    private volatile boolean stop;
    private volatile boolean forgotten;
    private volatile @Nullable Reply reply;
    private @Nullable Throwable thrown;

    /** @param release forgets a model that the call made and nobody asks for */
    CallTask(Request request, Watch watch, LongConsumer release) {
        this.request = request;
        this.watch = watch;
        this.release = release;
    }

    @Override
    void perform(Lane lane) {
        reply = lane.bridge().call(request, this::heard, request.source() == null ? null : this::batch);
    }

    @Override
    void stop() {
        stop = true;
    }

    @Override
    void finished() {
        if (forgotten) {
            releaseModel();
        }
    }

    /** Releases what the call made, or will make. */
    void forget() {
        forgotten = true;
        if (done()) {
            releaseModel();
        }
    }

    private void releaseModel() {
        Reply made = reply;
        if (made != null && made.value().has("model")) {
            release.accept(made.value().path("model").asLong());
        }
    }

    private int heard(@Nullable String text) {
        if (!stop) {
            try {
                watch.heard(text);
            } catch (RuntimeException | Error failure) {
                thrown = failure;
                stop = true;
            }
        }
        if (stop) {
            return GIVE_UP;
        }
        return watch.ends() ? END : GO_ON;
    }

    /** Waits for a batch as long as anybody wants the call. */
    private Object @Nullable [] batch(int stream, boolean anew) {
        Source source = Objects.requireNonNull(request.source());
        try {
            if (anew) {
                source.begin(stream);
            }
            while (!stop) {
                Optional<List<Array>> next = source.poll(stream, PATIENCE);
                if (next.isPresent()) {
                    return next.get().isEmpty() ? null : Bridge.numpy(next.get());
                }
            }
        } catch (RuntimeException | Error failure) {
            thrown = failure;
            stop = true;
        }
        return NOTHING;
    }

    /** Throws what the watch or the source threw, which stopped the call. */
    void rethrowWatch() {
        if (thrown != null) {
            forget();
            rethrow(thrown);
        }
    }

    /** The reply of a call that is done. */
    Reply reply() {
        return Objects.requireNonNull(reply);
    }

    /** Whether the call has said that it stopped early. */
    boolean stopped() {
        Reply said = reply;
        return said != null && said.value().path("stopped").asBoolean();
    }
}
