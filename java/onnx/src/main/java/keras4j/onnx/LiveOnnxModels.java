package keras4j.onnx;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import keras4j.fitted.Fitted;
import keras4j.internal.fitted.FittedModel;
import keras4j.internal.onnx.OnnxForm;

/** Live models of a scorer by their forms. */
final class LiveOnnxModels implements AutoCloseable {
    private final Map<OnnxForm, LiveOnnxModel> live = new ConcurrentHashMap<>();
    private final Consumer<Fitted> check;
    private volatile boolean closed;

    /**
     * Creates models.
     *
     * @param check what a model has to pass before its first use
     */
    LiveOnnxModels(Consumer<Fitted> check) {
        this.check = check;
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
        if (!live.containsKey(form)) {
            check.accept(fitted);
        }
        return live.computeIfAbsent(form, none -> LiveOnnxModel.open(model, form));
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
