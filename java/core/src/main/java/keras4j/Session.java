package keras4j;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.ref.Cleaner;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import keras4j.code.Program;
import keras4j.data.Examples;
import keras4j.data.Schema;
import keras4j.data.Tensor;
import keras4j.python.Array;
import keras4j.python.Deadline;
import keras4j.python.Python;
import keras4j.python.Python.Work;
import keras4j.python.PythonException;
import keras4j.python.Reply;
import keras4j.python.Request;
import keras4j.python.Watch;
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
    private static final int TURN = 8_000;

    private final Python python;
    private final LiveModels models;
    private final AtomicInteger restorations = new AtomicInteger();
    private volatile boolean closed;

    Session(Python python, long limit) {
        this.python = python;
        this.models = new LiveModels(limit, id -> python.release(List.of(id)));
    }

    Python python() {
        return python;
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
            Schema schema,
            Examples train,
            @Nullable Examples validation,
            ProgressListener listener,
            Deadline deadline) {
        requireOpen();
        requireMode(spec, schema);
        Spec seeded = spec.seed() != null
                ? spec
                : spec.seed(ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE));
        FitCall call = new FitCall(seeded, schema);
        Request request = call.request("fit", train, validation);
        Reply reply =
                located(call::program, () -> python.call(Work.TRAINING, request, new Progress(listener), deadline));
        Fitted fitted = call.fitted(Origin.of(seeded, call.program().source()), reply, versions());
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
        Schema schema = fitted.schema();
        String dtype = fitted.inputType().toString();
        return new LiveModel(id, python.predictor(id, dtype, schema.inputShape(), fitted.outputShape()), size);
    }

    /** The predictions of all rows. */
    Tensor predict(Fitted fitted, Tensor x, Deadline deadline) {
        requireOpen();
        int[] shape = fitted.outputShape(x.rows());
        Tensor out = Tensor.wrap(Array.zeros("float32", shape).memory(), keras4j.data.DType.FLOAT32, shape);
        for (int from = 0; from < x.rows(); from += TURN) {
            int to = Math.min(x.rows(), from + TURN);
            part(fitted, x.slice(from, to), out.slice(from, to), deadline);
        }
        return out;
    }

    private void part(Fitted fitted, Tensor x, Tensor out, Deadline deadline) {
        use(fitted, live -> {
            if (x.rows() <= keras4j.python.Predictor.MERGED) {
                live.predictor().predict(new TensorRows(x, out), deadline);
            } else {
                live.predictor().predict(FitCall.array(x), FitCall.array(out), deadline);
            }
            return out;
        });
    }

    float[] predict(Fitted fitted, float[] row, Deadline deadline) {
        requireOpen();
        float[] out = new float[fitted.outputSize()];
        OneRow rows = new OneRow(row, fitted.inputType(), out);
        return use(fitted, live -> {
            live.predictor().predict(rows, deadline);
            return out;
        });
    }

    Evaluation evaluate(Fitted fitted, Examples examples, Deadline deadline) {
        requireOpen();
        ObjectNode arguments = Request.empty().put("weights", examples.weights().isPresent());
        FitCall.classes(arguments, fitted.schema());
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

    private <T> T use(Fitted fitted, Function<LiveModel, T> call) {
        return located(fitted::program, () -> models.use(fitted.key(), () -> restore(fitted), call));
    }

    private LiveModel restore(Fitted fitted) {
        byte[] bytes = fitted.model();
        ObjectNode arguments = Request.empty();
        FitCall.customs(arguments, fitted.customObjects());
        Request request =
                new Request("restore", arguments, List.of(Array.of(bytes)), "restoration of " + fitted.name());
        Reply reply = python.call(Work.PREDICTION, request, Watch.NONE, Deadline.NONE);
        restorations.incrementAndGet();
        return live(fitted, reply.value().path("model").asLong(), bytes.length);
    }

    /** Names the block and the layer that an exception of Python came from. */
    static <T> T located(Supplier<Program> source, Supplier<T> call) {
        try {
            return call.get();
        } catch (PythonException raised) {
            Program program = source.get();
            String layer = raised.layer()
                    .or(() -> raised.line(program.fileName()).stream()
                            .boxed()
                            .findFirst()
                            .flatMap(program::layerAt))
                    .orElse(null);
            throw layer == null ? raised : raised.at(program.layers().get(layer), layer);
        }
    }

    Map<String, String> versions() {
        Map<String, String> versions = new TreeMap<>(python.versions());
        versions.put("keras4j", Version.text());
        versions.put("backend", python.backend());
        return versions;
    }

    private static void requireMode(Spec spec, Schema schema) {
        if ((spec.mode() == Mode.CLASSIFIER) != schema.classifies()) {
            throw new IllegalArgumentException("Keras.fit: the outcome of " + spec.name() + ", a "
                    + (schema.classifies()
                            ? "regressor, must be numbers, got classes"
                            : "classifier, must be classes, got numbers"));
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
    }
}
