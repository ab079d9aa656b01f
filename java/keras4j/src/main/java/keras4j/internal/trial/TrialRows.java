package keras4j.internal.trial;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import keras4j.recipe.Recipe;
import keras4j.resample.Folds;
import keras4j.spec.Spec;
import keras4j.workflow.Workflow;
import org.dflib.DataFrame;
import org.jspecify.annotations.Nullable;

/**
 * Cache of the rows of each fold, prepared by a recipe on first use and kept while in use. Unused rows are kept up to a
 * memory limit, the most recently used first; evicted rows are prepared again.
 */
final class TrialRows implements AutoCloseable {
    private final Spec seeded;
    private final DataFrame frame;
    private final Folds folds;
    private final long room;
    /** Prepared rows, the least recently used first. */
    private final Map<Key, Kept> prepared = new LinkedHashMap<>(16, 0.75f, true);

    private boolean closed;

    private record Key(Recipe recipe, int fold) {}

    private static final class Kept {
        private int users;
        private volatile @Nullable TrialFold fold;

        /** Prepares the rows on first use; only other users of these rows wait for that. */
        synchronized TrialFold of(Supplier<TrialFold> preparing) {
            TrialFold known = fold;
            if (known == null) {
                known = preparing.get();
                fold = known;
            }
            return known;
        }

        long bytes() {
            TrialFold known = fold;
            return known == null ? 0 : known.shared().bytes();
        }

        void close() {
            TrialFold known = fold;
            if (known != null) {
                known.shared().close();
            }
        }
    }

    /**
     * Creates an empty cache.
     *
     * @param seeded the spec with the inputs, the outputs, and the seed of the validation split
     * @param room the maximum bytes of unused rows
     */
    TrialRows(Spec seeded, DataFrame frame, Folds folds, long room) {
        this.seeded = seeded;
        this.frame = frame;
        this.folds = folds;
        this.room = room;
    }

    /**
     * Returns the rows of a fold, in use until {@link #free}.
     *
     * @throws CancellationException if the search is over
     */
    TrialFold take(Workflow chosen, int fold) {
        Key key = new Key(chosen.recipe(), fold);
        Kept kept = used(key);
        try {
            return kept.of(() ->
                    TrialFold.of(chosen.spec(seeded), frame, folds.splits().get(fold)));
        } catch (RuntimeException | Error failure) {
            free(key);
            throw failure;
        }
    }

    private synchronized Kept used(Key key) {
        if (closed) {
            throw new CancellationException();
        }
        Kept kept = prepared.computeIfAbsent(key, any -> new Kept());
        kept.users++;
        return kept;
    }

    /** Ends the use of a fold's rows. */
    void free(Workflow chosen, int fold) {
        free(new Key(chosen.recipe(), fold));
    }

    private synchronized void free(Key key) {
        Objects.requireNonNull(prepared.get(key)).users--;
        evict();
    }

    /** Returns the number of prepared folds. */
    synchronized int size() {
        return prepared.size();
    }

    private void evict() {
        long spare = prepared.values().stream()
                .filter(kept -> kept.users == 0)
                .mapToLong(Kept::bytes)
                .sum();
        for (Iterator<Kept> all = prepared.values().iterator(); all.hasNext(); ) {
            Kept kept = all.next();
            if (kept.users == 0 && (closed || spare > room || kept.bytes() == 0)) {
                spare -= kept.bytes();
                kept.close();
                all.remove();
            }
        }
    }

    /** Drops all rows; those in use are dropped when they are freed. */
    @Override
    public synchronized void close() {
        closed = true;
        evict();
    }
}
