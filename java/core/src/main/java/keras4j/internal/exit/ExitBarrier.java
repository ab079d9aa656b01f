package keras4j.internal.exit;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Barrier between shutdown hooks, which run at the same time: a scorer is closed after the servers that answer with it.
 */
public final class ExitBarrier {
    private static final Map<Object, Duration> USERS = new HashMap<>();

    private ExitBarrier() {}

    /**
     * Registers a user of scorers, until {@link #leave}.
     *
     * @param grace how long it is waited for at most, from the end of the JVM
     */
    public static void enter(Object user, Duration grace) {
        synchronized (USERS) {
            USERS.put(user, grace);
        }
    }

    /** Removes a user that needs no scorer any more. */
    public static void leave(Object user) {
        synchronized (USERS) {
            USERS.remove(user);
            USERS.notifyAll();
        }
    }

    /** Waits until there is no user, or the grace of each is over, or the thread is interrupted. */
    public static void await() {
        long start = System.nanoTime();
        synchronized (USERS) {
            try {
                for (long left = left(start); left > 0; left = left(start)) {
                    USERS.wait(left);
                }
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Returns the milliseconds until the grace of all users is over. */
    private static long left(long start) {
        Duration waited = Duration.ofNanos(System.nanoTime() - start);
        return USERS.values().stream()
                .mapToLong(grace -> grace.minus(waited).toMillis())
                .max()
                .orElse(0);
    }
}
