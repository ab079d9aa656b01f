package keras4j.internal.interval;

import java.util.Arrays;

/** Interval bounds. */
public record IntervalBoundsOf(double lower, double upper) {
    /** Returns the quantiles of drawn values, interpolated between order statistics. */
    public static IntervalBoundsOf ofDrawn(double[] drawn, double level) {
        double[] sorted = drawn.clone();
        Arrays.sort(sorted);
        return new IntervalBoundsOf(quantile(sorted, (1 - level) / 2), quantile(sorted, (1 + level) / 2));
    }

    private static double quantile(double[] sorted, double part) {
        double place = part * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    /** Returns the bounds of an event, 1 if it happens and 0 otherwise, by its probability: both ends are 0 or 1. */
    public static IntervalBoundsOf ofEvent(double probability, double level) {
        double tail = (1 - level) / 2;
        return new IntervalBoundsOf(1 - probability < tail ? 1 : 0, probability > tail ? 1 : 0);
    }

    /**
     * Checks a level.
     *
     * @throws IllegalArgumentException if it is not between 0 and 1
     */
    public static double requireLevel(double level) {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("Intervals: level must be between 0 and 1, got " + level);
        }
        return level;
    }
}
