package keras4j;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import keras4j.python.GoneException;

/**
 * The live models of one session, by the digest of their bytes: a cache, never the truth.
 *
 * <p>A model that is missing, or that turns out to be gone, is restored once for all threads that ask.
 * Together they may hold a number of bytes; the least recently used go first.
 */
final class LiveModels {
    /** How often a call may find its model lost, without anybody's having let it go. */
    private static final int LOSSES = 3;

    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final AtomicLong clock = new AtomicLong();
    private final long limit;
    private final LongConsumer release;
    private volatile boolean closed;

    private static final class Entry {
        private final CompletableFuture<LiveModel> model = new CompletableFuture<>();
        private final boolean pinned;
        private volatile long used;

        Entry(boolean pinned) {
            this.pinned = pinned;
        }
    }

    /**
     * @param limit how many bytes the models may hold together; the last used one stays in any case
     * @param release forgets a model in Python
     */
    LiveModels(long limit, LongConsumer release) {
        this.limit = limit;
        this.release = release;
    }

    /** Takes a model in that has just been made; a pinned one is never evicted, as it can't be restored. */
    void put(String key, LiveModel model, boolean pinned) {
        Entry entry = new Entry(pinned);
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
     * Calls something that leaves a live model as it is, restored when needed. An exception of Python may mean that the model
     * has come to harm, so the call is made once more, with one that is made from the bytes; what that raises is meant.
     *
     * @param restore makes the model live again
     */
    <T> T use(String key, Supplier<LiveModel> restore, Function<LiveModel, T> call) {
        boolean suspect = entries.containsKey(key);
        int losses = 0;
        while (true) {
            Entry entry = entry(key, restore);
            try {
                return call.apply(entry.model.join());
            } catch (GoneException gone) {
                // It may have been evicted meanwhile, again and again.
                losses += forget(key, entry) || closed ? 1 : 0;
                if (losses == LOSSES) {
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

    private Entry entry(String key, Supplier<LiveModel> restore) {
        Entry known = entries.get(key);
        if (known == null) {
            Entry fresh = new Entry(false);
            known = entries.putIfAbsent(key, fresh);
            if (known == null) {
                return restored(key, fresh, restore);
            }
        }
        known.used = clock.incrementAndGet();
        awaitRestoration(known);
        return known;
    }

    private Entry restored(String key, Entry fresh, Supplier<LiveModel> restore) {
        fresh.used = clock.incrementAndGet();
        try {
            fresh.model.complete(restore.get());
        } catch (Throwable failure) {
            entries.remove(key, fresh);
            fresh.model.completeExceptionally(failure);
            throw failure;
        }
        evict();
        if (closed) {
            forget(key, fresh);
        }
        return fresh;
    }

    private static void awaitRestoration(Entry entry) {
        try {
            entry.model.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException runtime) {
                throw runtime;
            }
            throw failed;
        }
    }

    /** Drops one model; the next use restores it. */
    void drop(String key) {
        Entry entry = entries.get(key);
        if (entry != null) {
            forget(key, entry);
        }
    }

    /** Whether it was still there. */
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

    /** Drops all models, now and for ever. */
    void close() {
        closed = true;
        List.copyOf(entries.keySet()).forEach(this::drop);
    }

    int count() {
        return entries.size();
    }

    private void evict() {
        List<Map.Entry<String, Entry>> candidates = new ArrayList<>(entries.entrySet());
        candidates.removeIf(candidate -> candidate.getValue().pinned || size(candidate.getValue()) == 0);
        candidates.sort(Comparator.comparingLong(candidate -> candidate.getValue().used));
        long held = candidates.stream()
                .mapToLong(candidate -> size(candidate.getValue()))
                .sum();
        for (int oldest = 0; held > limit && oldest < candidates.size() - 1; oldest++) {
            Map.Entry<String, Entry> candidate = candidates.get(oldest);
            held -= size(candidate.getValue());
            forget(candidate.getKey(), candidate.getValue());
        }
    }

    private static long size(Entry entry) {
        LiveModel made = entry.model.getNow(null);
        return made == null ? 0 : made.size();
    }
}
