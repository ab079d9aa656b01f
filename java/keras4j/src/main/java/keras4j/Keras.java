package keras4j;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import keras4j.data.Batches;
import keras4j.data.Examples;
import keras4j.data.Tensor;
import keras4j.environment.Settings;
import keras4j.explain.PartialDependence;
import keras4j.explain.PermutationImportance;
import keras4j.expr.CustomObject;
import keras4j.expr.Point;
import keras4j.fitted.Conformal;
import keras4j.fitted.Fitted;
import keras4j.internal.fitted.FittedModel;
import keras4j.internal.fitted.PublicFaces;
import keras4j.internal.session.Session;
import keras4j.internal.session.SessionView;
import keras4j.internal.text.Preconditions;
import keras4j.internal.trial.PreflightCall;
import keras4j.internal.trial.TuneCall;
import keras4j.measure.Measure;
import keras4j.measure.Measures;
import keras4j.model.Backend;
import keras4j.plot.Report;
import keras4j.prediction.Intervals;
import keras4j.resample.Resampling;
import keras4j.resample.RowSplit;
import keras4j.scoring.Scorer;
import keras4j.session.Preflight;
import keras4j.session.ProgressListener;
import keras4j.spec.FineTuning;
import keras4j.spec.Spec;
import keras4j.tune.NestedTuned;
import keras4j.tune.Runner;
import keras4j.tune.Tuned;
import keras4j.tune.TunedSet;
import keras4j.tune.Tuning;
import keras4j.workflow.Workflow;
import org.dflib.DataFrame;
import org.jspecify.annotations.Nullable;

/**
 * Open session with Keras, the only object with effects: it trains ({@link Trainer}), predicts and explains ({@link
 * Scorer}), tunes ({@link Tuner}), and loads, evaluates and changes models ({@link ModelEditor}).
 *
 * <p>Any thread may use it; every call returns when its work is done. Interrupting the waiting thread cancels the call:
 * a fit stops at its next batch. Fits run one after another, and predictions are computed while one runs.
 *
 * <pre>{@code
 * try (Keras keras = Keras.open()) {
 *     Fitted fitted = keras.fit(workflow("y ~ x", spec), frame);
 *     keras.predict(fitted, others).classes();
 * }
 * }</pre>
 */
public final class Keras extends ModelCalls implements Tuner, AutoCloseable {
    private Keras(SessionView view) {
        super(view);
    }

    /** Returns a view of a whole session, for tests that observe the calls between it and Python. */
    static Keras of(Session session) {
        return new Keras(SessionView.of(session));
    }

    /** Returns the shared session, for the same tests. */
    Session session() {
        return view.session();
    }

    /** {@return a new session on JAX, or on the backend that the system property {@code keras4j.backend} names} */
    public static Keras open() {
        return open(Backend.chosen());
    }

    /**
     * Opens a session on a backend, in the Python that already runs in this JVM if there is one.
     *
     * @param backend the backend
     * @return the session
     * @throws keras4j.environment.EnvironmentException if there is no usable Python; the message names the remedy
     * @throws IllegalStateException if this JVM already runs the other backend
     * @throws keras4j.python.StoppedException if the calling thread is interrupted; Python, once it starts, goes on
     */
    public static Keras open(Backend backend) {
        return open(backend, Settings.defaults());
    }

    /**
     * {@return a new session with other settings, such as a chosen Python, another cache folder, or a set-up listener}
     *
     * @param backend the backend
     * @param settings the settings
     */
    public static Keras open(Backend backend, Settings settings) {
        return new Keras(SessionView.open(backend, settings));
    }

    /**
     * {@return a view of this session whose fits report to a listener}
     *
     * @param listener the listener
     */
    public Keras listening(ProgressListener listener) {
        Preconditions.notNull("Keras", "listener", listener);
        return new Keras(view.listening(listener));
    }

    /**
     * {@return a view with a time limit: a longer call fails with a {@link keras4j.python.StoppedException}} The limit
     * covers all that a call waits for; what others wait for too, such as the restoration of a model, goes on.
     *
     * @param time the time limit of one call
     */
    public Keras within(Duration time) {
        return new Keras(view.within(time));
    }

    /**
     * {@return a view that may run the Python of custom objects that came with a file, as in
     * {@code keras.trusting(fitted.customObjects())}} Objects made by {@link CustomObject#of} here need no consent.
     *
     * @param objects the trusted objects
     */
    public Keras trusting(Collection<CustomObject> objects) {
        Preconditions.items("Keras", "objects", objects);
        return new Keras(view.trusting(objects));
    }

    /**
     * {@return a view that saves what it fits, such as {@code keras.saving(file).fit(workflow, frame)}} Whether the file
     * can be written is checked before the training; one that exists is refused.
     *
     * @param file the file, which must not exist yet
     */
    public Keras saving(Path file) {
        return new Keras(view.saving(Preconditions.notNull("Keras", "file", file)));
    }

    private Fitted fit(Supplier<FittedModel> fit) {
        return view.saved(() -> face(fit.get()), Fitted::save);
    }

