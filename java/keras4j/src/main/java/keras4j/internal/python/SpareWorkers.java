package keras4j.internal.python;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import keras4j.internal.environment.PythonEnvironment;
import org.jspecify.annotations.Nullable;

/** Idle worker processes of a session, which the next search takes instead of starting its own. */
public final class SpareWorkers implements AutoCloseable {
    /** Time after which an idle worker ends. */
    static final Duration IDLE_TIMEOUT = Duration.ofSeconds(20);

    /**
     * Settings that a worker is started with; only a worker of the same kind replaces another.
     *
     * @param silence how long a call may run without a report before the process is considered hung
     */
    public record Kind(String backend, Duration silence, PythonEnvironment environment) {}

    private record Spare(Kind kind, Python worker) {}

    /** The idle workers, each under a number of its own, the longest idle first. */
    private final Map<Long, Spare> spares = new LinkedHashMap<>();

    private final Duration timeout;
    private long given;
    private @Nullable ScheduledExecutorService clock;
    private boolean closed;

    public SpareWorkers() {
        this(IDLE_TIMEOUT);
    }

    SpareWorkers(Duration timeout) {
        this.timeout = timeout;
    }

    /** Returns an idle worker of a kind, or starts one; files that killed processes left are deleted in either case. */
    public Python take(Kind kind, Supplier<Python> start) {
        SharedArrays.sweep();
        Python spare = spare(kind);
        return spare == null ? start.get() : spare;
    }

    private synchronized @Nullable Python spare(Kind kind) {
        for (Map.Entry<Long, Spare> each : spares.entrySet()) {
            if (each.getValue().kind().equals(kind)) {
                spares.remove(each.getKey());
                return each.getValue().worker();
            }
        }
        return null;
    }

    /** Keeps an idle worker for a while; after {@link #close}, ends it at once. */
    public void give(Kind kind, Python worker) {
        synchronized (this) {
            if (!closed) {
                long number = given++;
                spares.put(number, new Spare(kind, worker));
                var unused = clock().schedule(() -> end(number), timeout.toMillis(), TimeUnit.MILLISECONDS);
                return;
            }
        }
        worker.close();
    }

    private ScheduledExecutorService clock() {
        ScheduledExecutorService found = clock;
        if (found == null) {
            found = Executors.newSingleThreadScheduledExecutor(work -> {
                Thread thread = new Thread(work, "keras4j-spare-workers");
                thread.setDaemon(true);
                return thread;
            });
            clock = found;
        }
        return found;
    }

    private void end(long number) {
        Spare idle;
        synchronized (this) {
            idle = spares.remove(number);
        }
        if (idle != null) {
            idle.worker().close();
        }
    }

    /** Ends all idle workers. */
    @Override
    public void close() {
        List<Spare> last;
        synchronized (this) {
            closed = true;
            last = new ArrayList<>(spares.values());
            spares.clear();
            if (clock != null) {
                clock.shutdownNow();
            }
        }
        last.forEach(each -> each.worker().close());
    }
}
