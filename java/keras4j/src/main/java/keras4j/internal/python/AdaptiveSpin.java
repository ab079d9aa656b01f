package keras4j.internal.python;

import java.util.function.BooleanSupplier;

/**
 * Adaptive spinning: how long to spin for news before going to sleep.
 *
 * <p>Handing work to a sleeping thread takes 40 to 50 microseconds, to a spinning one under one. When caller and lane
 * share a core, however, spinning starves the other thread. So spinning is suspended after a few failures in a row, and
 * tried again from time to time.
 */
final class AdaptiveSpin {
    private static final int MAX_FAILURES = 4;
    private static final int ROUND_CALLS = 1024;

    private final long nanos;
    /** Failures in a row, in this round; lost updates between threads do no harm. */
    private volatile int failures;

    /**
     * Creates a spin policy.
     *
     * @param nanos the maximum spin time in nanoseconds
     */
    AdaptiveSpin(long nanos) {
        this.nanos = nanos;
    }

    /** Spins until a call ends, and records whether that helped. */
    void caller(BooleanSupplier news) {
        failures = look(news) ? 0 : (failures + 1) % ROUND_CALLS;
    }

    /** Spins for work, as long as spinning helps the callers. */
    void lane(BooleanSupplier news) {
        look(news);
    }

    private boolean look(BooleanSupplier news) {
        if (failures >= MAX_FAILURES) {
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