    @Override
    public Fitted fit(Workflow workflow, DataFrame train, @Nullable DataFrame validation) {
        return fit(() -> view.fit(workflow, train, validation));
    }

    @Override
    public Fitted fit(Spec spec, Examples train, @Nullable Examples validation) {
        return fit(() -> view.fit(spec, train, validation));
    }

    @Override
    public Fitted fit(Spec spec, Batches train, @Nullable Batches validation) {
        return fit(() -> view.fit(spec, train, validation));
    }

    @Override
    public Fitted fit(FineTuning tuning, Fitted fitted, Examples train, @Nullable Examples validation) {
        return fit(() -> view.fit(tuning, content(fitted), train, validation));
    }

    @Override
    public Fitted fit(FineTuning tuning, Fitted fitted, Batches train, @Nullable Batches validation) {
        return fit(() -> view.fit(tuning, content(fitted), train, validation));
    }

    @Override
    public Conformal conformal(Workflow workflow, DataFrame train, Resampling folds) {
        Preconditions.notNull("Keras", "folds", folds);
        return view.saved(
                () -> PublicFaces.close(Conformal.class, view.conformal(workflow, train, folds)), Conformal::save);
    }

    @Override
    Keras begun() {
        return new Keras(view.begun());
    }

    @Override
    public PermutationImportance importance(Fitted fitted, DataFrame frame, Measure measure, int repeats, long seed) {
        return view.hasBegun()
                ? Tuner.super.importance(fitted, frame, measure, repeats, seed)
                : begun().importance(fitted, frame, measure, repeats, seed);
    }

    @Override
    public PartialDependence dependence(Fitted fitted, DataFrame frame, String column) {
        return view.hasBegun()
                ? Tuner.super.dependence(fitted, frame, column)
                : begun().dependence(fitted, frame, column);
    }

    @Override
    public Report report(Fitted fitted, DataFrame frame) {
        return view.hasBegun() ? Tuner.super.report(fitted, frame) : begun().report(fitted, frame);
    }

    @Override
    public Intervals intervals(Conformal conformal, DataFrame frame) {
        return view.hasBegun() ? Tuner.super.intervals(conformal, frame) : begun().intervals(conformal, frame);
    }

    @Override
    public Intervals intervals(Conformal conformal, Map<String, Tensor> x) {
        return view.hasBegun() ? Tuner.super.intervals(conformal, x) : begun().intervals(conformal, x);
    }

    @Override
    public LastFit lastFit(Workflow workflow, DataFrame frame, RowSplit split, Measures measures) {
        return view.hasBegun()
                ? Tuner.super.lastFit(workflow, frame, split, measures)
                : begun().lastFit(workflow, frame, split, measures);
    }

    @Override
    public Tuned tune(Tuning tuning, DataFrame frame) {
        Preconditions.notNull("Keras", "tuning", tuning);
        return search(frame, call -> call.run(tuning));
    }

    @Override
    public Tuned tune(Tuning tuning, DataFrame frame, Runner.Factory runners) {
        Preconditions.notNull("Keras", "tuning", tuning);
        Preconditions.notNull("Keras", "runners", runners);
        return search(frame, call -> call.run(tuning, runners));
    }

    @Override
    public TunedSet tune(Map<String, Tuning> tunings, DataFrame frame) {
        Preconditions.entries("Keras", "tunings", tunings);
        return search(frame, call -> call.run(tunings));
    }

    @Override
    public NestedTuned tuneNested(Tuning tuning, Resampling outer, Function<Tuned, Point> choose, DataFrame frame) {
        Preconditions.notNull("Keras", "tuning", tuning);
        Preconditions.notNull("Keras", "outer", outer);
        Preconditions.notNull("Keras", "choose", choose);
        return search(frame, call -> call.run(tuning, outer, choose));
    }

    private <T> T search(DataFrame frame, Function<TuneCall, T> search) {
        try (TuneCall call = new TuneCall(view, frame)) {
            return search.apply(call);
        }
    }

    @Override
    public Preflight preflight(Workflow workflow, DataFrame frame, List<Point> points) {
        Preconditions.notNull("Keras", "frame", frame);
        Preconditions.notNull("Keras", "workflow", workflow);
        Preconditions.notNull("Keras", "points", points);
        return PreflightCall.of(view, workflow, frame, points);
    }

    /** {@return the backend of this session} */
    public Backend backend() {
        return session().backend();
    }

    /** {@return the running versions by name: {@code python}, {@code keras}, {@code numpy} and the backend's own} */
    public Map<String, String> versions() {
        return session().python().versions();
    }

    /**
     * Drops all live models of this session. The Python inside this JVM keeps running, and another session can be
     * opened at once; a Python in a worker process ends.
     */
    @Override
    public void close() {
        session().close();
    }

    @Override
    public String toString() {
        return "Keras " + versions().get("keras") + " on " + backend().id() + ", "
                + session().models().count() + " live models";
    }
}
