package keras4j.expr;

import java.math.BigDecimal;
import java.math.MathContext;
import keras4j.internal.text.Preconditions;

/** Scale of the numbers between two ends. */
enum RangeScale {
    LINEAR {
        @Override
        double between(double low, double high, double share) {
            return low + share * (high - low);
        }

        @Override
        double share(double low, double high, double number) {
            return (number - low) / (high - low);
        }
    },
    LOG {
        @Override
        double between(double low, double high, double share) {
            return low * Math.exp(share * Math.log(high / low));
        }

        @Override
        double share(double low, double high, double number) {
            return Math.log(number / low) / Math.log(high / low);
        }
    };

    /** Precision of the levels, so that 0.2 + 0.1 becomes 0.3. */
    private static final MathContext DIGITS = new MathContext(12);

    private static final int MAX_LEVELS = 1_000_000;

    static void checkShare(double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("Domain: share must be between 0 and 1, got " + share);
        }
    }

    static void checkCount(int count) {
        Preconditions.between("Domain", "count", 0, MAX_LEVELS, count);
    }

    static RangeScale of(boolean log) {
        return log ? LOG : LINEAR;
    }

    abstract double between(double low, double high, double share);

    abstract double share(double low, double high, double number);

    /** Returns one of {@code count} numbers in equal steps from low to high, to 12 digits; the ends are exact. */
    double level(double low, double high, int step, int count) {
        if (step == 0 || step == count - 1) {
            return step == 0 ? low : high;
        }
        return new BigDecimal(between(low, high, step / (count - 1.0)), DIGITS).doubleValue();
    }
}
