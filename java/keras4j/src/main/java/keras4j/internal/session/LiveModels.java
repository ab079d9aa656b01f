package keras4j.internal.session;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import keras4j.internal.python.BackgroundWork;
import keras4j.internal.python.Deadline;
import keras4j.internal.python.StaleHandleException;

/**
 * Cache of the live models of one session, by the SHA-256 of their bytes.
 *
 * <p>A missing or lost model is restored once for all threads that need it, on a thread of its own. The models together may hold a number of
 * bytes; the least recently used are evicted first.
 */
public final class LiveModels {
    /** Number of times that a call may find its model lost although nothing released it. */
    private static final int MAX_LOSSES = 3;

    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final AtomicLong clock = new AtomicLong();
    private final long limit;
    private final LongConsumer release;
    private volatile boolean closed;

    private static final class Entry {
        private final CompletableFuture<LiveModel> model = new CompletableFuture<>();
        private final boolean pinned;
        private volatile long used;
        /** Size in bytes, 0 until the model is made. */
        private volatile long size;

        Entry(boolean pinned) {
            this.pinned = pinned;
        }
    }

    /**
     * Creates an empty cache.
     *
     * @param limit the bytes that the models may hold together; the last used one stays in any case
     * @param release releases a model in Python
     */
    public LiveModels(long limit, LongConsumer release) {
        this.limit = limit;
        this.release = release;
    }

    /** Adds a new model; a pinned one is never evicted, as it can't be restored. */
    public void put(String key, LiveModel model, boolean pinned) {
        Entry entry = new Entry(pinned);
        entry.size = model.size();
        entry.model.complete(model);
        entry.used = clock.incrementAndGet();
        Entry before = entries.put(key, entry);
        if (before != null) {
            releaseWhenMade(before);
        }
        evict();
        if (closed) {
            drop(key);
        }
    }

    /**
     * Calls a function that does not change a live model, restored if necessary. An exception of Python may mean that
     * the model is damaged. Therefore the call is repeated once with a model restored from the bytes; a second
     * exception is thrown.
     *
     * @param what the name of the model, for messages
     * @param restore makes the model live again, on another thread
     * @param deadline the end of the caller's wait for a restoration, which goes on without it
     */
    public <T> T use(
            String key, String what, Supplier<LiveModel> restore, Function<LiveModel, T> call, Deadline deadline) {
        boolean suspect = entries.containsKey(key);
        int losses = 0;
        while (true) {
            Entry entry = entry(key, restore);
            LiveModel live = BackgroundWork.await(entry.model, what, " while it is restored", deadline);
            try {
                return call.apply(live);
            } catch (StaleHandleException gone) {
                // The model may be evicted repeatedly in the meantime.
                losses += forget(key, entry) || closed ? 1 : 0;
                if (losses == MAX_LOSSES) {
                    throw gone;
                }
            } catch (keras4j.python.PythonException raised) {
                forget(key, entry);
                if (!suspect || entry.pinned) {
                    throw raised;
                }
                suspect = false;
            }
        }
    }

    /** Returns the entry of a model; the first caller that misses it begins its restoration. */
    private Entry entry(String key, Supplier<LiveModel> restore) {
        Entry known = entries.get(key);
        if (known == null) {
            Entry fresh = new Entry(false);
            fresh.used = clock.incrementAndGet();
            known = entries.putIfAbsent(key, fresh);
            if (known == null) {
                known = fresh;
                var unused = BackgroundWork.start("keras4j-restoration", () -> restored(key, fresh, restore));
            }
        }
        known.used = clock.incrementAndGet();
        return known;
    }

    private Entry restored(String key, Entry fresh, Supplier<LiveModel> restore) {
        try {
            LiveModel made = restore.get();
            fresh.size = made.size();
            evict();
            if (closed) {
                forget(key, fresh);
            }
            fresh.model.complete(made);
        } catch (Throwable failure) {
            entries.remove(key, fresh);
            fresh.model.completeExceptionally(failure);
        }
        return fresh;
    }

    /** Drops one model; the next use restores it. */
    public void drop(String key) {
        Entry entry = entries.get(key);
        if (entry != null) {
            forget(key, entry);
        }
    }

    /** Removes a model, and returns whether it was still there. */
    private boolean forget(String key, Entry entry) {
        boolean there = entries.remove(key, entry);
        if (there) {
            releaseWhenMade(entry);
        }
        return there;
    }

    private void releaseWhenMade(Entry entry) {
        CompletableFuture<Void> unused = entry.model.thenAccept(model -> release.accept(model.id()));
    }

    /** Drops all models for good. */
    void close() {
        closed = true;
        List.copyOf(entries.keySet()).forEach(this::drop);
    }

    public int count() {
        return entries.size();
    }

    /** Returns the bytes of all models. */
    long bytes() {
        return entries.values().stream().mapToLong(entry -> entry.size).sum();
    }

    private void evict() {
        List<Map.Entry<String, Entry>> candidates = new ArrayList<>(entries.entrySet());
        candidates.removeIf(candidate -> candidate.getValue().pinned || candidate.getValue().size == 0);
        candidates.sort(Comparator.comparingLong(candidate -> candidate.getValue().used));
        long held = candidates.stream()
                .mapToLong(candidate -> candidate.getValue().size)
                .sum();
        for (int oldest = 0; held > limit && oldest < candidates.size() - 1; oldest++) {
            Map.Entry<String, Entry> candidate = candidates.get(oldest);
            held -= candidate.getValue().size;
            forget(candidate.getKey(), candidate.getValue());
        }
    }
}
