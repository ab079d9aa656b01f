package keras4j.internal.session;

import java.lang.ref.Cleaner;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import keras4j.code.Program;
import keras4j.data.Batches;
import keras4j.data.DType;
import keras4j.data.Examples;
import keras4j.data.Tensor;
import keras4j.environment.Settings;
import keras4j.internal.event.FlightRecording;
import keras4j.internal.event.LiveModelsEvent;
import keras4j.internal.event.ModelEvent;
import keras4j.internal.event.WorkersEvent;
import keras4j.internal.fitted.FittedModel;
import keras4j.internal.fitted.LibraryVersion;
import keras4j.internal.fitted.ModelOrigin;
import keras4j.internal.fitted.ModelProvenance;
import keras4j.internal.fitted.ModelSignature;
import keras4j.internal.fitted.RowLengths;
import keras4j.internal.python.BackgroundWork;
import keras4j.internal.python.CallListener;
import keras4j.internal.python.CompiledModel;
import keras4j.internal.python.Deadline;
import keras4j.internal.python.Python;
import keras4j.internal.python.Python.Work;
import keras4j.internal.python.PythonArray;
import keras4j.internal.python.PythonReply;
import keras4j.internal.python.PythonRequest;
import keras4j.internal.python.SpareWorkers;
import keras4j.internal.python.StaleHandleException;
import keras4j.internal.python.WorkerCounts;
import keras4j.internal.workflow.DataPreparation;
import keras4j.internal.workflow.WorkflowRows;
import keras4j.model.Backend;
import keras4j.model.Evaluation;
import keras4j.model.TrainingDataFingerprint;
import keras4j.python.PythonException;
import keras4j.python.StoppedException;
import keras4j.session.ProgressListener;
import keras4j.spec.Spec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Session shared by all its views: the connection to Python and the live models. */
public final class Session {
    private static final Logger LOG = LoggerFactory.getLogger("keras4j");
    private static final Cleaner CLEANER = Cleaner.create();
    /** Rows of one call that run before other calls get a turn. */
    static final int TURN = 8_000;

    private final Python python;
    private final LiveModels models;
    private final Settings settings;
    private final SpareWorkers workers = new SpareWorkers();
    private final AtomicInteger restorations = new AtomicInteger();
    private final Runnable sample;
    private volatile boolean closed;

    public Session(Python python, long limit) {
        this(python, limit, Settings.defaults());
    }

    /**
     * Creates a session.
     *
     * @param settings the settings with which worker processes find their Python
     */
    public Session(Python python, long limit, Settings settings) {
        this.python = python;
        this.settings = settings;
        this.models = new LiveModels(limit, id -> python.release(List.of(id)));
        this.sample = () -> {
            LiveModelsEvent.commit(models.count(), models.bytes(), restorations());
            WorkersEvent.commit(python.queueLength(), WorkerCounts.processes(), WorkerCounts.restarts());
        };
        FlightRecording.addSample(sample);
    }

    public Python python() {
        return python;
    }

    public Backend backend() {
        return Backend.valueOf(python.backend().toUpperCase(Locale.ROOT));
    }

    public Settings settings() {
        return settings;
    }

    public LiveModels models() {
        return models;
    }

    /** Returns the idle worker processes of earlier searches. */
    public SpareWorkers workers() {
        return workers;
    }

    /** Returns the number of models restored from bytes. */
    public int restorations() {
        return restorations.get();
    }

    public FittedModel fit(
            Spec spec,
            DataPreparation preparation,
            Examples train,
            @Nullable Examples validation,
            ProgressListener listener,
            Deadline deadline) {
        FitChecks.requireRows(spec, train.rows());
        RowLengths.of(spec)
                .require(preparation.schema().inputs(), train.inputs().values());
        FitCall call = call(spec, preparation);
        return fit(call, call.request("fit", train, validation), fingerprint(train), listener, deadline);
    }

    /** Fits to batches, which are closed at the end. */
    public FittedModel fit(
            Spec spec, Batches train, @Nullable Batches validation, ProgressListener listener, Deadline deadline) {
        requireOpen();
        FitChecks.requireBatches(spec);
        try (BatchSource source = new BatchSource(spec, train, validation)) {
            FitCall call = call(spec, DataPreparation.of(source.schema(deadline)));
            return fit(call, call.request(source), CompletableFuture.completedFuture(null), listener, deadline);
        }
    }

    /** Fits to batches of prepared rows, which are closed at the end. */
    public FittedModel fit(
            Spec spec,
            DataPreparation preparation,
            Batches train,
            @Nullable Batches validation,
            ProgressListener listener,
            Deadline deadline) {
        FitChecks.requireBatches(spec);
        FitCall call = call(spec, preparation);
        try (BatchSource source = new BatchSource(spec, train, validation)) {
            source.schema(deadline);
            return fit(call, call.request(source), CompletableFuture.completedFuture(null), listener, deadline);
        }
    }

