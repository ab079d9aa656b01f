package keras4j.internal.trial;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import keras4j.expr.Point;
import keras4j.internal.environment.Environments;
import keras4j.internal.environment.PythonEnvironment;
import keras4j.internal.python.BackgroundWork;
import keras4j.internal.python.Deadline;
import keras4j.internal.python.SpareWorkers.Kind;
import keras4j.internal.session.Session;
import keras4j.internal.session.SessionView;
import keras4j.internal.text.Quoted;
import keras4j.internal.workflow.WorkflowRows;
import keras4j.model.Backend;
import keras4j.python.StoppedException;
import keras4j.resample.Folds;
import keras4j.resample.Nested;
import keras4j.resample.Nested.NestedFolds;
import keras4j.resample.Resampling;
import keras4j.session.Preflight;
import keras4j.session.ProgressListener;
import keras4j.tune.Bayes;
import keras4j.tune.Budget;
import keras4j.tune.NestedTuned;
import keras4j.tune.Runner;
import keras4j.tune.Search;
import keras4j.tune.Study;
import keras4j.tune.Study.OpenStudy;
import keras4j.tune.Trial;
import keras4j.tune.TrialResult;
import keras4j.tune.Tuned;
import keras4j.tune.TunedSet;
import keras4j.tune.Tuning;
import keras4j.tune.Workers;
import org.dflib.DataFrame;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One or several searches, one after another, in shared worker processes. */
public final class TuneCall implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("keras4j");

    private final SessionView view;
    private final Session session;
    private final DataFrame frame;
    private final ProgressListener listener;
    private final Deadline deadline;
    private final Map<Workers, WorkerPool> pools = new HashMap<>();

    /**
     * Creates the call.
     *
     * @param view the caller's view of the session; its time limit is that of all searches together
     */
    public TuneCall(SessionView view, DataFrame frame) {
        view.session().requireOpen();
        this.view = view;
        this.session = view.session();
        this.frame = frame;
        this.listener = view.listener();
        this.deadline = view.deadline();
    }

    public Tuned run(Tuning given) {
        view.admit(given.workflow().spec());
        Tuning tuning = SearchStudies.seeded(given);
        return run(tuning, seeded(tuning.resampling(), tuning).of(frame));
    }

    /**
     * Search whose journal is locked.
     *
     * @param study the study as it was opened
     * @param open the lock
     */
    private record LockedSearch(Tuning tuning, Folds folds, Study study, OpenStudy open) implements AutoCloseable {
        @Override
        public void close() {
            open.close();
        }
    }

    /** Opens the journal of a search, before any worker is started for it. */
    private LockedSearch open(Tuning tuning, Folds folds) {
        Workers workers = tuning.options().workers();
        Study study = SearchStudies.study(tuning, frame, folds, environment(workers), backend(workers));
        Deadline until = until(tuning.options().budget());
        Study searching = study.search(search(tuning.search(), until));
        return new LockedSearch(tuning, folds, searching, searching.open());
    }

    /** Runs a search whose trials a given runner runs. */
    public Tuned run(Tuning given, Runner.Factory runners) {
        view.admit(given.workflow().spec());
        Tuning seeded = SearchStudies.seeded(given);
        Tuning tuning = seeded.workers(
                seeded.options().workers().backend(backend(seeded.options().workers())));
        Folds folds = seeded(tuning.resampling(), tuning).of(frame);
        Deadline until = until(tuning.options().budget());
        try (LockedSearch locked = open(tuning, folds)) {
            return runners.preflight()
                    ? checked(locked, runners, until)
                    : run(locked, locked.study(), runners.runner(tuning, frame, folds), until);
        }
    }

    /** Runs a search after a preflight in one worker of this machine. */
    private Tuned checked(LockedSearch locked, Runner.Factory runners, Deadline until) {
        Tuning tuning = locked.tuning();
        WorkerPool pool = pool(tuning.options().workers().count(1));
        try (TrialRunner local = new TrialRunner(tuning, frame, locked.folds(), pool)) {
            Study study = checked(tuning, locked.study(), local, until);
            Runner runner = runners.runner(tuning, frame, locked.folds());
            return run(locked, study, new BuildableRunner(runner, local::unbuildable), until);
        }
    }

    private Tuned run(LockedSearch locked, Study study, Runner runner, Deadline until) {
        try {
            return locked.open().run(study.budget(left(study.budget(), until)), runner, listener::onSearch);
        } finally {
            BuildableRunner.close(runner);
        }
    }

    private static Budget left(Budget budget, Deadline until) {
        return until.equals(Deadline.NONE) ? budget : budget.time(Duration.ofNanos(Math.max(0, until.left())));
    }

    /** Runs all searches on identical folds. A failed one is noted, unless all fail. */
    public TunedSet run(Map<String, Tuning> tunings) {
        tunings.values().forEach(tuning -> view.admit(tuning.workflow().spec()));
        Map<String, Tuning> all = new LinkedHashMap<>();
        long drawn = WorkflowRows.drawn();
        tunings.forEach((name, tuning) -> all.put(name, named(SearchStudies.seeded(tuning, drawn), name)));
        Folds folds = folds(all);
        Map<String, LockedSearch> locked = new LinkedHashMap<>();
        Map<String, Tuned> results = new LinkedHashMap<>();
        Map<String, RuntimeException> failures = new LinkedHashMap<>();
        try {
            all.forEach((name, tuning) -> noting(name, failures, () -> locked.put(name, open(tuning, folds))));
            locked.forEach((name, search) -> noting(name, failures, () -> results.put(name, run(search))));
        } finally {
            locked.values().forEach(LockedSearch::close);
        }
        if (results.isEmpty()) {
            throw failures.values().iterator().next();
        }
        Map<String, String> reasons = new LinkedHashMap<>();
        failures.forEach((name, failure) -> reasons.put(name, String.valueOf(failure.getMessage())));
        return new TunedSet(results, reasons);
    }

    private static void noting(String name, Map<String, RuntimeException> failures, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException failure) {
            LOG.warn("Keras.tune: workflow {} could not be tuned: {}", name, failure.getMessage());
            failures.put(name, failure);
        }
    }

    /** Returns the folds of all searches; a resampling without a seed takes that of the first workflow. */
    private Folds folds(Map<String, Tuning> tunings) {
        Map<Folds, String> drawn = new LinkedHashMap<>();
        Iterator<Tuning> first = tunings.values().iterator();
        if (!first.hasNext()) {
            throw new IllegalArgumentException("Keras.tune: workflows must be at least one, got none");
        }
        Tuning begin = first.next();
        tunings.forEach((name, tuning) ->
                drawn.putIfAbsent(seeded(tuning.resampling(), begin).of(frame), name));
        if (drawn.size() > 1) {
            throw new IllegalArgumentException("Keras.tune: workflows must have identical folds, got others for "
                    + Quoted.of(drawn.values())
                    + "; give all of them one resampling, with one seed or none");
        }
        return drawn.keySet().iterator().next();
    }

    /** Runs a search on the inner folds of each outer fold, and fits its choice to the outer fold. */
    public NestedTuned run(Tuning given, Resampling outer, Function<Tuned, Point> choose) {
        view.admit(given.workflow().spec());
        Tuning tuning = SearchStudies.seeded(given);
        NestedFolds nested = new Nested(seeded(outer, tuning), seeded(tuning.resampling(), tuning)).of(frame);
        return NestedTuned.of(
                nested,
                inner -> run(named(tuning, String.valueOf(nested.inner().indexOf(inner) + 1)), inner),
                choose,
                trial -> judged(named(tuning, trial.fold() + 1 + ".outer"), nested.outer(), trial));
    }

    /** Returns the search with a journal of its own. */
    private static Tuning named(Tuning tuning, String name) {
        Path journal = tuning.options().journal();
        String file = URLEncoder.encode(name, StandardCharsets.UTF_8);
        return journal == null ? tuning : tuning.journal(journal.resolveSibling(journal.getFileName() + "." + file));
    }

    private TrialResult judged(Tuning tuning, Folds outer, Trial trial) {
        Tuning one = tuning.search(Search.points(List.of(trial.point())));
        Folds fold = new Folds(List.of(outer.splits().get(trial.fold())));
        Tuned tuned = run(one, fold);
        return tuned.candidates().isEmpty()
                ? TrialResult.failed("cancelled")
                : Objects.requireNonNull(tuned.candidates().get(0).outcomes().get(0));
    }

    private Tuned run(Tuning tuning, Folds folds) {
        try (LockedSearch locked = open(tuning, folds)) {
            return run(locked);
        }
    }

    private Tuned run(LockedSearch locked) {
        Tuning tuning = locked.tuning();
        Deadline until = until(tuning.options().budget());
        WorkerPool pool = pool(tuning.options().workers());
        try (TrialRunner trials = new TrialRunner(tuning, frame, locked.folds(), pool)) {
            Study study = checked(tuning, locked.study(), trials, until);
            return locked.open().run(study.budget(left(study.budget(), until)), trials, listener::onSearch);
        }
    }

    /** Returns the search's own deadline or the common one, whichever comes first. */
    private Deadline until(Budget budget) {
        Duration time = budget.time();
        return time == null || TimeUnit.NANOSECONDS.convert(time) > deadline.left()
                ? deadline
                : new Deadline(System.nanoTime() + TimeUnit.NANOSECONDS.convert(time), time);
    }

    /**
     * Runs the preflight and limits the batches by its result. Without time left, or after an interrupt, it is skipped.
     */
    private Study checked(Tuning tuning, Study study, TrialRunner trials, Deadline until) {
        try {
            Preflight preflight = trials.preflight(study.firstPoints().toList(), until);
            listener.onPreflight(preflight);
            if (tuning.options().valid()) {
                preflight.requireValid();
            }
            return study.together(TrialBatching.within(study.together(), preflight));
        } catch (StoppedException cancelled) {
            LOG.debug("The preflight was cancelled: {}", cancelled.getMessage());
            return study;
        }
    }

    private Search search(Search given, Deadline until) {
        return given instanceof Bayes bayes ? bayes.by(new OptunaSampler(session.python(), until)) : given;
    }

    /** Returns the resampling with the search's seed if it has none of its own. */
    private static Resampling seeded(Resampling given, Tuning tuning) {
        return given.seed() == null ? given.seed(SearchStudies.seed(tuning)) : given;
    }

    private Backend backend(Workers workers) {
        return workers.backend() == null ? session.backend() : workers.backend();
    }

    private PythonEnvironment environment(Workers workers) {
        String backend = backend(workers).id();
        // Another backend than that of the session may have no environment yet, and building one takes minutes.
        Deadline until = backend(workers) == session.backend() ? Deadline.NONE : deadline;
        return BackgroundWork.call(
                "Keras.tune: environment of the workers",
                until,
                () -> Environments.resolve(session.settings(), backend));
    }

    private WorkerPool pool(Workers workers) {
        return pools.computeIfAbsent(workers, settings -> {
            String backend = backend(settings).id();
            PythonEnvironment environment = environment(settings);
            Kind kind = new Kind(backend, settings.silence(), environment);
            return WorkerPool.of(
                    settings.count(),
                    session.workers(),
                    kind,
                    session.settings().cache());
        });
    }

    @Override
    public void close() {
        pools.values().forEach(WorkerPool::close);
    }
}
