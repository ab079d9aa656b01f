package keras4j;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import keras4j.catalogue.Catalogue;
import keras4j.data.Batches;
import keras4j.data.Examples;
import keras4j.data.Labels;
import keras4j.data.Outcome;
import keras4j.data.Records;
import keras4j.data.Schema;
import keras4j.data.Tensor;
import keras4j.expr.CustomObject;
import keras4j.expr.Point;
import keras4j.measure.Measure;
import keras4j.measure.Measures;
import keras4j.measure.Scores;
import keras4j.plot.Report;
import keras4j.python.Deadline;
import keras4j.python.Python;
import keras4j.python.Settings;
import keras4j.resample.Folds;
import keras4j.resample.Resampling;
import keras4j.resample.Split;
import keras4j.spec.FineTuning;
import keras4j.spec.Spec;
import keras4j.tune.NestedTuned;
import keras4j.tune.Search;
import keras4j.tune.Tuned;
import keras4j.tune.TunedSet;
import org.dflib.DataFrame;
import org.jspecify.annotations.Nullable;

/**
 * The open session with Keras: the only object with effects. It fits, predicts and evaluates.
 *
 * <p>Any thread may use it; every verb waits until its work is done. Interrupting the waiting thread cancels: a
 * fit stops at its next batch. Fits run one after another, and predicting goes on while one runs.
 *
 * <pre>{@code
 * try (Keras keras = Keras.open()) {
 *     Fitted fitted = keras.fit(workflow("y ~ x", spec), frame);
 *     keras.predict(fitted, others).classes();
 * }
 * }</pre>
 */
public final class Keras implements AutoCloseable {
    private static final long LIVE_BYTES = Long.getLong("keras4j.live.bytes", 1L << 30);
    private static final ProgressListener NOBODY = new ProgressListener() {};

    private final Session session;
    private final ProgressListener listener;
    private final @Nullable Duration within;
    private final Trust trust;

    private Keras(Session session, ProgressListener listener, @Nullable Duration within, Trust trust) {
        this.session = session;
        this.listener = listener;
        this.within = within;
        this.trust = trust;
    }

    /** A view of everything of a session, for tests that look between it and Python. */
    static Keras of(Session session) {
        return new Keras(session, NOBODY, null, Trust.OWN);
    }

    /** Opens a session on JAX, or on the backend that the system property {@code keras4j.backend} names. */
    public static Keras open() {
        return open(Backend.chosen());
    }

    /**
     * Opens a session on a backend; joins the Python that runs in this JVM already.
     *
     * @throws keras4j.python.EnvironmentException there is no Python that can be used; the message says what to do
     * @throws IllegalStateException this JVM runs the other backend already
     */
    public static Keras open(Backend backend) {
        return open(backend, Settings.defaults());
    }

    /** Opens a session with a Python of one's own choice, another cache folder, or a listener to the set-up. */
    public static Keras open(Backend backend, Settings settings) {
        Python python =
                Python.open(backend.id(), settings, () -> Catalogue.keras().calls());
        return of(new Session(python, LIVE_BYTES, settings));
    }

    /** A view of this session whose fits report to a listener. */
    public Keras listening(ProgressListener listener) {
        return new Keras(session, listener, within, trust);
    }

    /** A view of this session whose calls end within a time, or fail with a {@link keras4j.python.StoppedException}. */
    public Keras within(Duration time) {
        Deadline.after(time);
        return new Keras(session, listener, time, trust);
    }

    /**
     * A view of this session that may run the Python of custom objects that came with a file, as in
     * {@code keras.trusting(fitted.customObjects())}. What this program made itself with {@link CustomObject#of} needs no
     * consent.
     */
    public Keras trusting(Collection<CustomObject> objects) {
        return new Keras(session, listener, within, trust.and(objects));
    }

    /** Fits a spec to rows. */
    public Fitted fit(Spec spec, Examples train) {
        return fit(spec, train, null);
    }

    /** Fits a spec to rows, and computes loss and metrics on other rows after each epoch. */
    public Fitted fit(Spec spec, Examples train, @Nullable Examples validation) {
        Objects.requireNonNull(spec, "Keras.fit: spec must be a spec, got null");
        trust.admit(spec.name(), spec.customObjects());
        Examples rows = train.arranged(spec.inputNames(), spec.outputNames());
        Schema schema = Schema.of(rows);
        Examples checked = schema.examples(rows);
        Examples others = validation == null ? null : schema.examples(validation);
        return session.fit(spec, Preparation.of(schema), checked, others, listener, deadline());
    }

