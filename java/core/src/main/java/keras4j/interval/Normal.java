package keras4j.interval;

/** The standard normal distribution. */
public final class Normal {
    private static final double ROOT = Math.sqrt(2 * Math.PI);
    /** Enough to go as far as 8 standard deviations, and to settle there. */
    private static final int STEPS = 40;

    private Normal() {}

    /**
     * How many standard deviations to each side of the centre hold a part of all values.
     *
     * @throws IllegalArgumentException the part is not between 0 and 1
     */
    public static double halfWidth(double level) {
        return quantile((1 + Bounds.requireLevel(level)) / 2);
    }

    /** The value below which a part from 1/2 to 1 of all values lies, by Newton's method. */
    private static double quantile(double part) {
        double z = 0;
        for (int step = 0; step < STEPS; step++) {
            // The density falls fast: from too far to the right Newton would never come back.
            z += Math.min((part - below(z)) / density(z), 0.5);
        }
        return z;
    }

    private static double density(double z) {
        return Math.exp(-z * z / 2) / ROOT;
    }

    /** The series of G. Marsaglia, Evaluating the Normal Distribution, 2004. */
    private static double below(double z) {
        double term = z;
        double sum = z;
        for (int odd = 3; term > sum * 1e-17; odd += 2) {
            term *= z * z / odd;
            sum += term;
        }
        return 0.5 + sum * density(z);
    }
}
