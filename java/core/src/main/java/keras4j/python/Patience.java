package keras4j.python;

import java.util.function.BooleanSupplier;

/**
 * How long to look for news before going to sleep.
 *
 * <p>To hand work to a sleeping thread costs 40 to 50 microseconds, to one that still looks under one. But where caller and lane share
 * a core, who looks keeps the other from working. So looking is given up when it has not helped a few times in a row, and
 * tried again from time to time.
 */
final class Patience {
    private static final int TRIES = 4;
    private static final int ROUND = 1024;

    private final long nanos;
    /** In a row, in this round; updates that threads take from each other do no harm. */
    private volatile int failures;

    /** @param nanos how long to look, at most */
    Patience(long nanos) {
        this.nanos = nanos;
    }

    /** Looks for the end of a call, and learns whether that helps. */
    void caller(BooleanSupplier news) {
        failures = look(news) ? 0 : (failures + 1) % ROUND;
    }

    /** Looks for work, as long as looking helps the callers. */
    void lane(BooleanSupplier news) {
        look(news);
    }

    private boolean look(BooleanSupplier news) {
        if (failures >= TRIES) {
            return false;
        }
        long start = System.nanoTime();
        while (!news.getAsBoolean()) {
            if (System.nanoTime() - start >= nanos) {
                return false;
            }
            Thread.onSpinWait();
        }
        return true;
    }
}