    /**
     * Fits a spec to batches, for data larger than memory. They are read ahead on a thread of their own and closed on every
     * way out; what reading them throws comes out as itself.
     */
    public Fitted fit(Spec spec, Batches train) {
        return fit(spec, train, null);
    }

    /** Fits a spec to batches, and computes loss and metrics on other batches after each epoch. */
    public Fitted fit(Spec spec, Batches train, @Nullable Batches validation) {
        trust.admit(spec.name(), spec.customObjects());
        return session.fit(spec, train, validation, listener, deadline());
    }

    /** Fits a regressor: x of shape {@code (rows, ...)}, y of shape {@code (rows)} or {@code (rows, ...)}. */
    public Fitted fit(Spec spec, Tensor x, Tensor y) {
        return fit(spec, Examples.of(x, y));
    }

    /** Fits a classifier: x of shape {@code (rows, ...)}, one label a row. */
    public Fitted fit(Spec spec, Tensor x, Labels y) {
        return fit(spec, Examples.of(x, y));
    }

    /** Fits a regressor to plain arrays: x of shape {@code (rows, columns)}. */
    public Fitted fit(Spec spec, float[][] x, float[] y) {
        return fit(spec, Tensor.of(x), Tensor.of(y, y.length));
    }

    /** Fits a classifier to plain arrays: x of shape {@code (rows, columns)}, labels as text. */
    public Fitted fit(Spec spec, float[][] x, String[] y) {
        return fit(spec, Tensor.of(x), Labels.of(y));
    }

    /** Fits a workflow to a frame: learns the recipe from its rows, then the network. */
    public Fitted fit(Workflow workflow, DataFrame train) {
        return fit(workflow, train, null);
    }

    /**
     * Fits a workflow to a frame, and computes loss and metrics on another after each epoch. Only the first is learned from;
     * the other is prepared with what was learned.
     */
    public Fitted fit(Workflow workflow, DataFrame train, @Nullable DataFrame validation) {
        Objects.requireNonNull(workflow, "Keras.fit: workflow must be a workflow, got null");
        Objects.requireNonNull(train, "Keras.fit: train must be a frame, got null");
        trust.admit(workflow.spec().name(), workflow.spec().customObjects());
        WorkflowRows rows = WorkflowRows.of(workflow, train, validation);
        return session.fit(rows.spec(), rows.preparation(), rows.train(), rows.validation(), listener, deadline());
    }

    /**
     * Predicts the rows of a frame, prepared with what the recipe learned. It needs the predictors that fit saw, in any order;
     * other columns are left out.
     */
    public Predictions predict(Fitted fitted, DataFrame frame) {
        Objects.requireNonNull(frame, "Keras.predict: frame must be a frame, got null");
        List<Tensor> x = admitted(fitted).preparation().x(frame);
        return Predictions.of(session.predict(fitted, x, deadline()), fitted.preparation());
    }

    /** Fits a workflow to records: a column for each component. */
    public Fitted fit(Workflow workflow, List<? extends Record> train) {
        return fit(workflow, Records.frame(train));
    }

    /** Predicts records, which need the components that fit saw. */
    public Predictions predict(Fitted fitted, List<? extends Record> rows) {
        return predict(fitted, Records.frame(rows));
    }

    /**
     * Predicts records as records: a component takes the prediction's column of its name, as {@code predClass} does
     * {@code .pred_class} and {@code predYes} {@code .pred_yes}, or a component of the row, such as its id; see
     * {@link Predictions#augment}.
     *
     * @throws IllegalArgumentException if a component is named like nothing there, or can't hold what is
     */
    public <R extends Record> List<R> predict(Fitted fitted, List<? extends Record> rows, Class<R> type) {
        if (rows.isEmpty()) {
            return List.of();
        }
        DataFrame frame = Records.frame(rows);
        return Records.of(predict(fitted, frame).augment(frame), type);
    }

    /** Keras' own evaluation on records. */
    public Evaluation evaluate(Fitted fitted, List<? extends Record> rows) {
        return evaluate(fitted, Records.frame(rows));
    }

    /** Predicts the rows of the only input: x of shape {@code (rows, ...)}. */
    public Predictions predict(Fitted fitted, Tensor x) {
        return predict(fitted, Map.of("x", Objects.requireNonNull(x, "Keras.predict: x must be a tensor, got null")));
    }

