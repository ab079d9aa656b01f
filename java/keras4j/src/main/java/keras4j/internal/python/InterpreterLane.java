package keras4j.internal.python;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Platform thread with a Python interpreter of its own and a task queue. */
final class InterpreterLane {
    /** Stack size in bytes: C recursion in native libraries needs more than a Java thread's megabyte. */
    static final long STACK_BYTES = 64L << 20;

    private final ConcurrentLinkedQueue<LaneTask> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private final CompletableFuture<JepBridge> bridge = new CompletableFuture<>();
    private final int capacity;
    private final Consumer<BooleanSupplier> spin;
    private final Thread thread;
    private volatile boolean asleep;
    private volatile boolean stopping;
    private volatile @Nullable LaneTask current;

    InterpreterLane(String name, int capacity) {
        this(name, capacity, news -> {});
    }

    /**
     * Creates a lane and starts its thread.
     *
     * @param capacity the maximum number of waiting tasks
     * @param spin waits a little for work before the thread sleeps
     */
    InterpreterLane(String name, int capacity, Consumer<BooleanSupplier> spin) {
        this.capacity = capacity;
        this.spin = spin;
        this.thread = new Thread(null, this::live, name, STACK_BYTES);
        thread.setDaemon(true);
        thread.start();
        bridge.join();
    }

    /** Puts a task in the queue and returns true, or returns false if the queue is full. */
    boolean offer(LaneTask task) {
        if (size.get() >= capacity) {
            return false;
        }
        add(task);
        return true;
    }

    /** Puts a task in the queue even if it is full. */
    void add(LaneTask task) {
        size.incrementAndGet();
        queue.add(task);
        if (asleep) {
            LockSupport.unpark(thread);
        }
    }

    /** Removes and returns the next waiting task if it matches, else returns null. */
    @Nullable LaneTask poll(Predicate<LaneTask> wanted) {
        LaneTask next = queue.peek();
        return next != null && wanted.test(next) ? take() : null;
    }

    /** Fails the waiting tasks and stops the running one, and from now on every task that begins to run. */
    void stop(Throwable reason) {
        stopping = true;
        for (LaneTask task = take(); task != null; task = take()) {
            if (task.claim()) {
                LaneTask.finish(List.of(task), reason);
            }
        }
        LaneTask running = current;
        if (running != null) {
            running.stop();
        }
    }

    /**
     * Returns whether no task waits or runs. The queue is checked first, as a task is current before it leaves the
     * queue.
     */
    boolean idle() {
        return queue.isEmpty() && current == null;
    }

    int waiting() {
        return size.get();
    }

    /** Returns the number of tasks that wait or run. */
    int unanswered() {
        return waiting() + (current == null ? 0 : 1);
    }

    int capacity() {
        return capacity;
    }

    /** Returns whether the calling thread is this lane's. */
    boolean isCurrentThread() {
        return Thread.currentThread() == thread;
    }

    /** Returns Python's functions, which only the lane's own thread may call. */
    JepBridge bridge() {
        return Objects.requireNonNull(bridge.getNow(null));
    }

    private void live() {
        try {
            bridge.complete(JepBridge.open());
        } catch (Throwable thrown) {
            bridge.completeExceptionally(thrown);
            return;
        }
        while (true) {
            current = queue.peek();
            LaneTask task = take();
            if (task == null) {
                current = null;
                rest();
            } else {
                work(task);
            }
        }
    }

    private void work(LaneTask task) {
        current = task;
        if (stopping) {
            task.stop();
        }
        task.run(this);
        current = null;
    }

    private @Nullable LaneTask take() {
        LaneTask task = queue.poll();
        if (task != null) {
            size.decrementAndGet();
        }
        return task;
    }

    private void rest() {
        spin.accept(() -> !queue.isEmpty());
        asleep = true;
        while (queue.isEmpty()) {
            LockSupport.park(this);
        }
        asleep = false;
    }
}
