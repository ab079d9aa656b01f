package keras4j;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
import keras4j.archive.Rule;
import keras4j.code.Program;
import keras4j.data.Batches;
import keras4j.data.DType;
import keras4j.data.Examples;
import keras4j.data.Outcome;
import keras4j.data.Schema;
import keras4j.data.Tensor;
import keras4j.expr.Expr;
import keras4j.python.Array;
import keras4j.python.Deadline;
import keras4j.python.GoneException;
import keras4j.python.Predictor;
import keras4j.python.Python;
import keras4j.python.Python.Work;
import keras4j.python.PythonException;
import keras4j.python.Reply;
import keras4j.python.Request;
import keras4j.python.Settings;
import keras4j.python.Watch;
import keras4j.spec.Block;
import keras4j.spec.Mode;
import keras4j.spec.Spec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What all views of one open session share: the way to Python and the live models. */
final class Session {
    private static final Logger LOG = LoggerFactory.getLogger(Keras.class);
    private static final Cleaner CLEANER = Cleaner.create();
    /** Rows of one call that run before the rows of others get a turn. */
    static final int TURN = 8_000;

    private final Python python;
    private final LiveModels models;
    private final Settings settings;
    private final AtomicInteger restorations = new AtomicInteger();
    private volatile boolean closed;

    Session(Python python, long limit) {
        this(python, limit, Settings.defaults());
    }

    /** @param settings where worker processes get their Python from */
    Session(Python python, long limit, Settings settings) {
        this.python = python;
        this.settings = settings;
        this.models = new LiveModels(limit, id -> python.release(List.of(id)));
    }

    Python python() {
        return python;
    }

    Backend backend() {
        return Backend.valueOf(python.backend().toUpperCase(Locale.ROOT));
    }

    Settings settings() {
        return settings;
    }

    LiveModels models() {
        return models;
    }

    /** How often a model was restored from its bytes. */
    int restorations() {
        return restorations.get();
    }

    Fitted fit(
            Spec spec,
            Preparation preparation,
            Examples train,
            @Nullable Examples validation,
            ProgressListener listener,
            Deadline deadline) {
        Course.requireRows(spec, train.rows());
        FitCall call = call(spec, preparation);
        return fit(call, call.request("fit", train, validation), told(train), listener, deadline);
    }

    /** Fits to batches, which are closed when it is over. */
    Fitted fit(Spec spec, Batches train, @Nullable Batches validation, ProgressListener listener, Deadline deadline) {
        requireOpen();
        requireNoSplit(spec);
        LaplaceCall.requireRows(spec);
        try (BatchSource source = new BatchSource(spec, train, validation)) {
            FitCall call = call(spec, Preparation.of(source.schema(deadline)));
            return fit(call, call.request(source), CompletableFuture.completedFuture(null), listener, deadline);
        }
    }

    private FitCall call(Spec spec, Preparation preparation) {
        requireOpen();
        requireModes(spec.requireClosed(), preparation.schema());
        LaplaceCall.require(spec, preparation.schema());
        Course.requireEpochs(spec);
        Pretrained.require(spec);
        CallbackFolders.check(spec.name(), spec.settings());
        return new FitCall(WorkflowRows.seeded(spec), preparation);
    }

    /** Looks at the rows while Python trains: of large data that takes a while. */
    static CompletableFuture<@Nullable TrainingRows> told(Examples train) {
        return CompletableFuture.supplyAsync(() -> TrainingRows.of(train));
    }

    private Fitted fit(
            FitCall call,
            Request request,
            CompletableFuture<@Nullable TrainingRows> data,
            ProgressListener listener,
            Deadline deadline) {
        Progress.interval(request, listener);
        Reply reply =
                located(call::program, () -> python.call(Work.TRAINING, request, new Progress(listener), deadline));
        Fitted fitted = call.fitted(call.origin(), reply, provenance(data.join()));
        publish(fitted, reply);
        return fitted;
    }

    void publish(Fitted fitted, Reply reply) {
        long id = reply.value().path("model").asLong();
        boolean kept = fitted.whyNoBytes().isEmpty();
        models.put(fitted.key(), live(fitted, id, kept ? fitted.model().length : 0), !kept);
        if (!kept) {
            LOG.warn(
                    "Fitted {}: Keras could not serialise the model ({}). It predicts as long as this session lives, but it"
                            + " can't be saved, sent or restored.",
                    fitted.name(),
                    fitted.whyNoBytes().orElse(""));
            String key = fitted.key();
            CLEANER.register(fitted, () -> models.drop(key));
        }
    }

    private LiveModel live(Fitted fitted, long id, long size) {
        Ports ports = fitted.ports();
        return new LiveModel(id, python.predictor(id, ports.inputs(), ports.outputs()), size);
    }

