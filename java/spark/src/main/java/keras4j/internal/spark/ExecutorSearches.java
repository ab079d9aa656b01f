package keras4j.internal.spark;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import keras4j.internal.trial.RemoteTrials;
import org.jspecify.annotations.Nullable;

/** Searches of this executor. The rows of one are kept while its tasks come, and for a while after the last. */
final class ExecutorSearches {
    private static final ExecutorSearches OWN = new ExecutorSearches(Duration.ofSeconds(20));

    private final Duration timeout;
    private final Map<String, OpenSearch> open = new HashMap<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "keras4j-executor-searches");
        thread.setDaemon(true);
        return thread;
    });

    private ExecutorSearches(Duration timeout) {
        this.timeout = timeout;
    }

    /** Search that some tasks use. */
    private static final class OpenSearch {
        private int users;
        private long uses;
        private @Nullable RemoteTrials trials;

        /** Reads the rows at the first use; only tasks of this search wait for that. */
        synchronized RemoteTrials trials(SentSearch search) {
            RemoteTrials known = trials;
            if (known == null) {
                known = search.trials();
                trials = known;
            }
            return known;
        }

        synchronized void close() {
            if (trials != null) {
                trials.close();
            }
        }
    }

    /** Calls the trials of a search. */
    static <T> T with(SentSearch search, Function<RemoteTrials, T> call) {
        return OWN.call(search, call);
    }

    private <T> T call(SentSearch search, Function<RemoteTrials, T> call) {
        OpenSearch used = begin(search.id());
        try {
            return call.apply(used.trials(search));
        } finally {
            end(search.id(), used);
        }
    }

    private synchronized OpenSearch begin(String id) {
        OpenSearch used = open.computeIfAbsent(id, any -> new OpenSearch());
        used.users++;
        used.uses++;
        return used;
    }

    private synchronized void end(String id, OpenSearch used) {
        used.users--;
        long uses = used.uses;
        var unused = clock.schedule(() -> closeIdle(id, uses), timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void closeIdle(String id, long uses) {
        OpenSearch idle;
        synchronized (this) {
            idle = open.get(id);
            if (idle == null || idle.users > 0 || idle.uses != uses) {
                return;
            }
            open.remove(id);
        }
        idle.close();
    }

    /** Returns the names of the searches whose rows are kept. */
    static List<String> names() {
        synchronized (OWN) {
            return List.copyOf(OWN.open.keySet());
        }
    }
}