    private FitCall call(Spec spec, DataPreparation preparation) {
        requireOpen();
        FitChecks.require(spec, preparation.schema());
        return new FitCall(WorkflowRows.seeded(spec), preparation);
    }

    /** Computes the fingerprint of the rows while Python trains, since large data take a while. */
    static CompletableFuture<@Nullable TrainingDataFingerprint> fingerprint(Examples train) {
        return CompletableFuture.supplyAsync(() -> TrainingDataFingerprint.of(train));
    }

    private FittedModel fit(
            FitCall call,
            PythonRequest request,
            CompletableFuture<@Nullable TrainingDataFingerprint> data,
            ProgressListener listener,
            Deadline deadline) {
        return FlightRecording.of(
                ModelEvent.Fit::new, call.origin().name(), 0, () -> trained(call, request, data, listener, deadline));
    }

    private FittedModel trained(
            FitCall call,
            PythonRequest request,
            CompletableFuture<@Nullable TrainingDataFingerprint> data,
            ProgressListener listener,
            Deadline deadline) {
        FitProgress.interval(request, listener);
        FitProgress progress = new FitProgress(call.origin().name(), listener);
        Supplier<PythonReply> trained = () -> python.call(Work.TRAINING, request, progress, deadline);
        PythonReply reply = withLayerOf(call::program, () -> RowSizes.admitted("Keras.fit", trained));
        return published(reply, call.origin(), call, data, deadline);
    }

    /** Returns the fitted model in a reply; releases the live one if the caller leaves before. */
    FittedModel published(
            PythonReply reply,
            ModelOrigin origin,
            FitCall call,
            CompletableFuture<@Nullable TrainingDataFingerprint> data,
            Deadline deadline) {
        try {
            TrainingDataFingerprint rows =
                    BackgroundWork.await(data, "fit of " + origin.name(), " after its last epoch", deadline);
            FittedModel fitted = call.fitted(origin, reply, provenance(rows));
            publish(fitted, reply);
            return fitted;
        } catch (StoppedException left) {
            python.release(List.of(new ModelReply(reply).id()));
            throw left;
        }
    }

    void publish(FittedModel fitted, PythonReply reply) {
        long id = new ModelReply(reply).id();
        boolean kept = fitted.bytes().isPresent();
        models.put(fitted.key(), live(fitted, id, kept ? LiveModel.size(fitted.model().length) : 0), !kept);
        if (!kept) {
            LOG.warn(
                    "Fitted {}: Keras could not serialise the model ({}). It predicts as long as this session lives,"
                            + " but it can't be saved, sent or restored.",
                    fitted.name(),
                    fitted.bytes().failure());
            String key = fitted.key();
            CLEANER.register(fitted, () -> models.drop(key));
        }
    }

    private LiveModel live(FittedModel fitted, long id, long size) {
        ModelSignature ports = fitted.signature();
        return new LiveModel(id, python.predictor(id, ports.inputs(), ports.outputs()), size);
    }

    /** Returns the outputs for all rows of the inputs. */
    public List<Tensor> predict(FittedModel fitted, List<Tensor> x, Deadline deadline) {
        requireOpen();
        return FlightRecording.of(
                ModelEvent.Prediction::new, fitted.name(), x.get(0).rows(), () -> outputs(fitted, x, deadline));
    }

    private List<Tensor> outputs(FittedModel fitted, List<Tensor> x, Deadline deadline) {
        if (fitted.signature().varies() || fitted.signature().texts()) {
            return VaryingPrediction.of(this, fitted, x, deadline);
        }
        int rows = x.get(0).rows();
        // Memory is allocated by the model's actual output, not by a file's claim.
        withLiveModel(fitted, LiveModel::id, deadline);
        List<Tensor> out = fitted.signature().outputShapes(rows).stream()
                .map(shape -> Tensor.wrap(PythonArray.zeros("float32", shape).memory(), DType.FLOAT32, shape))
                .toList();
        for (int from = 0; from < rows; from += TURN) {
            int to = Math.min(rows, from + TURN);
            part(fitted, slices(x, from, to), slices(out, from, to), deadline);
        }
        return out;
    }

    static List<Tensor> slices(List<Tensor> all, int from, int to) {
        return all.stream().map(each -> each.slice(from, to)).toList();
    }

    private void part(FittedModel fitted, List<Tensor> x, List<Tensor> out, Deadline deadline) {
        withLiveModel(
                fitted,
                live -> {
                    predict(live, x, out, deadline);
                    return out;
                },
                deadline);
    }

