package keras4j.measure;

import java.util.Locale;

/** The direction of a measure: larger or smaller numbers are better. */
public enum Direction {
    /** Larger numbers are better. */
    MAXIMIZE,
    /** Smaller numbers are better. */
    MINIMIZE;

    /**
     * Compares two numbers of a measure; NaN is never better, and any number is better than NaN.
     *
     * @param one a number
     * @param other another number
     * @return true if {@code one} is better than {@code other}
     */
    public boolean better(double one, double other) {
        if (Double.isNaN(one) || Double.isNaN(other)) {
            return !Double.isNaN(one);
        }
        return this == MAXIMIZE ? one > other : one < other;
    }

    /** Returns the name in yardstick: {@code maximize}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
