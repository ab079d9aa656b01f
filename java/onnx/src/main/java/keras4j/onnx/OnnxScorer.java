package keras4j.onnx;

import java.lang.ref.Cleaner;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import keras4j.data.Tensor;
import keras4j.fitted.Fitted;
import keras4j.internal.event.FlightRecording;
import keras4j.internal.event.ModelEvent;
import keras4j.internal.fitted.FittedModel;
import keras4j.internal.fitted.PublicFaces;
import keras4j.internal.interval.Laplace;
import keras4j.internal.onnx.OnnxSignature;
import keras4j.internal.text.Preconditions;
import keras4j.scoring.Scorer;

/**
 * Scorer that computes outputs with ONNX Runtime, without Python: by the form that {@code keras.withOnnx} added to a
 * fitted model. Predictions, intervals and explanations are those of Keras within 1e-6 and
 * 1e-4 of each number.
 *
 * <p>Any number of threads may use it. Rows of concurrent callers are computed together. A model is prepared at its
 * first use and stays so until {@link #release} or {@link #close}.
 */
public final class OnnxScorer implements Scorer, AutoCloseable {
    private static final Cleaner CLEANER = Cleaner.create();

    private final LiveOnnxModels models;
    private final Cleaner.Cleanable cleanable;

    private OnnxScorer(BiConsumer<Fitted, LiveOnnxModel> check) {
        this.models = new LiveOnnxModels(check);
        this.cleanable = CLEANER.register(this, models::close);
    }

    /** {@return a new scorer} */
    public static OnnxScorer open() {
        return new OnnxScorer((fitted, opened) -> {});
    }

    /**
     * Opens a scorer that compares each form with Keras before its first use, as {@link #verify} does. A form that differs
     * is never used: the call throws a {@link keras4j.explain.VerificationException}.
     *
     * @param keras a session with Keras, open as long as forms are used for the first time
     * @return a new scorer
     */
    public static OnnxScorer open(Scorer keras) {
        Preconditions.notNull("OnnxScorer", "keras", keras);
        return new OnnxScorer((fitted, opened) -> {
            FittedModel model = content(fitted);
            FormVerification.of(fitted, model, x -> outputs(model, opened, x), keras);
        });
    }

    @Override
    public List<Tensor> outputs(Fitted fitted, List<Tensor> x) {
        FittedModel model = content(fitted);
        requireInputs(x);
        return FlightRecording.of(
                ModelEvent.Prediction::new,
                model.name(),
                x.get(0).rows(),
                () -> outputs(model, models.use(fitted, model), x));
    }

    private static List<Tensor> outputs(FittedModel model, LiveOnnxModel live, List<Tensor> x) {
        return live.outputs(x, model.onnxSignature().outputs(), model.outputs());
    }

    private static void requireInputs(List<Tensor> x) {
        Preconditions.notEmpty(
                "OnnxScorer", "x", Preconditions.items("OnnxScorer", "x", x).size());
    }

    @Override
    public List<Tensor> outputsWithVariance(Fitted fitted, List<Tensor> x) {
        FittedModel model = content(fitted);
        requireInputs(x);
        if (model.posterior().isEmpty()) {
            throw new IllegalArgumentException("OnnxScorer.intervals: " + model.name()
                    + " must have been fitted with laplace, got one without; fit spec.laplace(), or use conformal");
        }
        List<String> names = new ArrayList<>();
        List<List<Integer>> shapes = new ArrayList<>();
        OnnxSignature signature = model.onnxSignature();
        for (int at = 0; at < model.posterior().size(); at++) {
            Laplace posterior = model.posterior().get(at);
            String logits = signature.logits().get(at);
            names.add(logits.isEmpty() ? signature.outputs().get(at) : logits);
            shapes.add(List.of(posterior.units()));
            names.add(signature.features().get(at));
            shapes.add(List.of(posterior.curvature().size() - 1));
        }
        return withVariance(model, models.use(fitted, model).outputs(x, names, shapes));
    }

    /** Returns centres and variances from centres and features. */
    private static List<Tensor> withVariance(FittedModel model, List<Tensor> computed) {
        List<Tensor> results = new ArrayList<>();
        for (int at = 0; at < model.posterior().size(); at++) {
            results.add(computed.get(2 * at));
            results.add(LaplaceVariance.of(model.posterior().get(at), computed.get(2 * at + 1)));
        }
        return results;
    }

    @Override
    public float[] predict(Fitted fitted, float... row) {
        FittedModel model = content(fitted);
        Objects.requireNonNull(row, "OnnxScorer.predict: row must be numbers, got null");
        model.signature().requireRow(row);
        return FlightRecording.of(ModelEvent.Prediction::new, model.name(), 1, () -> models.use(fitted, model)
                .predict(row));
    }

    /**
     * Compares the form of a model with Keras itself, on random rows and the model's samples. An unsigned form is only as
     * true as its origin; this tells whether it is that of its model.
     *
     * @param fitted the model
     * @param keras a session with Keras, or another scorer to compare with
     * @return the greatest difference
     * @throws keras4j.explain.VerificationException if a number differs by more than the tolerance
     */
    public double verify(Fitted fitted, Scorer keras) {
        Preconditions.notNull("OnnxScorer", "keras", keras);
        return FormVerification.of(fitted, content(fitted), x -> outputs(fitted, x), keras);
    }

    /**
     * Frees the memory of a model's form; the next use prepares it again.
     *
     * @param fitted the model
     */
    @Override
    public void release(Fitted fitted) {
        models.release(content(fitted));
    }

    /** Frees the memory of all models, after the calls that run have ended. */
    @Override
    public void close() {
        cleanable.clean();
    }

    @Override
    public String toString() {
        return "OnnxScorer, " + models.count() + " live models";
    }

    private static FittedModel content(Fitted fitted) {
        Objects.requireNonNull(fitted, "OnnxScorer: fitted must be a fitted model, got null");
        return PublicFaces.open(fitted, FittedModel.class);
    }
}
