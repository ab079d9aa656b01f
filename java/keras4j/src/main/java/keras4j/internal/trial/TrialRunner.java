package keras4j.internal.trial;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import keras4j.data.Schema;
import keras4j.expr.Point;
import keras4j.internal.python.Deadline;
import keras4j.python.StoppedException;
import keras4j.python.WorkerDiedException;
import keras4j.resample.Folds;
import keras4j.session.Preflight;
import keras4j.session.Preflight.Checked;
import keras4j.spec.Spec;
import keras4j.tune.BatchingRule;
import keras4j.tune.Runner;
import keras4j.tune.Task;
import keras4j.tune.TrialResult;
import keras4j.tune.Tuning;
import keras4j.tune.WorkerLostException;
import keras4j.workflow.Workflow;
import org.dflib.DataFrame;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runner of a search's tasks in worker processes. */
final class TrialRunner implements Runner, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("keras4j");
    /** Maximum bytes of prepared rows that no task uses. */
    private static final long MAX_UNUSED_BYTES = 256L << 20;

    private final Tuning tuning;
    private final TrialRows rows;
    private final Folds folds;
    private final WorkerPool pool;
    private final BatchingRule together;
    /** Reasons why the networks of some architectures can't be built. */
    private final Map<Point, String> unbuildable = new HashMap<>();

    private volatile boolean closed;

    TrialRunner(Tuning tuning, DataFrame frame, Folds folds, WorkerPool pool) {
        this.tuning = tuning;
        Spec seeded = tuning.workflow().spec().seed(SearchStudies.seed(tuning));
        this.rows = new TrialRows(seeded, frame, folds, MAX_UNUSED_BYTES);
        this.folds = folds;
        this.pool = pool;
        this.together = TrialBatching.sameShapes(tuning.workflow());
    }

    /**
     * Builds the network of each point in a worker. A network that can't be built, or that ends its worker, will not be
     * trained.
     */
    Preflight preflight(List<Point> points, Deadline deadline) {
        warm(points);
        Map<Point, Point> first = new LinkedHashMap<>();
        points.forEach(point -> first.putIfAbsent(together.architecture(point), point));
        Map<Point, Checked> checked = new HashMap<>();
        built(List.copyOf(first.values()), 1, deadline)
                .forEach(each -> checked.put(together.architecture(each.point()), each));
        checked.forEach((architecture, each) -> {
            if (each.failure() != null) {
                unbuildable.put(architecture, each.failure());
            }
        });
        return new Preflight(points.stream()
                .map(point -> Objects.requireNonNull(checked.get(together.architecture(point)))
                        .of(point))
                .toList());
    }

    /** Builds one half after another if a worker is lost, to find the network that ends it. */
    private List<Checked> built(List<Point> points, int attempt, Deadline deadline) {
        PreflightCall call = new PreflightCall(tuning.workflow(), this::schema);
        try {
            return pool.with(worker -> call.run(points, worker, deadline)).checks();
        } catch (WorkerDiedException died) {
            LOG.warn("A worker was lost in the pre-flight of {} networks: {}", points.size(), died.getMessage());
            if (points.size() == 1 && attempt >= MAX_ATTEMPTS) {
                return List.of(new Checked(points.get(0), 0, 0, died.getMessage()));
            }
            int half = (points.size() + 1) / 2;
            return Stream.of(points.subList(0, half), points.subList(half, points.size()))
                    .filter(part -> !part.isEmpty())
                    .flatMap(part -> built(part, attempt + 1, deadline).stream())
                    .toList();
        }
    }

    /** Returns the schema of a workflow, by the first fold to which its recipe can be fitted. */
    private Schema schema(Workflow chosen) {
        RuntimeException none = null;
        for (int fold = 0; fold < folds.size(); fold++) {
            try {
                Schema schema = rows.take(chosen, fold).preparation().schema();
                rows.free(chosen, fold);
                return schema;
            } catch (CancellationException over) {
                throw over;
            } catch (RuntimeException failure) {
                none = none == null ? failure : none;
            }
        }
        throw Objects.requireNonNull(none);
    }

    /** Starts further workers in the meantime, as many as will certainly be needed. */
    private void warm(List<Point> points) {
        long tasks = points.stream().map(together::architecture).distinct().count();
        for (long at = 1; at < Math.min(tasks, capacity()); at++) {
            pool.execute(() -> {
                try {
                    pool.with(worker -> worker);
                } catch (RuntimeException failure) {
                    LOG.debug("A worker could not be started ahead of its work: {}", failure.getMessage());
                }
            });
        }
    }

    @Override
    public int capacity() {
        return pool.size();
    }

    @Override
    public CompletableFuture<List<TrialResult>> submit(Task task, int attempt) {
        return CompletableFuture.supplyAsync(() -> run(task, attempt), pool);
    }

    /** Returns why the network of a point can't be built; null if it can, or is not known. */
    @Nullable String unbuildable(Point point) {
        return unbuildable.get(together.architecture(point));
    }

    /** Runs a task on the calling thread. */
    List<TrialResult> run(Task task, int attempt) {
        try (TrialTask trial = new TrialTask(tuning, task, rows)) {
            trial.prepare(together, this::unbuildable);
            if (!trial.isEmpty()) {
                run(trial, attempt < MAX_ATTEMPTS);
            }
            return trial.outcomes();
        } catch (WorkerDiedException died) {
            if (closed) {
                throw new CancellationException();
            }
            LOG.warn(
                    "Task {} was lost in attempt {} of {}: {}",
                    task.number(),
                    attempt,
                    MAX_ATTEMPTS,
                    died.getMessage());
            throw new WorkerLostException(String.valueOf(died.getMessage()));
        } catch (StoppedException stopped) {
            throw new CancellationException();
        }
    }

    /**
     * Runs a task.
     *
     * @param together whether to batch trainings; not at the last attempt, since batching takes more memory
     */
    private void run(TrialTask trial, boolean together) {
        pool.with(worker -> {
            trial.run(worker, together);
            return worker;
        });
    }

    @Override
    public void close() {
        closed = true;
        pool.abandon();
        rows.close();
    }
}
