package keras4j.python;

import java.util.Objects;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** A call of a function of the Python half. */
final class CallTask extends Task {
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
        reply = lane.bridge().call(request, this::heard);
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

    private boolean heard(@Nullable String text) {
        if (!stop) {
            try {
                watch.heard(text);
            } catch (RuntimeException | Error failure) {
                thrown = failure;
                stop = true;
            }
        }
        return !stop;
    }

    /** Throws what the watch threw, which stopped the call. */
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
