package keras4j.expr;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import keras4j.internal.text.Preconditions;

/**
 * Real numbers between two, both included.
 *
 * @param low the lower end, finite
 * @param high the upper end, finite
 * @param log whether they are spread by their logarithms
 */
public record RealDomain(double low, double high, boolean log) implements Domain {
    /**
     * Checks the ends.
     *
     * @param low the lower end, finite
     * @param high the upper end, finite
     * @param log whether they are spread by their logarithms
     */
    public RealDomain {
        if (!(low <= high) || Double.isInfinite(low) || Double.isInfinite(high)) {
            throw new IllegalArgumentException(
                    "between: low and high must be finite, low at most high, got between(" + low + ", " + high + ")");
        }
        if (log && low <= 0) {
            throw new IllegalArgumentException(
                    "between: low must be above 0 for a logarithmic scale, got between(" + low + ", " + high + ")");
        }
    }

    @Override
    public Expr at(double share) {
        RangeScale.checkShare(share);
        return Expr.of(Math.max(low, Math.min(RangeScale.of(log).between(low, high, share), high)));
    }

    @Override
    public double share(Expr value) {
        double number = Literal.number(value);
        return low == high ? 0 : Math.min(RangeScale.of(log).share(low, high, number), Math.nextDown(1.0));
    }

    @Override
    public List<Expr> levels(int count) {
        RangeScale.checkCount(count);
        return IntStream.range(0, count)
                .mapToDouble(step -> RangeScale.of(log).level(low, high, step, count))
                .distinct()
                .mapToObj(Expr::of)
                .toList();
    }

    @Override
    public Optional<Expr> read(Expr value) {
        Preconditions.notNull("RealDomain", "value", value);
        return Optional.of(value)
                .filter(each -> each instanceof Literal literal && literal.value() instanceof Number)
                .map(Literal::number)
                .filter(number -> number >= low && number <= high)
                .map(Expr::of);
    }

    @Override
    public Expr last() {
        return Expr.of(high);
    }

    @Override
    public double size() {
        return low == high ? 1 : Double.POSITIVE_INFINITY;
    }

    @Override
    public String toString() {
        return "between(" + low + ", " + high + ")" + (log ? ".log()" : "");
    }
}
