package keras4j.onnx;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import keras4j.fitted.Fitted;
import keras4j.internal.fitted.FittedModel;
import keras4j.internal.onnx.OnnxForm;

/** Live models of a scorer by their forms. */
final class LiveOnnxModels implements AutoCloseable {
    private final Map<OnnxForm, LiveOnnxModel> live = new ConcurrentHashMap<>();
    private final BiConsumer<Fitted, LiveOnnxModel> check;
    private volatile boolean closed;

    /**
     * Creates models.
     *
     * @param check what a model has to pass before its first use
     */
    LiveOnnxModels(BiConsumer<Fitted, LiveOnnxModel> check) {
        this.check = check;
        RuntimeExit.start();
        RuntimeExit.register(this);
    }

    LiveOnnxModel use(Fitted fitted, FittedModel model) {
        OnnxForm form = model.requireOnnx();
        LiveOnnxModel found = live.get(form);
        return found == null ? open(fitted, model, form) : found;
    }

    private synchronized LiveOnnxModel open(Fitted fitted, FittedModel model, OnnxForm form) {
        if (closed) {
            throw new IllegalStateException("OnnxScorer: it is closed; open another with OnnxScorer.open()");
        }
        LiveOnnxModel known = live.get(form);
        return known == null ? checked(fitted, model, form) : known;
    }

    private LiveOnnxModel checked(Fitted fitted, FittedModel model, OnnxForm form) {
        LiveOnnxModel opened = LiveOnnxModel.open(model, form);
        try {
            check.accept(fitted, opened);
        } catch (RuntimeException refused) {
            opened.close();
            throw refused;
        }
        live.put(form, opened);
        return opened;
    }

    synchronized void release(FittedModel model) {
        OnnxForm form = model.onnx();
        LiveOnnxModel found = form == null ? null : live.remove(form);
        if (found != null) {
            found.close();
        }
    }

    int count() {
        return live.size();
    }

    @Override
    public synchronized void close() {
        closed = true;
        live.values().forEach(LiveOnnxModel::close);
        live.clear();
        RuntimeExit.forget(this);
    }
}
