package keras4j.internal.session;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import keras4j.data.Batches;
import keras4j.data.Examples;
import keras4j.data.Schema;
import keras4j.data.Tensor;
import keras4j.environment.Settings;
import keras4j.expr.CustomObject;
import keras4j.fitted.KerasFile;
import keras4j.internal.catalogue.Catalogue;
import keras4j.internal.explain.ConformalCalibration;
import keras4j.internal.fitted.ConformalModel;
import keras4j.internal.fitted.FittedModel;
import keras4j.internal.python.Deadline;
import keras4j.internal.python.Python;
import keras4j.internal.workflow.DataPreparation;
import keras4j.internal.workflow.WorkflowRows;
import keras4j.model.Backend;
import keras4j.model.Evaluation;
import keras4j.model.Network;
import keras4j.model.QuantizationMode;
import keras4j.model.Samples;
import keras4j.resample.Folds;
import keras4j.resample.Resampling;
import keras4j.resample.RowSplit;
import keras4j.session.ProgressListener;
import keras4j.spec.FineTuning;
import keras4j.spec.Spec;
import keras4j.workflow.Workflow;
import org.dflib.DataFrame;
import org.jspecify.annotations.Nullable;

/**
 * View of a session for one caller, with a listener, a time limit and consent to custom objects. Every operation checks
 * the consent first.
 *
 * @param session the shared session
 * @param listener the listener to fits and searches
 * @param within the time limit of one call; null for none
 * @param trust the custom objects that may run
 */
