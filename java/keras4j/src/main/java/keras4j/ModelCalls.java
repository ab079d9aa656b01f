package keras4j;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import keras4j.data.Batches;
import keras4j.data.Examples;
import keras4j.data.Tensor;
import keras4j.fitted.Fitted;
import keras4j.fitted.KerasFile;
import keras4j.fitted.QuantizationResult;
import keras4j.internal.fitted.FittedModel;
import keras4j.internal.fitted.PublicFaces;
import keras4j.internal.prediction.ZeroRows;
import keras4j.internal.python.BackgroundWork;
import keras4j.internal.session.SessionView;
import keras4j.internal.text.Preconditions;
import keras4j.model.Evaluation;
import keras4j.model.Network;
import keras4j.model.QuantizationMode;
import keras4j.scoring.Scorer;
import org.dflib.DataFrame;

/** Calls of a session on fitted models, which {@link Keras} inherits: it predicts, evaluates and changes them. */
abstract class ModelCalls implements Scorer, ModelEditor {
    final SessionView view;

    ModelCalls(SessionView view) {
        this.view = view;
    }

    /** Returns a view for one call that starts now: several predictions have one deadline. */
    abstract ModelCalls begun();

    @Override
    public List<Tensor> outputs(Fitted fitted, List<Tensor> x) {
        Preconditions.notEmpty(
                "Keras", "x", Preconditions.items("Keras", "x", x).size());
        return view.outputs(content(fitted), x);
    }

    @Override
    public List<Tensor> outputsWithVariance(Fitted fitted, List<Tensor> x) {
        Preconditions.notEmpty(
                "Keras", "x", Preconditions.items("Keras", "x", x).size());
        return view.outputsWithVariance(content(fitted), x);
    }

    @Override
    public float[] predict(Fitted fitted, float... row) {
        return view.predict(content(fitted), row);
    }

    /**
     * Makes a model ready for its first prediction, in the background: it is restored, and what predicts one row is
     * compiled. A prediction in the meantime waits for it.
     *
     * @param fitted the model
     * @return the end of the work; it fails as a prediction would
     */
    public CompletableFuture<Void> warm(Fitted fitted) {
        List<Tensor> row = ZeroRows.of(content(fitted).schema(), 1);
        return BackgroundWork.start("keras4j-warm", () -> outputs(fitted, row)).thenApply(zeros -> null);
    }

    @Override
    public Fitted load(KerasFile file) {
        Preconditions.notNull("Keras", "file", file);
        return face(view.load(file));
    }

    @Override
    public Evaluation evaluate(Fitted fitted, DataFrame frame) {
        return view.evaluate(content(fitted), frame);
    }

    @Override
    public Evaluation evaluate(Fitted fitted, Examples examples) {
        return view.evaluate(content(fitted), examples);
    }

    @Override
    public Evaluation evaluate(Fitted fitted, Batches batches) {
        return view.evaluate(content(fitted), batches);
    }

    @Override
    public Network network(Fitted fitted) {
        return view.network(content(fitted));
    }

    @Override
    public byte[] plotModel(Fitted fitted) {
        return view.plot(content(fitted));
    }

    @Override
    public Fitted withWeights(Fitted fitted, String layer, List<Tensor> weights) {
        return face(view.withWeights(content(fitted), layer, weights));
    }

    @Override
    public Fitted withSamples(Fitted fitted, DataFrame rows) {
        return face(
                view.withSamples(content(fitted), content(fitted).preparation().x(rows)));
    }

    @Override
    public Fitted withSamples(Fitted fitted, Map<String, Tensor> x) {
        return face(view.withSamples(content(fitted), content(fitted).schema().x(x)));
    }

    @Override
    public QuantizationResult quantize(Fitted fitted, QuantizationMode mode, Map<String, Tensor> x) {
        Preconditions.notNull("Keras", "mode", mode);
        ModelCalls once = begun();
        Fitted quantized = face(once.view.quantized(content(fitted), mode));
        return QuantizationResult.of(fitted, once.predict(fitted, x), quantized, once.predict(quantized, x));
    }

    @Override
    public Fitted withOnnx(Fitted fitted) {
        return face(view.withOnnx(content(fitted)));
    }

    @Override
    public Fitted withPreprocessingLayers(Fitted fitted) {
        return face(view.withPreprocessingLayers(content(fitted)));
    }

    /**
     * Drops the live model of a fitted model, to free its memory; the next use restores it.
     *
     * @param fitted the model
     */
    @Override
    public void release(Fitted fitted) {
        view.session().models().drop(content(fitted).key());
    }

    static FittedModel content(Fitted fitted) {
        Objects.requireNonNull(fitted, "Keras: fitted must be a fitted model, got null");
        return PublicFaces.open(fitted, FittedModel.class);
    }

    static Fitted face(FittedModel model) {
        return PublicFaces.close(Fitted.class, model);
    }
}
