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
import keras4j.archive.ArchiveException;
import keras4j.archive.ValidationRule;
import keras4j.code.Program;
import keras4j.data.Batches;
import keras4j.data.DType;
import keras4j.data.Examples;
import keras4j.data.Tensor;
import keras4j.environment.Settings;
import keras4j.internal.fitted.FittedModel;
import keras4j.internal.fitted.LibraryVersion;
import keras4j.internal.fitted.ModelProvenance;
import keras4j.internal.fitted.ModelSignature;
import keras4j.internal.python.CallListener;
import keras4j.internal.python.CompiledModel;
import keras4j.internal.python.Deadline;
import keras4j.internal.python.Python;
import keras4j.internal.python.Python.Work;
import keras4j.internal.python.PythonArray;
import keras4j.internal.python.PythonReply;
import keras4j.internal.python.PythonRequest;
import keras4j.internal.python.StaleHandleException;
import keras4j.internal.workflow.DataPreparation;
import keras4j.internal.workflow.WorkflowRows;
import keras4j.model.Backend;
import keras4j.model.Evaluation;
import keras4j.model.TrainingDataFingerprint;
import keras4j.python.PythonException;
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
    private final AtomicInteger restorations = new AtomicInteger();
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
        FitProgress.interval(request, listener);
        PythonReply reply = withLayerOf(
                call::program, () -> python.call(Work.TRAINING, request, new FitProgress(listener), deadline));
        FittedModel fitted = call.fitted(call.origin(), reply, provenance(data.join()));
        publish(fitted, reply);
        return fitted;
    }

    void publish(FittedModel fitted, PythonReply reply) {
        long id = new ModelReply(reply).id();
        boolean kept = fitted.bytes().isPresent();
        models.put(fitted.key(), live(fitted, id, kept ? fitted.model().length : 0), !kept);
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
        int rows = x.get(0).rows();
        // Memory is allocated by the model's actual output, not by a file's claim.
        withLiveModel(fitted, LiveModel::id);
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
        withLiveModel(fitted, live -> {
            if (x.get(0).rows() <= CompiledModel.MERGED) {
                live.predictor().predict(new RowBatch(x, out), deadline);
            } else {
                live.predictor().predict(ModelArrays.of(x), ModelArrays.of(out), deadline);
            }
            return out;
        });
    }

    public float[] predict(FittedModel fitted, float[] row, Deadline deadline) {
        requireOpen();
        return withLiveModel(fitted, live -> {
            float[] out = new float[fitted.signature().outputSize()];
            live.predictor().predict(new SingleRow(row, fitted.signature(), out), deadline);
            return out;
        });
    }

    public Evaluation evaluate(FittedModel fitted, Examples examples, Deadline deadline) {
        requireOpen();
        List<PythonArray> arrays = ModelArrays.of(examples);
        String what = "evaluation of " + fitted.name();
        return withLiveModel(fitted, live -> {
            PythonRequest request = ModelArguments.create()
                    .signature(fitted.schema())
                    .weights(!examples.weights().isEmpty())
                    .live(live)
                    .request("evaluate", arrays, what);
            PythonReply reply = python.call(Work.PREDICTION, request, CallListener.NONE, deadline);
            return new ModelReply(reply).metrics();
        });
    }

    public <T> T withLiveModel(FittedModel fitted, Function<LiveModel, T> call) {
        try {
            return withLayerOf(fitted::program, () -> models.use(fitted.key(), () -> restore(fitted), call));
        } catch (StaleHandleException gone) {
            requireOpen();
            throw gone;
        }
    }

    private LiveModel restore(FittedModel fitted) {
        PythonRequest request = ModelArguments.create()
                .signature(fitted.schema())
                .customs(fitted.customObjects())
                .request("restore", List.of(ModelArrays.of(fitted)), "restoration of " + fitted.name());
        ModelReply reply = new ModelReply(LoadFailures.of(
                "Fitted " + fitted.name(),
                () -> python.call(Work.PREDICTION, request, CallListener.NONE, Deadline.NONE)));
        restorations.incrementAndGet();
        requireOutputs(fitted, reply.outputs(), reply.id());
        return live(fitted, reply.id(), fitted.model().length);
    }

    /** Checks the output shapes against the live model: a file may claim anything. */
    private void requireOutputs(FittedModel fitted, List<List<Integer>> given, long id) {
        if (!given.equals(fitted.outputs())) {
            python.release(List.of(id));
            throw new ArchiveException(
                    ValidationRule.ARCHIVE_CONTENT,
                    "Fitted " + fitted.name() + ": outputs must have the shapes that the model gives, " + given
                            + ", got " + fitted.outputs());
        }
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
        models.close();
        python.close();
    }
}