public record SessionView(
        Session session,
        ProgressListener listener,
        @Nullable Duration within,
        TrustedSources trust) {
    private static final long LIVE_BYTES = Long.getLong("keras4j.live.bytes", 1L << 30);
    private static final ProgressListener NO_LISTENER = new ProgressListener() {};

    /** Returns a view without listener, limit and consent. */
    public static SessionView of(Session session) {
        return new SessionView(session, NO_LISTENER, null, TrustedSources.OWN);
    }

    /** Opens a session on a backend. */
    public static SessionView open(Backend backend, Settings settings) {
        Python python =
                Python.open(backend.id(), settings, () -> Catalogue.keras().calls());
        return of(new Session(python, LIVE_BYTES, settings));
    }

    /** Returns a copy with a listener. */
    public SessionView listening(ProgressListener other) {
        return new SessionView(session, other, within, trust);
    }

    /** Returns a copy with a time limit for each call. */
    public SessionView within(Duration time) {
        Deadline.after(time);
        return new SessionView(session, listener, time, trust);
    }

    /** Returns a copy with consent to more custom objects. */
    public SessionView trusting(Collection<CustomObject> objects) {
        return new SessionView(session, listener, within, trust.and(objects));
    }

    /** Returns the deadline of a call that starts now. */
    public Deadline deadline() {
        return within == null ? Deadline.NONE : Deadline.after(within);
    }

    /** Checks the consent to a spec's custom objects. */
    public void admit(Spec spec) {
        trust.admit(spec.name(), spec.customObjects());
    }

    private FittedModel admitted(FittedModel model) {
        trust.admit(model.name(), model.customObjects());
        return model;
    }

    private ModelOperations operations() {
        session.requireOpen();
        return new ModelOperations(session, deadline());
    }

    public FittedModel fit(Workflow workflow, DataFrame train, @Nullable DataFrame validation) {
        Objects.requireNonNull(workflow, "Keras.fit: workflow must be a workflow, got null");
        Objects.requireNonNull(train, "Keras.fit: train must be a frame, got null");
        admit(workflow.spec());
        WorkflowRows rows = WorkflowRows.of(workflow, train, validation);
        return session.fit(rows.spec(), rows.preparation(), rows.train(), rows.validation(), listener, deadline());
    }

    public FittedModel fit(Spec spec, Examples train, @Nullable Examples validation) {
        Objects.requireNonNull(spec, "Keras.fit: spec must be a spec, got null");
        admit(spec);
        Examples rows = train.inOrderOf(spec.inputNames(), spec.outputNames());
        Schema schema = Schema.of(rows);
        Examples checked = schema.examples(rows);
        Examples others = validation == null ? null : schema.examples(validation);
        return session.fit(spec, DataPreparation.of(schema), checked, others, listener, deadline());
    }

    public FittedModel fit(Spec spec, Batches train, @Nullable Batches validation) {
        admit(spec);
        return session.fit(spec, train, validation, listener, deadline());
    }

    public FittedModel fit(FineTuning tuning, FittedModel model, Examples train, @Nullable Examples validation) {
        trust.admit(tuning.name(), tuning.customObjects());
        Schema schema = admitted(model).schema();
        Examples others = validation == null ? null : schema.examples(validation);
        return operations().fit(tuning, model, schema.examples(train), others, listener);
    }

    /** Fits a workflow once for each fold, and calibrates each model on the held-out rows. */
    public ConformalModel conformal(Workflow workflow, DataFrame train, Resampling folds) {
        Folds drawn = folds.of(train);
        ConformalCalibration.require(drawn, train.height());
        ConformalCalibration calibration = new ConformalCalibration();
        for (RowSplit split : drawn.splits()) {
            FittedModel model = fit(workflow, split.analysis(train), null);
            Examples rows = model.preparation().examples(split.assessment(train));
            calibration.add(model, outputs(model, List.copyOf(rows.inputs().values())), rows);
        }
        return calibration.conformal();
    }

    public List<Tensor> outputs(FittedModel model, List<Tensor> x) {
        return session.predict(admitted(model), x, deadline());
    }

    public List<Tensor> outputsWithVariance(FittedModel model, List<Tensor> x) {
        return LaplaceCall.spread(session, admitted(model), x, deadline());
    }

    public float[] predict(FittedModel model, float[] row) {
        Objects.requireNonNull(row, "Keras.predict: row must be numbers, got null");
        admitted(model).signature().requireRow(row);
        return session.predict(model, row, deadline());
    }

    public Evaluation evaluate(FittedModel model, DataFrame frame) {
        return session.evaluate(compiled(model), model.preparation().examples(frame), deadline());
    }

    public Evaluation evaluate(FittedModel model, Examples examples) {
        return session.evaluate(compiled(model), model.schema().examples(examples), deadline());
    }

    private FittedModel compiled(FittedModel model) {
        if (!model.origin().compiled()) {
            throw new IllegalStateException("Fitted " + model.name()
                    + ": there is no loss to evaluate by, because the model was saved without being compiled");
        }
        return admitted(model);
    }

    public FittedModel load(KerasFile file) {
        trust.admit(file.name(), file.customObjects());
        return operations().load(file);
    }

    public Network network(FittedModel model) {
        return operations().network(admitted(model));
    }

    public byte[] plot(FittedModel model) {
        return operations().plot(admitted(model));
    }

    public FittedModel withWeights(FittedModel model, String layer, List<Tensor> weights) {
        network(model).layer(layer).require(weights);
        return operations().withWeights(model, layer, weights);
    }

    /** Returns a copy of a model with rows and its predictions for them. */
    public FittedModel withSamples(FittedModel model, List<Tensor> x) {
        admitted(model).model();
        // A copy: a view would keep all rows in memory.
        List<Tensor> rows = x.stream()
                .map(each -> each.take(IntStream.range(0, each.rows()).toArray()))
                .toList();
        return model.with(new Samples(rows, session.predict(model, rows, deadline())));
    }

    public FittedModel quantized(FittedModel model, QuantizationMode mode) {
        return operations().quantized(admitted(model), mode);
    }

    public FittedModel withPreprocessingLayers(FittedModel model) {
        return operations().withPreprocessingLayers(admitted(model));
    }
}
