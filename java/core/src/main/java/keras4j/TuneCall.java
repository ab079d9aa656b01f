package keras4j;

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
import java.util.function.Function;
import keras4j.catalogue.Catalogue;
import keras4j.expr.Point;
import keras4j.python.Deadline;
import keras4j.python.Environments;
import keras4j.python.Python;
import keras4j.python.PythonEnvironment;
import keras4j.python.StoppedException;
import keras4j.resample.Folds;
import keras4j.resample.Nested;
import keras4j.resample.NestedFolds;
import keras4j.resample.Resampling;
import keras4j.text.Quoted;
import keras4j.tune.Bayes;
import keras4j.tune.Budget;
import keras4j.tune.NestedTuned;
import keras4j.tune.Outcome;
import keras4j.tune.Search;
import keras4j.tune.Study;
import keras4j.tune.Trial;
import keras4j.tune.Tuned;
import keras4j.tune.TunedSet;
import org.dflib.DataFrame;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One search or several, one after another, in the same worker processes. */
final class TuneCall implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Keras.class);

    private final Session session;
    private final DataFrame frame;
    private final ProgressListener listener;
    private final Deadline deadline;
    private final Map<Workers, Crew> crews = new HashMap<>();

    /** @param deadline until when all searches together may run */
    TuneCall(Session session, DataFrame frame, ProgressListener listener, Deadline deadline) {
        session.requireOpen();
        this.session = session;
        this.frame = frame;
        this.listener = listener;
        this.deadline = deadline;
    }

    Tuned run(Tuning given) {
        Tuning tuning = given.seeded();
        return run(tuning, seeded(tuning.resampling(), tuning).of(frame));
    }

    /** All on the same folds; what can't be searched is noted, unless that is true of all. */
    TunedSet run(Map<String, Tuning> tunings) {
        Map<String, Tuning> all = new LinkedHashMap<>();
        long drawn = WorkflowRows.drawn();
        tunings.forEach((name, tuning) -> all.put(name, named(tuning.seeded(drawn), name)));
        Folds folds = folds(all);
        Map<String, Tuned> results = new LinkedHashMap<>();
        Map<String, RuntimeException> failures = new LinkedHashMap<>();
        all.forEach((name, tuning) -> {
            try {
                results.put(name, run(tuning, folds));
            } catch (RuntimeException failure) {
                LOG.warn("Keras.tune: workflow {} could not be tuned: {}", name, failure.getMessage());
                failures.put(name, failure);
            }
        });
        if (results.isEmpty()) {
            throw failures.values().iterator().next();
        }
        Map<String, String> reasons = new LinkedHashMap<>();
        failures.forEach((name, failure) -> reasons.put(name, String.valueOf(failure.getMessage())));
        return new TunedSet(results, reasons);
    }

    /** The folds of all; a resampling without a seed takes that of the first workflow. */
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
            throw new IllegalArgumentException("Keras.tune: workflows must be judged by the same folds, got others for "
                    + Quoted.of(drawn.values())
                    + "; give all of them one resampling, with one seed or none");
        }
        return drawn.keySet().iterator().next();
    }

    /** For each outer fold a search among the inner ones, and a fit of what it chose. */
    NestedTuned run(Tuning given, Resampling outer, Function<Tuned, Point> choose) {
        Tuning tuning = given.seeded();
        NestedFolds nested = new Nested(seeded(outer, tuning), seeded(tuning.resampling(), tuning)).of(frame);
        return NestedTuned.of(
                nested,
                inner -> run(named(tuning, String.valueOf(nested.inner().indexOf(inner) + 1)), inner),
                choose,
                trial -> judged(named(tuning, trial.fold() + 1 + ".outer"), nested.outer(), trial));
    }

    /** With a journal of its own. */
    private static Tuning named(Tuning tuning, String name) {
        Path journal = tuning.journal();
        String file = URLEncoder.encode(name, StandardCharsets.UTF_8);
        return journal == null ? tuning : tuning.journal(journal.resolveSibling(journal.getFileName() + "." + file));
    }

    private Outcome judged(Tuning tuning, Folds outer, Trial trial) {
        Tuning one = tuning.search(Search.points(List.of(trial.point())));
        Folds fold = new Folds(List.of(outer.splits().get(trial.fold())));
        Tuned tuned = run(one, fold);
        return tuned.candidates().isEmpty()
                ? Outcome.failed("it was given up")
                : Objects.requireNonNull(tuned.candidates().get(0).outcomes().get(0));
    }

    private Tuned run(Tuning tuning, Folds folds) {
        Deadline until = until(tuning.budget());
        try (Trials trials = new Trials(tuning, frame, folds, crew(tuning.workers()))) {
            Study asked = tuning.study(frame, folds, environment(tuning.workers()), backend(tuning.workers()))
                    .search(search(tuning.search()));
            Study study = checked(tuning, asked, trials, until);
            Budget left = until.equals(Deadline.NONE)
                    ? study.budget()
                    : study.budget().time(Duration.ofNanos(Math.max(0, until.left())));
            return study.budget(left).run(trials, listener::onSearch);
        }
    }

    /** The end of its own time or of all together, whichever comes first. */
    private Deadline until(Budget budget) {
        Duration time = budget.time();
        return time == null || time.toNanos() > deadline.left()
                ? deadline
                : new Deadline(System.nanoTime() + time.toNanos(), time);
    }

    /**
     * Builds what will be trained, and bounds what is trained as one; not where there is no time left, or the calling thread has
     * been interrupted.
     */
    private Study checked(Tuning tuning, Study study, Trials trials, Deadline until) {
        try {
            Preflight preflight = trials.preflight(study.firstPoints().toList(), until);
            listener.onPreflight(preflight);
            if (tuning.strict()) {
                preflight.requireValid();
            }
            return study.together(Alike.within(study.together(), preflight));
        } catch (StoppedException cancelled) {
            LOG.debug("The pre-flight was given up: {}", cancelled.getMessage());
            return study;
        }
    }

    private Search search(Search given) {
        return given instanceof Bayes bayes ? bayes.by(new OptunaSampler(session.python())) : given;
    }

    /** With the search's seed, where it has none of its own. */
    private static Resampling seeded(Resampling given, Tuning tuning) {
        return given.seed() == null ? given.seed(Objects.requireNonNull(tuning.seed())) : given;
    }

    private Backend backend(Workers workers) {
        return workers.backend() == null ? session.backend() : workers.backend();
    }

    private PythonEnvironment environment(Workers workers) {
        return Environments.resolve(session.settings(), backend(workers).id());
    }

    private Crew crew(Workers workers) {
        return crews.computeIfAbsent(workers, settings -> {
            String backend = backend(settings).id();
            PythonEnvironment environment = environment(settings);
            return new Crew(settings.count(), () -> worker(settings, backend, environment));
        });
    }

    /** One thread each, however many there are: a sum depends on how many threads share it. */
    private Python worker(Workers workers, String backend, PythonEnvironment environment) {
        return Python.worker(
                backend,
                session.settings().cache(),
                1,
                workers.silence(),
                () -> Catalogue.keras().calls(),
                environment);
    }

    @Override
    public void close() {
        crews.values().forEach(Crew::close);
    }
}
