package keras4j.internal.trial;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import keras4j.internal.catalogue.Catalogue;
import keras4j.internal.python.Python;
import keras4j.internal.python.SilenceLimit;
import keras4j.internal.python.SpareWorkers;
import keras4j.internal.python.SpareWorkers.Kind;
import org.jspecify.annotations.Nullable;

/** Pool of worker processes for the searches of one call: taken on demand, with one calling thread for each. */
final class WorkerPool implements Executor, AutoCloseable {
    /** Time that a running call is given to notice the loss of its worker; its caller waits no longer. */
    private static final Duration CLOSE_TIMEOUT = Duration.ofMillis(100);

    private final int size;
    private final SpareWorkers spares;
    private final Kind kind;
    private final Supplier<Python> start;
    private final ExecutorService threads;
    private final LinkedBlockingDeque<Python> idle = new LinkedBlockingDeque<>();
    private final Set<Python> busy = ConcurrentHashMap.newKeySet();
    private final List<Python> started = new ArrayList<>();
    private volatile boolean closed;

    /**
     * Creates a pool without workers.
     *
     * @param spares has idle workers of earlier calls, and keeps those of this one
     * @param start starts a worker process of the kind
     */
    WorkerPool(int size, SpareWorkers spares, Kind kind, Supplier<Python> start) {
        this.size = size;
        this.spares = spares;
        this.kind = kind;
        this.start = start;
        this.threads = Executors.newFixedThreadPool(size, work -> {
            Thread thread = new Thread(work, "keras4j-trial");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Returns a pool without workers, each of which will have one thread, whatever their number: a sum depends on the
     * number of threads that compute it.
     *
     * @param cache the folder for data shared between processes
     */
    static WorkerPool of(int size, SpareWorkers spares, Kind kind, Path cache) {
        return new WorkerPool(
                size,
                spares,
                kind,
                () -> Python.worker(
                        kind.backend(),
                        cache,
                        1,
                        SilenceLimit.unreported(kind.silence()),
                        () -> Catalogue.keras().calls(),
                        kind.environment()));
    }

    /** Returns the maximum number of workers. */
    int size() {
        return size;
    }

    @Override
    public void execute(Runnable work) {
        threads.execute(work);
    }

    /** Calls an idle worker; there are never more calls at once than workers. */
    <T> T with(Function<Python, T> call) {
        Python worker = worker();
        busy.add(worker);
        try {
            return call.apply(worker);
        } finally {
            if (busy.remove(worker)) {
                idle.push(worker);
            }
        }
    }

    /** Ends the busy workers, whose results are no longer needed. */
    void abandon() {
        for (Python worker : List.copyOf(busy)) {
            if (busy.remove(worker)) {
                worker.close();
            }
        }
    }

    private Python worker() {
        @Nullable Python found = idle.poll();
        if (found != null) {
            return found;
        }
        Python begun = spares.take(kind, start);
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
            idle.forEach(worker -> spares.give(kind, worker));
            started.stream().filter(worker -> !idle.contains(worker)).forEach(Python::close);
        }
        threads.shutdown();
        try {
            threads.awaitTermination(CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException again) {
            Thread.currentThread().interrupt();
        }
    }
}
