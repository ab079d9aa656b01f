package keras4j;

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
import keras4j.python.Python;
import org.jspecify.annotations.Nullable;

/** Worker processes, started when they are needed, and as many threads that call them: one after another or several searches. */
final class Crew implements Executor, AutoCloseable {
    /** How long what runs may take to notice that its worker is gone. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final int size;
    private final Supplier<Python> start;
    private final ExecutorService threads;
    private final LinkedBlockingDeque<Python> idle = new LinkedBlockingDeque<>();
    private final Set<Python> busy = ConcurrentHashMap.newKeySet();
    private final List<Python> started = new ArrayList<>();
    private volatile boolean closed;

    /** @param start starts a worker process */
    Crew(int size, Supplier<Python> start) {
        this.size = size;
        this.start = start;
        this.threads = Executors.newFixedThreadPool(size, work -> {
            Thread thread = new Thread(work, "keras4j-trial");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** How many there are at most. */
    int size() {
        return size;
    }

    @Override
    public void execute(Runnable work) {
        threads.execute(work);
    }

    /** Calls a worker that has nothing to do; there are never more such calls at once than workers. */
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

    /** Ends the workers that are busy: nobody waits for them any more. */
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
    }
}
