package keras4j.plot;

import java.util.Arrays;
import java.util.Collection;

/** The range of some numbers, from the lowest to the highest; {@link #NONE} if there are none. */
record NumericExtent(double low, double high) {
    static final NumericExtent NONE = new NumericExtent(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

    /** Returns the range of the finite numbers among these. */
    static NumericExtent of(Collection<Double> values) {
        return values.stream()
                .filter(Double::isFinite)
                .map(value -> new NumericExtent(value, value))
                .reduce(NONE, NumericExtent::and);
    }

    static NumericExtent of(double... values) {
        return of(Arrays.stream(values).boxed().toList());
    }

    NumericExtent and(NumericExtent other) {
        return new NumericExtent(Math.min(low, other.low), Math.max(high, other.high));
    }

    boolean isEmpty() {
        return low > high;
    }

    double length() {
        return high - low;
    }
}
