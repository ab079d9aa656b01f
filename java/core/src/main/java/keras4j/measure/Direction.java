package keras4j.measure;

import java.util.Locale;

/** Whether larger or smaller numbers of a measure are better. */
public enum Direction {
    MAXIMIZE,
    MINIMIZE;

    /** Whether {@code one} is better than {@code other}; NaN is never better, and any number is better than NaN. */
    public boolean better(double one, double other) {
        if (Double.isNaN(one) || Double.isNaN(other)) {
            return !Double.isNaN(one);
        }
        return this == MAXIMIZE ? one > other : one < other;
    }

    /** The name in yardstick: {@code maximize}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
