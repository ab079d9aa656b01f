package keras4j.internal.session;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
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
import keras4j.internal.text.Preconditions;
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
 * @param until the deadline of the call that has begun; null before each call
 * @param trust the custom objects that may run
 * @param file the file into which what is fitted is saved; null for none
 */
public record SessionView(
        Session session,
        ProgressListener listener,
        @Nullable Duration within,
        @Nullable Deadline until,
        TrustedSources trust,
        @Nullable Path file) {
    private static final long LIVE_BYTES = Long.getLong("keras4j.live.bytes", 1L << 30);
    private static final ProgressListener NO_LISTENER = new ProgressListener() {};

    /** Returns a view without listener, limit and consent. */
    public static SessionView of(Session session) {
        return new SessionView(session, NO_LISTENER, null, null, TrustedSources.OWN, null);
    }

    /** Opens a session on a backend. */
    public static SessionView open(Backend backend, Settings settings) {
        ArchiveWarmUp.begin();
        Python python =
                Python.open(backend.id(), settings, () -> Catalogue.keras().calls());
        return of(new Session(python, LIVE_BYTES, settings));
    }

    /** Returns a copy with a listener. */
    public SessionView listening(ProgressListener other) {
        return new SessionView(session, other, within, until, trust, file);
    }

    /** Returns a copy with a time limit for each call. */
    public SessionView within(Duration time) {
        Deadline.after(time);
        return new SessionView(session, listener, time, null, trust, file);
    }

    /** Returns a copy with consent to more custom objects. */
    public SessionView trusting(Collection<CustomObject> objects) {
        return new SessionView(session, listener, within, until, trust.and(objects), file);
    }

    /** Returns a copy that saves what it fits. */
    public SessionView saving(Path other) {
        return new SessionView(session, listener, within, until, trust, other);
    }

    /** Runs a fit, and saves the result. The file is checked first. */
    public <T> T saved(Supplier<T> fit, BiConsumer<T, Path> save) {
        if (file != null) {
            CallbackFolders.requireNew("Keras.saving: file", file);
        }
        T fitted = fit.get();
        if (file != null) {
            save.accept(fitted, file);
        }
        return fitted;
    }

    /** Returns a copy for one call that starts now, of which all parts have one deadline. */
    public SessionView begun() {
        return new SessionView(session, listener, within, deadline(), trust, file);
    }

    /** Returns whether all parts of a call have one deadline: the call has begun, or there is no time limit. */
    public boolean hasBegun() {
        return within == null || until != null;
    }

    /** Returns the deadline of the call that has begun, or of one that starts now. */
    public Deadline deadline() {
        Deadline known = until;
        if (known == null) {
            known = within == null ? Deadline.NONE : Deadline.after(within);
        }
        return known;
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
        Deadline deadline = deadline();
        admit(workflow.spec());
        WorkflowRows rows = WorkflowRows.of(workflow, train, validation);
        return rows.unequal()
                ? session.fit(
                        rows.spec(),
                        rows.preparation(),
                        rows.trainBatches(),
                        rows.validationBatches(),
                        listener,
                        deadline)
                : session.fit(rows.spec(), rows.preparation(), rows.train(), rows.validation(), listener, deadline);
    }

    public FittedModel fit(Spec spec, Examples train, @Nullable Examples validation) {
        Preconditions.notNull("Keras", "train", train);
        Objects.requireNonNull(spec, "Keras.fit: spec must be a spec, got null");
        Deadline deadline = deadline();
        admit(spec);
        Examples rows = train.inOrderOf(spec.inputNames(), spec.outputNames());
        Schema schema = Schema.of(rows).varying(spec.varyingShapes());
        Examples checked = schema.examples(rows);
        Examples others = validation == null ? null : schema.examples(validation);
        return session.fit(spec, DataPreparation.of(schema), checked, others, listener, deadline);
    }

    public FittedModel fit(Spec spec, Batches train, @Nullable Batches validation) {
        Preconditions.notNull("Keras", "spec", spec);
        Preconditions.notNull("Keras", "train", train);
        admit(spec);
        return session.fit(spec, train, validation, listener, deadline());
    }

    public FittedModel fit(FineTuning tuning, FittedModel model, Examples train, @Nullable Examples validation) {
        Preconditions.notNull("Keras", "tuning", tuning);
        Preconditions.notNull("Keras", "train", train);
        trust.admit(tuning.name(), tuning.customObjects());
        Schema schema = admitted(model).schema();
        model.requireLengths(train.inputs().values());
        Examples others = validation == null ? null : schema.examples(validation);
        return operations().fit(tuning, model, schema.examples(train), others, listener);
    }

    public FittedModel fit(FineTuning tuning, FittedModel model, Batches train, @Nullable Batches validation) {
        Preconditions.notNull("Keras", "tuning", tuning);
        Preconditions.notNull("Keras", "train", train);
        trust.admit(tuning.name(), tuning.customObjects());
        return operations().fit(tuning, admitted(model), train, validation, listener);
    }

    /** Fits a workflow once for each fold, and calibrates each model on the held-out rows. */
    public ConformalModel conformal(Workflow workflow, DataFrame train, Resampling folds) {
        Folds drawn = folds.of(train);
        ConformalCalibration.require(drawn, train.height());
        ConformalCalibration calibration = new ConformalCalibration();
        SessionView once = begun();
        int done = 0;
        for (RowSplit split : drawn.splits()) {
            listener.onStage("fold", done, drawn.size());
            done++;
            FittedModel model = once.fit(workflow, split.analysis(train), null);
            Examples rows = model.preparation().examples(split.assessment(train));
            calibration.add(model, once.outputs(model, List.copyOf(rows.inputs().values())), rows);
        }
        listener.onStage("fold", done, drawn.size());
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
        Preconditions.notNull("Keras", "frame", frame);
        FittedModel known = compiled(model);
        List<Examples> groups = model.preparation().groups(frame);
        return groups.size() == 1
                ? session.evaluate(known, groups.get(0), deadline())
                : session.evaluate(known, WorkflowRows.batches(groups, Map.of(), null), deadline());
    }

    public Evaluation evaluate(FittedModel model, Examples examples) {
        return session.evaluate(compiled(model), model.schema().examples(examples), deadline());
    }

    public Evaluation evaluate(FittedModel model, Batches batches) {
        Preconditions.notNull("Keras", "batches", batches);
        return session.evaluate(compiled(model), batches, deadline());
    }

    private FittedModel compiled(FittedModel model) {
        if (!model.origin().compiled()) {
            throw new IllegalStateException(
                    "Fitted " + model.name()
                            + ": there is no loss to evaluate by, because the model is not compiled; a FineTuning with a loss compiles it");
        }
        return admitted(model);
    }

    public FittedModel load(KerasFile file) {
        trust.admit(file.name(), file.customObjects());
        String stage = "load " + file.name();
        listener.onStage(stage, 0, 1);
        FittedModel loaded = operations().load(file);
        listener.onStage(stage, 1, 1);
        return loaded;
    }

    public Network network(FittedModel model) {
        return operations().network(admitted(model));
    }

    public byte[] plot(FittedModel model) {
        return operations().plot(admitted(model));
    }

    public FittedModel withWeights(FittedModel model, String layer, List<Tensor> weights) {
        ModelOperations operations = operations();
        operations.network(admitted(model)).layer(layer).require(weights);
        return operations.withWeights(model, layer, weights);
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

    /** Returns a copy of a model with a form that ONNX Runtime computes. */
    public FittedModel withOnnx(FittedModel model) {
        session.requireOpen();
        admitted(model).model();
        return OnnxExport.of(session, model, deadline());
    }

    public FittedModel withPreprocessingLayers(FittedModel model) {
        return operations().withPreprocessingLayers(admitted(model));
    }
}
