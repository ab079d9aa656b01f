package keras4j.interval;

import java.util.Arrays;

/** From where to where something lies. */
public record Bounds(double lower, double upper) {
    /** Of values that were drawn: their quantiles, interpolated between order statistics. */
    public static Bounds ofDrawn(double[] drawn, double level) {
        double[] sorted = drawn.clone();
        Arrays.sort(sorted);
        return new Bounds(quantile(sorted, (1 - level) / 2), quantile(sorted, (1 + level) / 2));
    }

    private static double quantile(double[] sorted, double part) {
        double place = part * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    /** Of something that happens, 1, or does not, 0, with a probability: both ends are one of them. */
    public static Bounds ofEvent(double probability, double level) {
        double tail = (1 - level) / 2;
        return new Bounds(1 - probability < tail ? 1 : 0, probability > tail ? 1 : 0);
    }

    /**
     * Checks a level.
     *
     * @throws IllegalArgumentException it is not between 0 and 1
     */
    public static double requireLevel(double level) {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("Intervals: level must be between 0 and 1, got " + level);
        }
        return level;
    }
}
