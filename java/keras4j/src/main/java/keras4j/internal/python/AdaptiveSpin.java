package keras4j.internal.python;

import java.util.Arrays;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Waiting by spinning or by sleeping, whichever has made the latest calls shorter.
 *
 * <p>A sleeping thread takes about 45 microseconds to wake up, a spinning one less than one. When caller and lane share
 * a core, or other threads want it, spinning makes the other one slower instead. So blocks of calls are made in both
 * ways, now and then, and the way with the smaller median is kept.
 */
final class AdaptiveSpin {
    /** Calls in a block, of which the median counts. */
    private static final int BLOCK_CALLS = 32;
    /** Maximum number of blocks between two trials of the other way. */
    private static final int MAX_BLOCKS = 256;
    /** Maximum time in nanoseconds of a spin, and of a call for which a saved wake-up matters. */
    private static final long MAX_SPIN_NANOS = 300_000;
    /** Maximum time in nanoseconds that a lane spins for the next call. */
    private static final long MAX_GAP_NANOS = 50_000;

    private final LongSupplier clock;
    // Callers may overwrite each other's numbers, which does no harm.
    private final long[] block = new long[BLOCK_CALLS];
    private int calls;
    private long spinMedian;
    private long sleepMedian = Long.MAX_VALUE;
    private boolean pays = true;
    /** Blocks between the last two trials of the other way, and those that are left until the next one. */
    private int blocks = 1;

    private int left;
    private volatile boolean spins = true;

    AdaptiveSpin() {
        this(System::nanoTime);
    }

    /**
     * Creates a policy.
     *
     * @param clock the time in nanoseconds
     */
    AdaptiveSpin(LongSupplier clock) {
        this.clock = clock;
    }

    /** Returns the time in nanoseconds at which a call begins. */
    long start() {
        return clock.getAsLong();
    }

    /** Spins until a call ends, if that pays. */
    void caller(BooleanSupplier news) {
        spin(news, MAX_SPIN_NANOS);
    }

    /** Spins for the next call, if that pays. */
    void lane(BooleanSupplier news) {
        spin(news, MAX_GAP_NANOS);
    }

    private void spin(BooleanSupplier news, long nanos) {
        if (spins) {
            long start = clock.getAsLong();
            while (!news.getAsBoolean() && clock.getAsLong() - start < nanos) {
                Thread.onSpinWait();
            }
        }
    }

    /** Records the time of a call, from its start until its caller has the answer. */
    void ended(long start) {
        block[calls % BLOCK_CALLS] = clock.getAsLong() - start;
        calls = (calls + 1) % BLOCK_CALLS;
        if (calls == 0) {
            next();
        }
    }

    private void next() {
        long median =
                Arrays.stream(block).sorted().skip(BLOCK_CALLS / 2).findFirst().orElseThrow();
        if (spins) {
            spinMedian = median;
        } else {
            sleepMedian = median;
        }
        boolean now = spinMedian <= MAX_SPIN_NANOS && spinMedian < sleepMedian;
        if (now != pays) {
            pays = now;
            blocks = 1;
            left = Math.min(left, blocks);
        }
        spins = (left > 0) == pays;
        if (left == 0) {
            blocks = Math.min(2 * blocks, MAX_BLOCKS);
            left = blocks;
        } else {
            left--;
        }
    }
}
