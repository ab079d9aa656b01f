package keras4j.internal.python;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Call of a function of the Python half. */
final class CallTask extends LaneTask {
    private static final Object[] NOTHING = {};

    private final PythonRequest request;
    private final CallState state;
    private volatile @Nullable PythonReply reply;

    /**
     * Creates a call.
     *
     * @param release forgets a model that the call made and that no caller receives
     */
    CallTask(PythonRequest request, CallListener watch, LongConsumer release) {
        this.request = request;
        this.state = new CallState(request, watch, release);
    }

    @Override
    void perform(InterpreterLane lane) {
        reply = lane.bridge()
                .call(request, text -> state.onEvent(text).code(), request.source() == null ? null : this::batch);
    }

    @Override
    void stop() {
        state.stop();
    }

    @Override
    void finished() {
        if (state.forgotten()) {
            releaseModel();
        }
    }

    /** Releases the model that the call made or is about to make. */
    void forget() {
        state.forget();
        if (done()) {
            releaseModel();
        }
    }

    private void releaseModel() {
        PythonReply made = reply;
        if (made != null) {
            state.releaseModel(made.value());
        }
    }

    private Object @Nullable [] batch(int stream, boolean anew) {
        Optional<List<PythonArray>> next = state.batch(stream, anew, () -> false);
        try {
            return next.isEmpty() ? NOTHING : next.get().isEmpty() ? null : JepBridge.numpy(next.get());
        } catch (RuntimeException | Error failure) {
            state.fail(failure);
            return NOTHING;
        }
    }

    /** Throws the exception of the watch or the source that stopped the call. */
    void rethrowWatch() {
        state.failure().ifPresent(thrown -> {
            forget();
            rethrow(thrown);
        });
    }

    /** Returns the reply of a call that is done. */
    PythonReply reply() {
        return Objects.requireNonNull(reply);
    }

    /** Returns whether the call reported that it stopped early. */
    boolean stopped() {
        PythonReply said = reply;
        return said != null && said.value().path("stopped").asBoolean();
    }
}
