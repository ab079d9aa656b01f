package keras4j.internal.python;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Work on a thread of its own, for which any number of callers wait. Each waits until its own deadline or interrupt,
 * which ends neither the work nor the wait of another.
 */
public final class BackgroundWork {
    private BackgroundWork() {}

    /** Starts work on a daemon thread. */
    public static <T> CompletableFuture<T> start(String thread, Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, task -> begin(thread, task));
    }

    private static Thread begin(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /**
     * Waits for the result of work.
     *
     * @param what the description of the caller's work, for messages
     * @param when the end of the message of a caller that leaves
     * @throws StoppedException the deadline passed, or the calling thread was interrupted; the work goes on
     */
    public static <T> T await(CompletableFuture<T> work, String what, String when, Deadline deadline) {
        try {
            return work.get(Math.max(0, deadline.left()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException late) {
            throw deadline.givenUp(what, when);
        } catch (ExecutionException failed) {
            LaneTask.rethrow(failed.getCause());
            throw new IllegalStateException(failed.getCause());
        }
        throw deadline.givenUp(what, when);
    }

    /**
     * Does work for one caller on another thread, which is interrupted if the caller leaves.
     *
     * @param what the description of the work, for messages
     * @throws StoppedException the deadline passed, or the calling thread was interrupted
     */
    public static <T> T call(String what, Deadline deadline, Supplier<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread thread = begin("keras4j-call", () -> {
            try {
                result.complete(work.get());
            } catch (RuntimeException | Error failure) {
                result.completeExceptionally(failure);
            }
        });
        try {
            return await(result, what, "", deadline);
        } finally {
            if (!result.isDone()) {
                thread.interrupt();
            }
        }
    }
}
