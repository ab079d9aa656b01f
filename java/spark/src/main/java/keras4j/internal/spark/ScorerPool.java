package keras4j.internal.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.CancellationException;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.function.Function;
import java.util.function.Supplier;

/** Scorers of one kind, each for one call at a time, opened as they are needed. */
final class ScorerPool<S> {
    private final Supplier<S> open;
    private final BlockingDeque<S> idle = new LinkedBlockingDeque<>();
    private final List<S> opened = new ArrayList<>();
    private int opening;

    ScorerPool(Supplier<S> open) {
        this.open = open;
    }

    /**
     * Calls a scorer that no other call uses.
     *
     * @param most the number of scorers at most; 0 for as many as there are calls at once
     */
    <T> T with(int most, Function<S, T> call) {
        S scorer = take(most);
        try {
            return call.apply(scorer);
        } finally {
            idle.push(scorer);
        }
    }

    /** Returns all scorers that were opened. */
    synchronized List<S> opened() {
        return List.copyOf(opened);
    }

    private S take(int most) {
        S found = idle.poll();
        if (found == null && mayOpen(most)) {
            return add();
        }
        try {
            return found == null ? idle.take() : found;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CancellationException("Spark: the task was cancelled while it waited for a worker process");
        }
    }

    private synchronized boolean mayOpen(int most) {
        boolean may = most == 0 || opening < most;
        opening += may ? 1 : 0;
        return may;
    }

    private S add() {
        try {
            S scorer = open.get();
            synchronized (this) {
                opened.add(scorer);
            }
            return scorer;
        } catch (RuntimeException | Error failure) {
            synchronized (this) {
                opening--;
            }
            throw failure;
        }
    }
}
