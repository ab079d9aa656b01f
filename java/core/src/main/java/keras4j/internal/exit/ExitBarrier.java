package keras4j.internal.exit;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * Barrier between shutdown hooks, which run at the same time: a scorer is closed after the servers that answer with it.
 */
public final class ExitBarrier {
    private static final Set<Object> USERS = new HashSet<>();

    private ExitBarrier() {}

    /** Registers a user of scorers, until {@link #leave}. */
    public static void enter(Object user) {
        synchronized (USERS) {
            USERS.add(user);
        }
    }

    /** Removes a user that needs no scorer any more. */
    public static void leave(Object user) {
        synchronized (USERS) {
            USERS.remove(user);
            USERS.notifyAll();
        }
    }

    /** Waits until there is no user, at most for some time or until the thread is interrupted. */
    public static void await(Duration most) {
        long end = System.nanoTime() + most.toNanos();
        synchronized (USERS) {
            try {
                for (long left = most.toMillis(); !USERS.isEmpty() && left > 0; ) {
                    USERS.wait(left);
                    left = (end - System.nanoTime()) / 1_000_000;
                }
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