    /** Predicts rows of several inputs, by their names: each of shape {@code (rows, ...)}. */
    public Predictions predict(Fitted fitted, Map<String, Tensor> x) {
        Schema schema = admitted(fitted).schema();
        return Predictions.of(session.predict(fitted, schema.x(x), deadline()), schema);
    }

    /**
     * Predicts one row, the fastest way: the numbers that the model gives for it, in C order, output after output in the
     * order of the schema's outcomes.
     *
     * @param row the numbers of the row, in C order, input after input in the order of the schema
     * @throws IllegalArgumentException there are more or fewer numbers, or one is not finite
     */
    public float[] predict(Fitted fitted, float... row) {
        Objects.requireNonNull(row, "Keras.predict: row must be numbers, got null");
        admitted(fitted).ports().requireRow(row);
        return session.predict(fitted, row, deadline());
    }

    /**
     * Predicts the rows of a frame with intervals, by the Laplace approximation of the last layer.
     *
     * @throws IllegalArgumentException it was not fitted with {@link Spec#laplace()}
     */
    public Intervals intervals(Fitted fitted, DataFrame frame) {
        return laplace(fitted, admitted(fitted).preparation().x(frame));
    }

    /** Predicts the rows of the only input with intervals: x of shape {@code (rows, ...)}. */
    public Intervals intervals(Fitted fitted, Tensor x) {
        return intervals(fitted, Map.of("x", x));
    }

    /** Predicts rows of several inputs with intervals: each of shape {@code (rows, ...)}. */
    public Intervals intervals(Fitted fitted, Map<String, Tensor> x) {
        return laplace(fitted, admitted(fitted).schema().x(x));
    }

    private Intervals laplace(Fitted fitted, List<Tensor> x) {
        List<Tensor> spread = LaplaceCall.spread(session, fitted, x, deadline());
        return Intervals.ofLaplace(fitted.schema().outcomes(), spread, fitted.laplace());
    }

    /** Predicts the rows of a frame with conformal intervals. */
    public Intervals intervals(Conformal conformal, DataFrame frame) {
        return intervals(conformal, fitted -> fitted.preparation().x(frame));
    }

    /** Predicts the rows of the only input with conformal intervals: x of shape {@code (rows, ...)}. */
    public Intervals intervals(Conformal conformal, Tensor x) {
        return intervals(conformal, Map.of("x", x));
    }

    /** Predicts rows of several inputs with conformal intervals: each of shape {@code (rows, ...)}. */
    public Intervals intervals(Conformal conformal, Map<String, Tensor> x) {
        return intervals(conformal, fitted -> fitted.schema().x(x));
    }

    private Intervals intervals(Conformal conformal, Function<Fitted, List<Tensor>> x) {
        List<Outcome> outcomes = conformal.models().get(0).schema().outcomes();
        List<List<Tensor>> predicted = conformal.models().stream()
                .map(fitted -> session.predict(fitted, x.apply(admitted(fitted)), deadline()))
                .toList();
        return Intervals.ofConformal(outcomes, predicted, conformal.scores());
    }

    /** Measures how far a fitted model is off on rows that it did not learn from: split conformal. */
    public Conformal conformal(Fitted fitted, DataFrame calibration) {
        return calibrated(fitted, admitted(fitted).preparation().examples(calibration));
    }

    /** Measures how far a fitted model is off on rows that it did not learn from: split conformal. */
    public Conformal conformal(Fitted fitted, Examples calibration) {
        return calibrated(fitted, admitted(fitted).schema().examples(calibration));
    }

    private Conformal calibrated(Fitted fitted, Examples rows) {
        Calibration calibration = new Calibration();
        add(calibration, fitted, rows);
        return calibration.conformal();
    }

    /**
     * Fits a workflow to all rows but those of a fold, fold after fold, and measures how far each model is off on the fold that
     * it did not see: CV+.
     *
     * @param folds a resampling that holds each row out once, such as {@code folds(10).seed(1)}
     * @throws IllegalArgumentException it does not
     */
    public Conformal conformal(Workflow workflow, DataFrame train, Resampling folds) {
        Folds drawn = folds.of(train);
        Calibration.require(drawn, train.height());
        Calibration calibration = new Calibration();
        for (Split split : drawn.splits()) {
            Fitted fitted = fit(workflow, split.analysis(train));
            add(calibration, fitted, fitted.preparation().examples(split.assessment(train)));
        }
        return calibration.conformal();
    }

    private void add(Calibration calibration, Fitted fitted, Examples rows) {
        List<Tensor> x = List.copyOf(rows.inputs().values());
        calibration.add(fitted, session.predict(fitted, x, deadline()), rows);
    }

