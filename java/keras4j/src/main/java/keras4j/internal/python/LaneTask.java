package keras4j.internal.python;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Unit of work for a lane; its caller waits for it. */
abstract class LaneTask {
    private static final int QUEUED = 0;
    private static final int RUNNING = 1;
    private static final int DONE = 2;
    private static final int WITHDRAWN = 3;

    private final AtomicInteger state = new AtomicInteger(QUEUED);
    private volatile @Nullable Thread waiter;
    private volatile boolean left;
    private List<? extends LaneTask> wakes = List.of();
    private @Nullable Throwable failure;

    /** Performs the work, on the lane's thread. */
    abstract void perform(InterpreterLane lane);

    /** Asks the work to end early, if it can. */
    void stop() {}

    /** Cleans up on the lane after the caller can see the outcome. */
    void finished() {}

    /** Returns the tasks that were done together with this one, which is among them. */
    List<? extends LaneTask> together() {
        return List.of(this);
    }

    /** Performs the task unless its caller has withdrawn it. */
    final void run(InterpreterLane lane) {
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

    /** Marks the task as running and returns true, or returns false if it was withdrawn. */
    final boolean claim() {
        return state.compareAndSet(QUEUED, RUNNING);
    }

    /**
     * Publishes the outcome of tasks and wakes their callers. The lane wakes the first caller, and each caller wakes
     * two others, because waking a thread takes as long as predicting its row.
     *
     * <p>The last task is published first: a caller that sees its task done, even before it is woken, wakes others, and
     * their tasks must be done, or they would sleep on.
     */
    static void finish(List<? extends LaneTask> tasks, @Nullable Throwable thrown) {
        for (int i = tasks.size() - 1; i >= 0; i--) {
            LaneTask task = tasks.get(i);
            int next = Math.min(2 * i + 1, tasks.size());
            task.wakes = tasks.subList(next, Math.min(next + 2, tasks.size()));
            task.failure = task.failure == null ? thrown : task.failure;
            task.state.set(DONE);
        }
        LaneTask first = tasks.get(0);
        first.wake();
    }

    /** Wakes the caller, who wakes others; if the caller has left, wakes those at once. */
    private void wake() {
        Thread waiting = waiter;
        if (left) {
            wakes.forEach(LaneTask::wake);
        } else if (waiting != null) {
            LockSupport.unpark(waiting);
        }
    }

    /** Withdraws the task and returns true, or returns false if it has begun. */
    final boolean withdraw() {
        return state.compareAndSet(QUEUED, WITHDRAWN);
    }

    final boolean done() {
        return state.get() == DONE;
    }

    /**
     * Waits until the task is done, the thread is interrupted or the time is over.
     *
     * @param nanos the time in nanoseconds, {@link Long#MAX_VALUE} for no limit
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
            wakes.forEach(LaneTask::wake);
        }
        return !left;
    }

    /** Sets the exception of this task, if it is not that of all tasks done together; called by the lane. */
    final void fail(Throwable thrown) {
        failure = thrown;
    }

    /** Throws the exception of the work, if it failed. */
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
