package keras4j.internal.interval;

import org.hipparchus.special.Erf;

/** The standard normal distribution. */
public final class NormalDistribution {
    private NormalDistribution() {}

    /**
     * Returns the half width, in standard deviations, of the central interval that holds a part of all values.
     *
     * @throws IllegalArgumentException the part is not between 0 and 1
     */
    public static double halfWidth(double level) {
        return Math.sqrt(2) * Erf.erfInv(IntervalBoundsOf.requireLevel(level));
    }
}
