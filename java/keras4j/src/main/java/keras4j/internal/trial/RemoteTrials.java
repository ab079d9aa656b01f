package keras4j.internal.trial;

import java.util.List;
import keras4j.environment.Settings;
import keras4j.internal.environment.Environments;
import keras4j.internal.environment.MemoryLimits;
import keras4j.internal.python.SpareWorkers;
import keras4j.internal.python.SpareWorkers.Kind;
import keras4j.resample.Folds;
import keras4j.tune.Task;
import keras4j.tune.TrialResult;
import keras4j.tune.Tuning;
import org.dflib.DataFrame;

/** Trials of a search of another JVM, in worker processes of this one: one for each task that runs at once. */
public final class RemoteTrials implements AutoCloseable {
    /** Idle worker processes, for the next search. */
    private static final SpareWorkers SPARES = new SpareWorkers();

    private final WorkerPool pool;
    private final TrialRunner runner;

    /** Creates the trials without a worker process, in the environment of the system properties. */
    public RemoteTrials(RemoteSearch search, DataFrame frame, Folds folds) {
        String backend = search.backend().id();
        MemoryLimits.check(backend, true);
        Settings settings = Settings.defaults();
        Tuning tuning = search.tuning();
        Kind kind = new Kind(backend, tuning.options().workers().silence(), Environments.resolve(settings, backend));
        this.pool = WorkerPool.of(1, SPARES, kind, settings.cache());
        this.runner = new TrialRunner(tuning, frame, folds, pool);
    }

    /**
     * Runs a task on the calling thread.
     *
     * @throws keras4j.tune.WorkerLostException if its worker process is lost
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    public List<TrialResult> run(Task task, int attempt) {
        return runner.run(task, attempt);
    }

    /** Frees the rows, and leaves the worker processes to another search for a while. */
    @Override
    public void close() {
        runner.close();
        pool.close();
    }
}