    private static void predict(LiveModel live, List<Tensor> x, List<Tensor> out, Deadline deadline) {
        if (x.get(0).rows() <= CompiledModel.MERGED) {
            live.predictor().predict(new RowBatch(x, out), deadline);
        } else {
            live.predictor().predict(ModelArrays.of(x), ModelArrays.of(out), deadline);
        }
    }

    public float[] predict(FittedModel fitted, float[] row, Deadline deadline) {
        requireOpen();
        return FlightRecording.of(ModelEvent.Prediction::new, fitted.name(), 1, () -> outputs(fitted, row, deadline));
    }

    private float[] outputs(FittedModel fitted, float[] row, Deadline deadline) {
        return withLiveModel(
                fitted,
                live -> {
                    float[] out = new float[fitted.signature().outputSize()];
                    live.predictor().predict(new SingleRow(row, fitted.signature(), out), deadline);
                    return out;
                },
                deadline);
    }

    /** Evaluates a model on batches, which are closed at the end. */
    public Evaluation evaluate(FittedModel fitted, Batches batches, Deadline deadline) {
        requireOpen();
        try (BatchSource source = new BatchSource(fitted.name(), fitted, batches, null)) {
            return withLiveModel(
                    fitted,
                    live -> {
                        PythonRequest request = ModelArguments.create()
                                .signature(fitted.schema())
                                .live(live)
                                .request("evaluate_batches", List.of(), source, "evaluation of " + fitted.name());
                        PythonReply reply = python.call(Work.PREDICTION, request, CallListener.NONE, deadline);
                        return new ModelReply(reply).metrics();
                    },
                    deadline);
        }
    }

    public Evaluation evaluate(FittedModel fitted, Examples examples, Deadline deadline) {
        requireOpen();
        fitted.requireLengths(examples.inputs().values());
        List<PythonArray> arrays = ModelArrays.of(examples);
        String what = "evaluation of " + fitted.name();
        return withLiveModel(
                fitted,
                live -> {
                    PythonRequest request = ModelArguments.create()
                            .signature(fitted.schema())
                            .weights(!examples.weights().isEmpty())
                            .live(live)
                            .request("evaluate", arrays, what);
                    PythonReply reply = python.call(Work.PREDICTION, request, CallListener.NONE, deadline);
                    return new ModelReply(reply).metrics();
                },
                deadline);
    }

    /**
     * Calls a function with a live model.
     *
     * @param deadline the end of the wait for its restoration
     */
    public <T> T withLiveModel(FittedModel fitted, Function<LiveModel, T> call, Deadline deadline) {
        try {
            return withLayerOf(
                    fitted::program,
                    () -> models.use(fitted.key(), fitted.name(), () -> restore(fitted), call, deadline));
        } catch (StaleHandleException gone) {
            requireOpen();
            throw gone;
        }
    }

    private LiveModel restore(FittedModel fitted) {
        return FlightRecording.of(ModelEvent.Restoration::new, fitted.name(), 0, () -> restored(fitted));
    }

    private LiveModel restored(FittedModel fitted) {
        ModelReply reply = new ModelRestoration(python).of(fitted);
        restorations.incrementAndGet();
        return live(fitted, reply.id(), LiveModel.size(fitted.model().length));
    }

    /** Runs a call, and adds block and layer to an exception of Python. */
    public static <T> T withLayerOf(Supplier<Program> source, Supplier<T> call) {
        try {
            return call.get();
        } catch (PythonException raised) {
            Program program = source.get();
            Optional<Program.Place> line =
                    raised.line(program.fileName()).stream().boxed().findFirst().flatMap(program::placeAt);
            String layer =
                    raised.layer().or(() -> line.map(Program.Place::layer)).orElse(null);
            if (layer == null) {
                throw raised;
            }
            throw raised.at(
                    line.filter(place -> place.layer().equals(layer))
                            .map(Program.Place::block)
                            .orElse(program.layers().get(layer)),
                    layer);
        }
    }

    ModelProvenance provenance(@Nullable TrainingDataFingerprint data) {
        return ModelProvenance.now(versions(), data);
    }

    private Map<String, String> versions() {
        Map<String, String> versions = new TreeMap<>(python.versions());
        versions.put("keras4j", LibraryVersion.text());
        versions.put("backend", python.backend());
        return versions;
    }

    public void requireOpen() {
        if (closed) {
            throw new IllegalStateException("Keras: this session is closed; open another with Keras.open()");
        }
    }

    public void close() {
        closed = true;
        FlightRecording.removeSample(sample);
        models.close();
        workers.close();
        python.close();
    }
}