    /** What each output gives for all rows of the inputs. */
    List<Tensor> predict(Fitted fitted, List<Tensor> x, Deadline deadline) {
        requireOpen();
        int rows = x.get(0).rows();
        // Room is made for what the model gives, not for what a file says.
        use(fitted, LiveModel::id);
        List<Tensor> out = fitted.ports().outputShapes(rows).stream()
                .map(shape -> Tensor.wrap(Array.zeros("float32", shape).memory(), DType.FLOAT32, shape))
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

    private void part(Fitted fitted, List<Tensor> x, List<Tensor> out, Deadline deadline) {
        use(fitted, live -> {
            if (x.get(0).rows() <= Predictor.MERGED) {
                live.predictor().predict(new TensorRows(x, out), deadline);
            } else {
                live.predictor().predict(FitCall.arrays(x), FitCall.arrays(out), deadline);
            }
            return out;
        });
    }

    float[] predict(Fitted fitted, float[] row, Deadline deadline) {
        requireOpen();
        return use(fitted, live -> {
            float[] out = new float[fitted.ports().outputSize()];
            live.predictor().predict(new OneRow(row, fitted.ports(), out), deadline);
            return out;
        });
    }

    Evaluation evaluate(Fitted fitted, Examples examples, Deadline deadline) {
        requireOpen();
        ObjectNode arguments = FitCall.ports(Request.empty(), fitted.schema())
                .put("weights", !examples.weights().isEmpty());
        List<Array> arrays = FitCall.arrays(examples);
        String what = "evaluation of " + fitted.name();
        return use(fitted, live -> {
            Request request = new Request("evaluate", arguments.deepCopy().put("model", live.id()), arrays, what);
            Reply reply = python.call(Work.PREDICTION, request, Watch.NONE, deadline);
            Map<String, Double> metrics = new java.util.LinkedHashMap<>();
            reply.value()
                    .path("metrics")
                    .properties()
                    .forEach(metric ->
                            metrics.put(metric.getKey(), metric.getValue().asDouble()));
            return Evaluation.of(metrics);
        });
    }

    <T> T use(Fitted fitted, Function<LiveModel, T> call) {
        try {
            return located(fitted::program, () -> models.use(fitted.key(), () -> restore(fitted), call));
        } catch (GoneException gone) {
            requireOpen();
            throw gone;
        }
    }

    private LiveModel restore(Fitted fitted) {
        ObjectNode arguments = FitCall.ports(Request.empty(), fitted.schema());
        FitCall.customs(arguments, fitted.customObjects());
        Request request =
                new Request("restore", arguments, List.of(FitCall.model(fitted)), "restoration of " + fitted.name());
        Reply reply = Loading.of(
                "Fitted " + fitted.name(), () -> python.call(Work.PREDICTION, request, Watch.NONE, Deadline.NONE));
        restorations.incrementAndGet();
        long id = reply.value().path("model").asLong();
        requireOutputs(fitted, FitCall.outputs(reply.value().path("outputs")), id);
        return live(fitted, id, fitted.model().length);
    }

    /** A file may say of its model what it likes; only Keras knows what comes out. */
    private void requireOutputs(Fitted fitted, List<List<Integer>> given, long id) {
        if (!given.equals(fitted.outputs())) {
            python.release(List.of(id));
            throw new ArchiveException(
                    Rule.ARCHIVE_CONTENT,
                    "Fitted " + fitted.name() + ": outputs must have the shapes that the model gives, " + given
                            + ", got " + fitted.outputs());
        }
    }

    /** Names the block and the layer that an exception of Python came from. */
    static <T> T located(Supplier<Program> source, Supplier<T> call) {
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

    Provenance provenance(@Nullable TrainingRows data) {
        return Provenance.now(versions(), data);
    }

    private Map<String, String> versions() {
        Map<String, String> versions = new TreeMap<>(python.versions());
        versions.put("keras4j", Version.text());
        versions.put("backend", python.backend());
        return versions;
    }

    private static void requireModes(Spec spec, Schema schema) {
        List<Block> outputs = spec.outputs();
        for (int at = 0; at < outputs.size(); at++) {
            Outcome outcome = schema.outcomes().get(at);
            if ((spec.mode(outputs.get(at)) == Mode.CLASSIFIER) != outcome.classifies()) {
                String subject = outputs.size() == 1 ? spec.name() : spec.name() + "'s " + outcome.name();
                throw new IllegalArgumentException("Keras.fit: the outcome of " + subject + ", a "
                        + (outcome.classifies()
                                ? "regressor, must be numbers, got classes"
                                : "classifier, must be classes, got numbers"));
            }
        }
    }

    private static void requireNoSplit(Spec spec) {
        Expr part = spec.settings().get("fit_validation_split");
        if (part != null) {
            throw new IllegalArgumentException(spec.name()
                    + ": fit_validation_split must be left out where rows come in batches, which can't be split, got "
                    + part);
        }
    }

    void requireOpen() {
        if (closed) {
            throw new IllegalStateException("Keras: this session is closed; open another with Keras.open()");
        }
    }

    void close() {
        closed = true;
        models.close();
        python.close();
    }
}