    /** Keras' own evaluation on a frame: the loss and the metrics that the spec was compiled with. */
    public Evaluation evaluate(Fitted fitted, DataFrame frame) {
        return session.evaluate(fitted, evaluable(fitted).preparation().examples(frame), deadline());
    }

    /** Keras' own evaluation on rows: the loss and the metrics that the spec was compiled with. */
    public Evaluation evaluate(Fitted fitted, Examples examples) {
        return session.evaluate(fitted, evaluable(fitted).schema().examples(examples), deadline());
    }

    /**
     * How good a fitted model predicts the rows of a frame, by measures that are computed in Java. Outcomes are prepared, and
     * rows weighted, as in fit.
     *
     * @param measures without any, yardstick's usual ones, see {@link Predictions#measure(DataFrame, Measure...)}
     */
    public Scores measure(Fitted fitted, DataFrame frame, Measure... measures) {
        return predict(fitted, frame).measure(examples(fitted, frame), measures);
    }

    /**
     * How much each column of a frame matters to what a fitted model predicts: by how much it is worse when the column is
     * shuffled. Columns are shuffled as they come, before they are prepared.
     *
     * @param measure what tells how good predictions are; of several outcomes it is the mean
     * @param repeats how often each column is shuffled, 1 or more
     * @param seed decides how
     */
    public Importance importance(Fitted fitted, DataFrame frame, Measure measure, int repeats, long seed) {
        return explained(fitted, frame).importance(examples(fitted, frame), measure, repeats, seed);
    }

    /**
     * What a fitted model predicts on average for the rows of a frame when one column has the same value in all of them, for
     * each of its levels, or for up to 50 numbers.
     *
     * @throws IllegalArgumentException the model does not predict from such a column, or it holds arrays
     */
    public Dependence dependence(Fitted fitted, DataFrame frame, String column) {
        return explained(fitted, frame).dependence(column);
    }

    /**
     * One page about a fitted model and what it predicts for the rows of a frame: summary, diagram, history, scores, confusion
     * matrix, curves, errors, importance and dependence.
     */
    public Report report(Fitted fitted, DataFrame frame) {
        return new Reported(fitted, explained(fitted, frame), examples(fitted, frame)).report();
    }

    private Examples examples(Fitted fitted, DataFrame frame) {
        return fitted.preparation().examples(frame);
    }

    private Explained explained(Fitted fitted, DataFrame frame) {
        return new Explained(
                rows -> predict(fitted, rows), frame, fitted.preparation().predictors());
    }

    /**
     * Loads a {@code .keras} file that somebody made with Python.
     *
     * @throws keras4j.archive.ArchiveException it is no such file, or it holds what keras4j does not know
     */
    public Fitted load(Path file) {
        return load(KerasFile.read(file));
    }

    /** Loads a {@code .keras} file that was read: as a classifier, or with custom objects. */
    public Fitted load(KerasFile file) {
        trust.admit(file.name(), file.customObjects());
        return existing().load(file);
    }

    /** Trains a fitted model further, on rows like those of its fit; the one that is given stays as it is. */
    public Fitted fit(FineTuning tuning, Fitted fitted, Examples train) {
        return fit(tuning, fitted, train, null);
    }

    /** Trains a fitted model further, and computes loss and metrics on other rows after each epoch. */
    public Fitted fit(FineTuning tuning, Fitted fitted, Examples train, @Nullable Examples validation) {
        trust.admit(tuning.name(), tuning.customObjects());
        Schema schema = admitted(fitted).schema();
        Examples others = validation == null ? null : schema.examples(validation);
        return existing().fit(tuning, fitted, schema.examples(train), others, listener);
    }

    /** Trains a fitted model further, on a frame with the columns that its fit saw. */
    public Fitted fit(FineTuning tuning, Fitted fitted, DataFrame train) {
        return fit(tuning, fitted, fitted.preparation().examples(train));
    }

    /** The layers of a fitted model, with copies of their weights. */
    public Network network(Fitted fitted) {
        return existing().network(admitted(fitted));
    }

    /**
     * Keras' own picture of a fitted model, a PNG by {@code keras.utils.plot_model}. {@link Fitted#diagram()} needs nothing
     * installed.
     *
     * @throws keras4j.python.PythonException pydot is not in the Python environment, or Graphviz not on this machine
     */
    public byte[] plotModel(Fitted fitted) {
        return existing().plot(admitted(fitted));
    }

