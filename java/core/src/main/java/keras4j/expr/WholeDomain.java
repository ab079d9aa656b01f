package keras4j.expr;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import keras4j.internal.text.Preconditions;

/**
 * Integers between two ends, both included.
 *
 * @param low the lower end
 * @param high the upper end
 * @param log true for a logarithmic scale
 */
public record WholeDomain(long low, long high, boolean log) implements Domain {
    /**
     * Checks the ends.
     *
     * @param low the lower end
     * @param high the upper end
     * @param log true for a logarithmic scale
     */
    public WholeDomain {
        if (low > high || (log && low < 1)) {
            throw new IllegalArgumentException("between: low must be "
                    + (low > high ? "at most high" : "at least 1 for a logarithmic scale") + ", got between(" + low
                    + ", " + high + ")");
        }
    }

    @Override
    public Expr at(double share) {
        RangeScale.checkShare(share);
        long value = (long) Math.floor(RangeScale.of(log).between((double) low, high + 1.0, share));
        return Expr.of(Math.max(low, Math.min(value, high)));
    }

    @Override
    public double share(Expr value) {
        double number = Literal.number(value);
        double from = low;
        double to = high + 1.0;
        RangeScale scale = RangeScale.of(log);
        return (scale.share(from, to, number) + scale.share(from, to, number + 1)) / 2;
    }

    /** Returns values in steps of equal width, rounded down, each once. */
    @Override
    public List<Expr> levels(int count) {
        RangeScale.checkCount(count);
        return IntStream.range(0, count)
                .mapToLong(
                        step -> (long) Math.floor(RangeScale.of(log).level((double) low, (double) high, step, count)))
                .distinct()
                .mapToObj(Expr::of)
                .toList();
    }

    @Override
    public Optional<Expr> read(Expr value) {
        Preconditions.notNull("WholeDomain", "value", value);
        return Optional.of(value)
                .filter(each -> each instanceof Literal literal && literal.value() instanceof Number)
                .map(Literal::number)
                .filter(number -> number == Math.rint(number) && number >= low && number <= high)
                .map(number -> Expr.of(number.longValue()));
    }

    @Override
    public Expr last() {
        return Expr.of(high);
    }

    @Override
    public double size() {
        return high - low + 1.0;
    }

    @Override
    public String toString() {
        return "between(" + low + ", " + high + ")" + (log ? ".log()" : "");
    }
}
