package keras4j.internal.python;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts of the worker processes of this JVM. */
public final class WorkerCounts {
    private static final AtomicInteger PROCESSES = new AtomicInteger();
    private static final AtomicInteger RESTARTS = new AtomicInteger();

    private WorkerCounts() {}

    static void started() {
        PROCESSES.incrementAndGet();
    }

    static void ended() {
        PROCESSES.decrementAndGet();
    }

    /** Counts a process that replaces one that has died. */
    static void restarted() {
        RESTARTS.incrementAndGet();
    }

    /** Returns the number of processes that run. */
    public static int processes() {
        return PROCESSES.get();
    }

    /** Returns the number of processes that have replaced dead ones. */
    public static int restarts() {
        return RESTARTS.get();
    }
}