    /**
     * The same model with other weights in one layer.
     *
     * @param layer the layer's name
     * @param weights the new weights, of the shapes and in the order of {@link Network.Layer#tensors()}
     * @throws IllegalArgumentException there is no such layer, or it has weights of other shapes
     */
    public Fitted withWeights(Fitted fitted, String layer, List<Tensor> weights) {
        network(fitted).layer(layer).require(weights);
        return existing().withWeights(fitted, layer, weights);
    }

    /**
     * The same model with a few rows, and what it predicts for them, to be compared wherever it is loaded: see {@link #verify}.
     * The rows are kept in its files as the recipe prepared them, so take none that must stay secret; made-up ones will do.
     */
    public Fitted withSamples(Fitted fitted, DataFrame rows) {
        return sampled(fitted, admitted(fitted).preparation().x(rows));
    }

    /** The same with rows of the only input: shape {@code (rows, ...)}. */
    public Fitted withSamples(Fitted fitted, Tensor x) {
        return withSamples(fitted, Map.of("x", x));
    }

    /** The same with rows of several inputs: each of shape {@code (rows, ...)}. */
    public Fitted withSamples(Fitted fitted, Map<String, Tensor> x) {
        return sampled(fitted, admitted(fitted).schema().x(x));
    }

    private Fitted sampled(Fitted fitted, List<Tensor> x) {
        fitted.model();
        // A copy: a view would keep all the rows that it is of.
        List<Tensor> rows = x.stream()
                .map(each -> each.take(IntStream.range(0, each.rows()).toArray()))
                .toList();
        return fitted.with(new Samples(rows, session.predict(fitted, rows, deadline())));
    }

    /**
     * Predicts the samples of a fitted model again, and compares: with other versions and another backend, numbers may differ by
     * 1e-4 of their size.
     *
     * @return the largest difference
     * @throws VerificationException one differs by more; the message says which and by how much
     * @throws IllegalStateException there are no samples, see {@link #withSamples}
     */
    public double verify(Fitted fitted) {
        return verify(fitted, 1e-4);
    }

    /**
     * The same with another tolerance.
     *
     * @param tolerance how much a number {@code y} may differ, in parts of {@code 1 + |y|}; 0 or more
     */
    public double verify(Fitted fitted, double tolerance) {
        Verification verification = new Verification(fitted, tolerance);
        return verification.of(
                session.predict(admitted(fitted), Verification.samples(fitted).x(), deadline()));
    }

    /**
     * The same model with its weights in fewer bits, and how much its outputs differ from before on some rows.
     *
     * @param x rows to compare on: shape {@code (rows, ...)}
     */
    public Quantized quantize(Fitted fitted, Quantization mode, Tensor x) {
        Fitted quantized = existing().quantized(admitted(fitted), mode);
        return Quantized.of(
                fitted,
                predict(fitted, x).tensor(),
                quantized,
                predict(quantized, x).tensor());
    }

    /**
     * The same model with what its recipe does as layers before it: it takes the columns as they come, so that plain Python
     * needs {@code fitted.keras()} and nothing else. Steps that can be layers are those that scale ({@code normalize},
     * {@code center}, {@code scale}, {@code range}), {@code discretize} with {@code dummy}, {@code oneHot} or codes after it, and
     * those that take columns out or rename them. It predicts the same within 1e-5.
     *
     * @throws IllegalArgumentException if another step is among them, a predictor is no number, or tensors were fitted
     */
    public Fitted withPreparationInside(Fitted fitted) {
        return existing().withPreparationInside(admitted(fitted));
    }

    private Existing existing() {
        session.requireOpen();
        return new Existing(session, deadline());
    }

    private Fitted admitted(Fitted fitted) {
        Objects.requireNonNull(fitted, "Keras: fitted must be a fitted model, got null");
        trust.admit(fitted.name(), fitted.customObjects());
        return fitted;
    }

    private Fitted evaluable(Fitted fitted) {
        if (!fitted.origin().compiled()) {
            throw new IllegalStateException("Fitted " + fitted.name()
                    + ": there is no loss to evaluate by, because the model was saved without being compiled");
        }
        return admitted(fitted);
    }

    /**
     * Looks for good values, for what a workflow leaves open: each point of the search is fitted to each fold, in worker
     * processes, and judged by the fold's other rows.
     *
     * <p>Interrupting the calling thread, or the end of the time given by {@link #within}, ends the search with what is done.
     */
    public Tuned tune(Tuning tuning, DataFrame frame) {
        return search(frame, call -> call.run(admitted(tuning)));
    }

