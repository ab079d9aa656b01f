package keras4j.python;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One thing for a lane to do, and the place where its caller waits for it. */
abstract class Task {
    private static final int QUEUED = 0;
    private static final int RUNNING = 1;
    private static final int DONE = 2;
    private static final int WITHDRAWN = 3;

    private final AtomicInteger state = new AtomicInteger(QUEUED);
    private volatile @Nullable Thread waiter;
    private volatile boolean left;
    private List<? extends Task> wakes = List.of();
    private @Nullable Throwable failure;

    /** Does the work, on the lane's thread. */
    abstract void perform(Lane lane);

    /** Asks the work to end early, if it can. */
    void stop() {}

    /** Tidies up on the lane once the caller can see the outcome. */
    void finished() {}

    /** The tasks that performing this one has done, itself among them. */
    List<? extends Task> together() {
        return List.of(this);
    }

    /** Performs the task unless its caller has withdrawn it. */
    final void run(Lane lane) {
        if (claim()) {
            Throwable thrown = null;
            try {
                perform(lane);
            } catch (Throwable failure) {
                thrown = failure;
            }
            finish(together(), thrown);
            finished();
        }
    }

    /** Takes the task out of its caller's hands; false when it was withdrawn. */
    final boolean claim() {
        return state.compareAndSet(QUEUED, RUNNING);
    }

    /**
     * Makes the outcome of tasks known and wakes their callers: the lane the first, and each of them two others, because
     * waking a thread takes as long as predicting its row.
     */
    static void finish(List<? extends Task> tasks, @Nullable Throwable thrown) {
        for (int i = 0; i < tasks.size(); i++) {
            Task task = tasks.get(i);
            int next = Math.min(2 * i + 1, tasks.size());
            task.wakes = tasks.subList(next, Math.min(next + 2, tasks.size()));
            task.failure = thrown;
            task.state.set(DONE);
        }
        Task first = tasks.get(0);
        first.wake();
    }

    /** Wakes the caller, who wakes others; if the caller has left, wakes those at once. */
    private void wake() {
        Thread waiting = waiter;
        if (left) {
            wakes.forEach(Task::wake);
        } else if (waiting != null) {
            LockSupport.unpark(waiting);
        }
    }

    /** Gives the task up; false when it has begun. */
    final boolean withdraw() {
        return state.compareAndSet(QUEUED, WITHDRAWN);
    }

    final boolean done() {
        return state.get() == DONE;
    }

    /**
     * Waits until the task is done, the thread is interrupted or the time is over.
     *
     * @param nanos the time, {@link Long#MAX_VALUE} for ever
     * @return whether it is done
     */
    final boolean await(long nanos) {
        long start = System.nanoTime();
        waiter = Thread.currentThread();
        while (!done() && !Thread.currentThread().isInterrupted()) {
            long rest = nanos == Long.MAX_VALUE ? nanos : nanos - (System.nanoTime() - start);
            if (rest <= 0) {
                break;
            }
            LockSupport.parkNanos(this, rest);
        }
        left = !done();
        if (done()) {
            wakes.forEach(Task::wake);
        }
        return !left;
    }

    /** Throws what the work threw, if it did. */
    final void rethrow() {
        rethrow(failure);
    }

    static void rethrow(@Nullable Throwable thrown) {
        if (thrown instanceof RuntimeException runtime) {
            throw runtime;
        }
        if (thrown instanceof Error error) {
            throw error;
        }
    }
}
