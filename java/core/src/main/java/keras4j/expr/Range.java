package keras4j.expr;

import java.util.ArrayList;
import java.util.List;

/**
 * A value that is not chosen yet, and what it is chosen from: {@code between(64, 256)} stands where 128 would.
 *
 * <p>An open value is called like the argument where it stands. All of one explicit name, {@link #as}, are chosen together.
 *
 * @param <T> the type of the value
 */
public final class Range<T> extends Value<T> {
    private final Open open;

    private Range(Open open) {
        super(open);
        this.open = open;
    }

    private static <T> Range<T> of(Domain domain) {
        return new Range<>(new Open(domain, null, List.of()));
    }

    /** A whole number between two, both included. */
    public static Range<Integer> between(int low, int high) {
        return of(new WholeDomain(low, high, false));
    }

    /** A real number between two, both included. */
    public static Range<Double> between(double low, double high) {
        return of(new RealDomain(low, high, false));
    }

    /** One of some values: numbers, texts, or typed Keras values. */
    @SafeVarargs
    public static <T> Range<T> oneOf(T first, T... others) {
        List<Expr> values = new ArrayList<>(List.of(Expr.of(first)));
        for (T other : others) {
            values.add(Expr.of(other));
        }
        return of(new Choices(values));
    }

    /** The same numbers, spread by their logarithms: as many between 0.001 and 0.01 as between 0.01 and 0.1. */
    public Range<T> log() {
        Domain domain = open.domain();
        if (domain instanceof WholeDomain whole) {
            return new Range<>(open.over(new WholeDomain(whole.low(), whole.high(), true)));
        }
        if (domain instanceof RealDomain real) {
            return new Range<>(open.over(new RealDomain(real.low(), real.high(), true)));
        }
        throw new IllegalArgumentException("log: range must be between two numbers, got " + domain);
    }

    /** The same under a name of its own; wherever else that name stands in a spec, it is the same choice. */
    public Range<T> as(String name) {
        return new Range<>(new Open(open.domain(), name, open.when()));
    }

    /**
     * The same, but only where another argument has one of some values: {@code when("num_hidden_2", between(1, 3))},
     * {@code when("compile_optimizer", Optimizers.sgd())}. Where it has another, this is the lower end or the first choice, and
     * no point has it.
     *
     * @param name the other open value, or an argument of the spec
     * @param value a range, or one value
     */
    public Range<T> when(String name, Object value) {
        List<Open.When> when = new ArrayList<>(open.when());
        Expr expr = Expr.of(value);
        when.add(new Open.When(name, expr instanceof Open other ? other.domain() : new Choices(List.of(expr))));
        return new Range<>(new Open(open.domain(), open.name(), when));
    }
}
