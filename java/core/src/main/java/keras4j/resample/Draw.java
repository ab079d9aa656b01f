package keras4j.resample;

import java.security.SecureRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Random rows that are the same on every machine and Java: SplitMix64 of G. Steele, D. Lea, C. Flood:
 * <a href="https://doi.org/10.1145/2714064.2660195">Fast splittable pseudorandom number generators</a>, 2014.
 */
public final class Draw {
    private static final long GAMMA = 0x9e3779b97f4a7c15L;

    private long state;

    /** Begins at this seed, or anywhere. */
    public Draw(@Nullable Long seed) {
        state = seed == null ? new SecureRandom().nextLong() : seed;
    }

    /** 64 random bits. */
    public long next() {
        state += GAMMA;
        long z = (state ^ (state >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** A real number from 0 up to but not 1, of 53 random bits. */
    public double share() {
        return (next() >>> 11) * 0x1p-53;
    }

    /** A number from 0 to {@code bound}, exclusive, all equally probable: numbers of the incomplete last run are dropped. */
    public int below(int bound) {
        long bits = next() >>> 1;
        while (bits - bits % bound > Long.MAX_VALUE - (bound - 1)) {
            bits = next() >>> 1;
        }
        return (int) (bits % bound);
    }

    /** The same rows in random order, by Fisher and Yates. */
    public int[] shuffled(int[] rows) {
        int[] shuffled = rows.clone();
        for (int last = shuffled.length - 1; last > 0; last--) {
            int other = below(last + 1);
            int row = shuffled[last];
            shuffled[last] = shuffled[other];
            shuffled[other] = row;
        }
        return shuffled;
    }

    /** As many of the rows, each perhaps several times, in the order of the data. */
    int[] withReplacement(int[] rows) {
        return IntStream.range(0, rows.length)
                .map(i -> rows[below(rows.length)])
                .sorted()
                .toArray();
    }
}
