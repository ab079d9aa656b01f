package keras4j;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import keras4j.python.Python;
import keras4j.python.StoppedException;
import keras4j.python.WorkerDiedException;
import keras4j.recipe.Recipe;
import keras4j.resample.Folds;
import keras4j.spec.Spec;
import keras4j.tune.LostException;
import keras4j.tune.Outcome;
import keras4j.tune.Runner;
import keras4j.tune.Task;
import org.dflib.DataFrame;
import org.jspecify.annotations.Nullable;

/** Runs the tasks of a search in worker processes, which are started when they are needed and end with it. */
final class Trials implements Runner, AutoCloseable {
    /** How long what runs may take to notice that its worker is gone. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final Tuning tuning;
    private final Rows rows;
    private final Supplier<Python> start;
    private final ExecutorService threads;
    private final LinkedBlockingDeque<Python> idle = new LinkedBlockingDeque<>();
    private final List<Python> started = new ArrayList<>();
    private volatile boolean closed;

    /** @param start starts a worker process */
    Trials(Tuning tuning, DataFrame frame, Folds folds, Supplier<Python> start) {
        this.tuning = tuning;
        this.rows = new Rows(tuning.workflow().spec().seed(Objects.requireNonNull(tuning.seed())), frame, folds);
        this.start = start;
        this.threads = Executors.newFixedThreadPool(tuning.workers(), work -> {
            Thread thread = new Thread(work, "keras4j-trial");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** The rows of each fold, prepared by a recipe when they are first asked for. */
    static final class Rows {
        private final Spec seeded;
        private final DataFrame frame;
        private final Folds folds;
        private final Map<Key, TrialFold> prepared = new ConcurrentHashMap<>();

        private record Key(Recipe recipe, int fold) {}

        /** @param seeded inputs and outputs, and the seed by which rows to validate with are split off */
        Rows(Spec seeded, DataFrame frame, Folds folds) {
            this.seeded = seeded;
            this.frame = frame;
            this.folds = folds;
        }

        TrialFold of(Workflow chosen, int fold) {
            return Objects.requireNonNull(prepared.computeIfAbsent(
                    new Key(chosen.recipe(), fold),
                    key -> TrialFold.of(
                            chosen.spec(seeded), frame, folds.splits().get(fold))));
        }

        void close() {
            prepared.values().forEach(fold -> fold.shared().close());
        }
    }

    @Override
    public int capacity() {
        return tuning.workers();
    }

    @Override
    public CompletableFuture<List<Outcome>> submit(Task task, int attempt) {
        return CompletableFuture.supplyAsync(() -> run(task), threads);
    }

    private List<Outcome> run(Task task) {
        TrialTask trial = new TrialTask(tuning, task, rows);
        try {
            Python worker = worker();
            try {
                return trial.run(worker);
            } finally {
                idle.push(worker);
            }
        } catch (WorkerDiedException died) {
            throw closed ? new CancellationException() : new LostException(String.valueOf(died.getMessage()));
        } catch (StoppedException stopped) {
            throw new CancellationException();
        }
    }

    /** A worker that has nothing to do: there are never more tasks at once than workers. */
    private Python worker() {
        @Nullable Python found = idle.poll();
        if (found != null) {
            return found;
        }
        Python begun = start.get();
        synchronized (started) {
            started.add(begun);
            if (closed) {
                begun.close();
            }
        }
        return begun;
    }

    @Override
    public void close() {
        synchronized (started) {
            closed = true;
            started.forEach(Python::close);
        }
        threads.shutdown();
        try {
            threads.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException again) {
            Thread.currentThread().interrupt();
        }
        rows.close();
    }
}
