package keras4j.python;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A platform thread with a Python interpreter of its own, and the queue of what it is to do. */
final class Lane {
    /** C recursion in native libraries needs more than a Java thread's megabyte. */
    static final long STACK = 64L << 20;

    private final ConcurrentLinkedQueue<Task> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private final CompletableFuture<Bridge> bridge = new CompletableFuture<>();
    private final int capacity;
    private final Patience patience;
    private final Thread thread;
    private volatile boolean asleep;
    private volatile boolean stopping;
    private volatile @Nullable Task current;

    /**
     * @param capacity how many tasks may wait
     * @param patience how long to look for work before going to sleep
     */
    Lane(String name, int capacity, Patience patience) {
        this.capacity = capacity;
        this.patience = patience;
        this.thread = new Thread(null, this::live, name, STACK);
        thread.setDaemon(true);
        thread.start();
        bridge.join();
    }

    /** Puts a task in the queue; false when the queue is full. */
    boolean offer(Task task) {
        if (size.get() >= capacity) {
            return false;
        }
        add(task);
        return true;
    }

    /** Puts a task in the queue, full or not. */
    void add(Task task) {
        size.incrementAndGet();
        queue.add(task);
        if (asleep) {
            LockSupport.unpark(thread);
        }
    }

    /** The next waiting task, if it is one that is looked for. */
    @Nullable Task poll(Predicate<Task> wanted) {
        Task next = queue.peek();
        return next != null && wanted.test(next) ? take() : null;
    }

    /** Fails what waits and asks what runs to stop, and from now on whatever begins to run. */
    void stop(Throwable reason) {
        stopping = true;
        for (Task task = take(); task != null; task = take()) {
            if (task.claim()) {
                Task.finish(List.of(task), reason);
            }
        }
        Task running = current;
        if (running != null) {
            running.stop();
        }
    }

    /** Whether nothing waits and nothing runs: in this order, as a task is current before it leaves the queue. */
    boolean idle() {
        return queue.isEmpty() && current == null;
    }

    int waiting() {
        return size.get();
    }

    int capacity() {
        return capacity;
    }

    /** Whether the calling thread is this lane's. */
    boolean here() {
        return Thread.currentThread() == thread;
    }

    /** Python's functions; for the lane's own thread alone. */
    Bridge bridge() {
        return Objects.requireNonNull(bridge.getNow(null));
    }

    private void live() {
        try {
            bridge.complete(Bridge.open());
        } catch (Throwable thrown) {
            bridge.completeExceptionally(thrown);
            return;
        }
        while (true) {
            current = queue.peek();
            Task task = take();
            if (task == null) {
                current = null;
                rest();
            } else {
                work(task);
            }
        }
    }

    private void work(Task task) {
        current = task;
        if (stopping) {
            task.stop();
        }
        task.run(this);
        current = null;
    }

    private @Nullable Task take() {
        Task task = queue.poll();
        if (task != null) {
            size.decrementAndGet();
        }
        return task;
    }

    private void rest() {
        patience.lane(() -> !queue.isEmpty());
        asleep = true;
        while (queue.isEmpty()) {
            LockSupport.park(this);
        }
        asleep = false;
    }
}
