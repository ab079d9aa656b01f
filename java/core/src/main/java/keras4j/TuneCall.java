package keras4j;

import java.util.Objects;
import java.util.function.Consumer;
import keras4j.catalogue.Catalogue;
import keras4j.python.Environments;
import keras4j.python.Python;
import keras4j.python.PythonEnvironment;
import keras4j.resample.Folds;
import keras4j.resample.Resampling;
import keras4j.tune.Progress;
import keras4j.tune.Tuned;
import org.dflib.DataFrame;

/** Looks for good values: draws the folds, starts the workers, runs the search. */
final class TuneCall {
    private final Session session;
    private final Tuning tuning;

    TuneCall(Session session, Tuning tuning) {
        this.session = session;
        this.tuning = tuning.seeded();
    }

    Tuned run(DataFrame frame, Consumer<Progress> listener) {
        session.requireOpen();
        Folds folds = resampling().of(frame);
        PythonEnvironment environment =
                Environments.resolve(session.settings(), session.python().backend());
        try (Trials trials = new Trials(tuning, frame, folds, () -> worker(environment))) {
            return tuning.study(folds).run(trials, listener);
        }
    }

    /** With the search's seed, where it has none of its own. */
    private Resampling resampling() {
        Resampling given = tuning.resampling();
        return given.seed() == null ? given.seed(Objects.requireNonNull(tuning.seed())) : given;
    }

    /** One thread each, however many there are: a sum depends on how many threads share it. */
    private Python worker(PythonEnvironment environment) {
        return Python.worker(
                session.python().backend(),
                session.settings().cache(),
                1,
                tuning.silence(),
                () -> Catalogue.keras().calls(),
                environment);
    }
}