    /** The same, as in {@code keras.tune(open, frame, folds(3), grid(3), metrics(ACCURACY))}. */
    public Tuned tune(Workflow workflow, DataFrame frame, Resampling resampling, Search search, Measures measures) {
        return tune(Tuning.of(workflow, resampling, search, measures), frame);
    }

    /**
     * Tunes several workflows, by name, on the same folds, to be ranked together: several recipes with several networks, as
     * {@link TunedSet#cross} joins them. One without open values is resampled; one that can't be searched is noted and left out.
     * A resampling without a seed takes that of the first workflow. With a journal, each has one of its own, named after it:
     * {@code search.journal.scaled_small}.
     *
     * @throws IllegalArgumentException folds differ
     */
    public TunedSet tune(Map<String, Tuning> tunings, DataFrame frame) {
        tunings.values().forEach(this::admitted);
        return search(frame, call -> call.run(tunings));
    }

    /**
     * How good what a search finds is, on rows that it has not seen: for each outer fold a search on inner folds, those of
     * {@code tuning}, and a fit of the best point to the outer fold. With a journal, each search has one of its own, named
     * after it: {@code search.journal.1}, and {@code search.journal.1.outer} for what it chose.
     */
    public NestedTuned tuneNested(Tuning tuning, Resampling outer, DataFrame frame) {
        return tuneNested(tuning, outer, Tuned::selectBest, frame);
    }

    /** The same, fitting what another choice than the best makes of each search: {@code tuned -> tuned.selectBest(ROC_AUC)}. */
    public NestedTuned tuneNested(Tuning tuning, Resampling outer, Function<Tuned, Point> choose, DataFrame frame) {
        return search(frame, call -> call.run(admitted(tuning), outer, choose));
    }

    /** Fits a workflow with the best point that was found for it. */
    public Fitted fitBest(Workflow open, Tuned tuned, DataFrame frame) {
        return fit(open.at(tuned.selectBest()), frame);
    }

    private <T> T search(DataFrame frame, Function<TuneCall, T> search) {
        try (TuneCall call = new TuneCall(session, frame, listener, deadline())) {
            return search.apply(call);
        }
    }

    private Tuning admitted(Tuning tuning) {
        trust.admit(tuning.workflow().spec().name(), tuning.workflow().spec().customObjects());
        return tuning;
    }

    /**
     * Builds the network of each point, and trains none: which can't be built and why, by block, how many parameters the others
     * have. {@code Search.points(preflight.valid())} searches among those that can.
     */
    public Preflight preflight(Workflow workflow, DataFrame frame, List<Point> points) {
        trust.admit(workflow.spec().name(), workflow.spec().customObjects());
        session.requireOpen();
        return new PreflightCall(workflow, PreflightCall.schemas(frame)).run(points, session.python(), deadline());
    }

    /** How good a workflow without open values is, by resamples: the same measures, means and errors as of a search. */
    public Tuned fitResamples(Workflow workflow, DataFrame frame, Resampling resampling, Measures measures) {
        return tune(Tuning.of(workflow, resampling, Search.points(List.of(Point.NONE)), measures), frame);
    }

    /** Fits a workflow to the training rows of a split, and judges it by the others. */
    public LastFit lastFit(Workflow workflow, DataFrame frame, Split split, Measures measures) {
        Fitted fitted = fit(workflow, split.analysis(frame));
        DataFrame testing = split.assessment(frame);
        Predictions predictions = predict(fitted, testing);
        Examples truth = examples(fitted, testing);
        return new LastFit(fitted, predictions, measures.scores(predictions.outcomes(truth)));
    }

    /** Drops the live model of a fitted one, to free its memory; the next use restores it. */
    public void release(Fitted fitted) {
        session.models().drop(fitted.key());
    }

    /** The backend that computes. */
    public Backend backend() {
        return session.backend();
    }

    /** Which versions run: {@code python}, {@code keras}, {@code numpy} and the backend's own. */
    public Map<String, String> versions() {
        return session.python().versions();
    }

    /**
     * Drops all live models of this session. The Python inside this JVM goes on, another session can be opened at once; one in a
     * process of its own ends.
     */
    @Override
    public void close() {
        session.close();
    }

    Session session() {
        return session;
    }

    private Deadline deadline() {
        return within == null ? Deadline.NONE : Deadline.after(within);
    }

    @Override
    public String toString() {
        return "Keras " + versions().get("keras") + " on " + backend().id() + ", "
                + session.models().count() + " live models";
    }
}
