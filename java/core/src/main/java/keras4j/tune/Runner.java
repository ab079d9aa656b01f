package keras4j.tune;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import keras4j.internal.text.Preconditions;
import keras4j.resample.Folds;
import org.dflib.DataFrame;

/** Runner of tasks, possibly in parallel: a function, threads, or processes. */
public interface Runner {
    /** Maximum number of attempts at a task whose worker is lost. */
    int MAX_ATTEMPTS = 3;

    /** Function that scores one trial. */
    @FunctionalInterface
    interface Judge {
        /**
         * Scores one trial.
         *
         * @param trial the trial
         * @return the result
         */
        TrialResult judge(Trial trial);
    }

    /** The source of a runner for one search, so that tasks can run elsewhere than in worker processes of this machine. */
    @FunctionalInterface
    interface Factory {
        /**
         * Returns a runner for the tasks of a search. One that is {@link AutoCloseable} is closed when the search ends.
         *
         * @param tuning the search, with a seed and the backend of its workers
         * @param frame all rows
         * @param folds the rows that each trial learns from and is judged by
         * @return the runner
         */
        Runner runner(Tuning tuning, DataFrame frame, Folds folds);

        /**
         * Returns whether the networks of the first points are built in a worker process of this machine before the
         * search, as they are for local workers. Networks that can't be built are then left out, and the memory of the
         * others limits how many are trained as one.
         *
         * @return whether there is a pre-flight check
         */
        default boolean preflight() {
            return false;
        }
    }

    /** {@return the number of tasks that may run at once, at least 1} */
    int capacity();

    /**
     * Starts a task.
     *
     * @param task the task
     * @param attempt 1 at first; more if earlier attempts were lost, at most {@link #MAX_ATTEMPTS}
     * @return a future with the outcomes of the task's trials, in their order. It fails with a {@link
     *     WorkerLostException} if the task itself is not to blame, and with any other exception if it is. Cancelling it may
     *     have no effect
     */
    CompletableFuture<List<TrialResult>> submit(Task task, int attempt);

    /**
     * {@return a runner of one trial after another, on the calling thread}
     *
     * @param judge scores a trial; an exception makes the trial fail
     */
    static Runner of(Judge judge) {
        Preconditions.notNull("Runner", "judge", judge);
        return of(judge, Runnable::run, 1);
    }

    /**
     * {@return a runner of trials on the threads of an executor}
     *
     * @param judge scores a trial; an exception makes the trial fail
     * @param executor the executor
     * @param capacity the number of tasks at once
     */
    static Runner of(Judge judge, Executor executor, int capacity) {
        Preconditions.notNull("Runner", "judge", judge);
        Preconditions.notNull("Runner", "executor", executor);
        return tasks(
                task -> task.trials().stream()
                        .map(trial -> judged(judge, trial))
                        .toList(),
                executor,
                capacity);
    }

    private static TrialResult judged(Judge judge, Trial trial) {
        try {
            return judge.judge(trial);
        } catch (WorkerLostException | CancellationException e) {
            throw e;
        } catch (RuntimeException e) {
            return TrialResult.failed(e.getMessage() == null ? e.toString() : e.getMessage());
        }
    }

    /**
     * {@return a runner of tasks on the threads of an executor}
     *
     * @param function runs a task, and returns the outcomes of its trials
     * @param executor the executor
     * @param capacity the number of tasks at once
     */
    static Runner tasks(Function<Task, List<TrialResult>> function, Executor executor, int capacity) {
        Preconditions.notNull("Runner", "function", function);
        Preconditions.notNull("Runner", "executor", executor);
        return new Runner() {
            @Override
            public int capacity() {
                return capacity;
            }

            @Override
            public CompletableFuture<List<TrialResult>> submit(Task task, int attempt) {
                Preconditions.notNull("Runner", "task", task);
                return CompletableFuture.supplyAsync(() -> function.apply(task), executor);
            }
        };
    }
}
