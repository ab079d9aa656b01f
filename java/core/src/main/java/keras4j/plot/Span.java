package keras4j.plot;

import java.util.Arrays;
import java.util.Collection;

/** From the lowest to the highest of some numbers; {@link #NONE} where there are none. */
record Span(double low, double high) {
    static final Span NONE = new Span(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

    /** Of the finite numbers among these. */
    static Span of(Collection<Double> values) {
        return values.stream()
                .filter(Double::isFinite)
                .map(value -> new Span(value, value))
                .reduce(NONE, Span::and);
    }

    static Span of(double... values) {
        return of(Arrays.stream(values).boxed().toList());
    }

    Span and(Span other) {
        return new Span(Math.min(low, other.low), Math.max(high, other.high));
    }

    boolean isEmpty() {
        return low > high;
    }

    double length() {
        return high - low;
    }
}
