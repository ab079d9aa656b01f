package keras4j.internal.resample;

import java.security.SecureRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Random number generator that gives identical numbers on every machine and Java version: SplitMix64 of G. Steele, D.
 * Lea, C. Flood: <a href="https://doi.org/10.1145/2714064.2660195">Fast splittable pseudorandom number generators</a>,
 * 2014.
 */
public final class RandomDraw {
    private static final long GAMMA = 0x9e3779b97f4a7c15L;

    private long state;

    /**
     * Creates a generator.
     *
     * @param seed the seed; null for a random one
     */
    public RandomDraw(@Nullable Long seed) {
        state = seed == null ? new SecureRandom().nextLong() : seed;
    }

    /** {@return the next 64 random bits} */
    public long next() {
        state += GAMMA;
        long z = (state ^ (state >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** {@return a random number from 0, inclusive, to 1, exclusive, of 53 random bits} */
    public double share() {
        return (next() >>> 11) * 0x1p-53;
    }

    /**
     * Returns a random integer, uniformly distributed: numbers of the incomplete last run are rejected.
     *
     * @param bound the upper bound, exclusive, above 0
     * @return an integer from 0, inclusive, to {@code bound}, exclusive
     */
    public int below(int bound) {
        long bits = next() >>> 1;
        while (bits - bits % bound > Long.MAX_VALUE - (bound - 1)) {
            bits = next() >>> 1;
        }
        return (int) (bits % bound);
    }

    /**
     * Returns a copy of the rows in random order, by the Fisher-Yates shuffle.
     *
     * @param rows the rows, not changed
     * @return the rows in random order
     */
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

    /** Returns a sample with replacement of as many rows, in the order of the data. */
    public int[] withReplacement(int[] rows) {
        return IntStream.range(0, rows.length)
                .map(i -> rows[below(rows.length)])
                .sorted()
                .toArray();
    }
}
