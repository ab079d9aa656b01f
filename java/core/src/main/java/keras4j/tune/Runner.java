package keras4j.tune;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** Runs tasks, perhaps several at once: a function, threads, or processes. */
public interface Runner {
    /** Scores one trial. */
    @FunctionalInterface
    interface Judge {
        Outcome judge(Trial trial);
    }

    /** How many tasks it takes at once, at least 1. */
    int capacity();

    /**
     * Begins a task. The future has an outcome for each of its trials, in their order; it fails with a {@link LostException}
     * where the task itself is not to blame, and with anything else where it is. Cancelling it is allowed to do nothing.
     *
     * @param attempt 1 at first; more where the task was lost before
     */
    CompletableFuture<List<Outcome>> submit(Task task, int attempt);

    /** One trial after another, on the calling thread. */
    static Runner of(Judge judge) {
        return of(judge, Runnable::run, 1);
    }

    /** Trials by a function, so many at once, on the threads of an executor; an exception is why a trial failed. */
    static Runner of(Judge judge, Executor executor, int capacity) {
        return tasks(
                task -> task.trials().stream()
                        .map(trial -> judged(judge, trial))
                        .toList(),
                executor,
                capacity);
    }

    private static Outcome judged(Judge judge, Trial trial) {
        try {
            return judge.judge(trial);
        } catch (LostException | CancellationException e) {
            throw e;
        } catch (RuntimeException e) {
            return Outcome.failed(e.getMessage() == null ? e.toString() : e.getMessage());
        }
    }

    /** Tasks by a function of one's own, so many at once, on the threads of an executor. */
    static Runner tasks(Function<Task, List<Outcome>> function, Executor executor, int capacity) {
        return new Runner() {
            @Override
            public int capacity() {
                return capacity;
            }

            @Override
            public CompletableFuture<List<Outcome>> submit(Task task, int attempt) {
                return CompletableFuture.supplyAsync(() -> function.apply(task), executor);
            }
        };
    }
}
