package keras4j;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import keras4j.catalogue.Catalogue;
import keras4j.expr.Point;
import keras4j.python.Environments;
import keras4j.python.Python;
import keras4j.python.PythonEnvironment;
import keras4j.python.StoppedException;
import keras4j.resample.Folds;
import keras4j.resample.Nested;
import keras4j.resample.NestedFolds;
import keras4j.resample.Resampling;
import keras4j.tune.Bayes;
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
    private final Map<Workers, Crew> crews = new HashMap<>();

    TuneCall(Session session, DataFrame frame, ProgressListener listener) {
        session.requireOpen();
        this.session = session;
        this.frame = frame;
        this.listener = listener;
    }

    Tuned run(Tuning given) {
        Tuning tuning = given.seeded();
        return run(tuning, seeded(tuning.resampling(), tuning).of(frame));
    }

    /** All on the same folds: those without a seed get one. */
    TunedSet run(Map<String, Tuning> tunings) {
        Map<String, Tuned> results = new LinkedHashMap<>();
        long drawn = WorkflowRows.drawn();
        tunings.forEach((name, tuning) -> results.put(name, run(tuning.seeded(drawn))));
        return new TunedSet(results);
    }

    /** For each outer fold a search among the inner ones, and a fit of what it chose. */
    NestedTuned run(Tuning given, Resampling outer, Function<Tuned, Point> choose) {
        Tuning tuning = given.seeded();
        NestedFolds nested = new Nested(seeded(outer, tuning), seeded(tuning.resampling(), tuning)).of(frame);
        return NestedTuned.of(
                nested,
                inner -> run(numbered(tuning, nested.inner().indexOf(inner)), inner),
                choose,
                trial -> judged(tuning, nested.outer(), trial));
    }

    /** With a journal of its own. */
    private static Tuning numbered(Tuning tuning, int fold) {
        Path journal = tuning.journal();
        return journal == null
                ? tuning
                : tuning.journal(journal.resolveSibling(journal.getFileName() + "." + (fold + 1)));
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
        try (Trials trials = new Trials(tuning, frame, folds, crew(tuning.workers()))) {
            Study study = tuning.study(frame, folds, backend(tuning.workers())).search(search(tuning.search()));
            return checked(tuning, study, trials).run(trials, listener::onSearch);
        }
    }

    /** Builds what will be trained, and bounds what is trained as one; not where the calling thread has been interrupted. */
    private Study checked(Tuning tuning, Study study, Trials trials) {
        try {
            Preflight preflight = trials.preflight(study.firstPoints().toList());
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

    private Crew crew(Workers workers) {
        return crews.computeIfAbsent(workers, settings -> {
            String backend = backend(settings).id();
            PythonEnvironment environment = Environments.resolve(session.settings(), backend);
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
