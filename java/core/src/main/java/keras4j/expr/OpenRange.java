package keras4j.expr;

import java.util.ArrayList;
import java.util.List;
import keras4j.internal.text.Preconditions;
import keras4j.internal.text.Quoted;

/**
 * Hyperparameter with the range of its values; {@code between(64, 256)} takes the place of 128.
 *
 * <p>It has the name of the argument where it stands. All of one explicit name, {@link #as}, take one value.
 *
 * @param <T> the type of the value
 */
public final class OpenRange<T> extends Value<T> {
    private final HyperparameterExpr open;

    private OpenRange(HyperparameterExpr open) {
        super(open);
        this.open = open;
    }

    private static <T> OpenRange<T> of(Domain domain) {
        return new OpenRange<>(new HyperparameterExpr(domain, null, List.of()));
    }

    /**
     * {@return an integer between two, both included}
     *
     * @param low the lower end
     * @param high the upper end
     */
    public static OpenRange<Integer> between(int low, int high) {
        return of(new WholeDomain(low, high, false));
    }

    /**
     * {@return a real number between two, both included}
     *
     * @param low the lower end
     * @param high the upper end
     */
    public static OpenRange<Double> between(double low, double high) {
        return of(new RealDomain(low, high, false));
    }

    /**
     * {@return one of several values: numbers, strings or typed Keras values}
     *
     * @param <T> the type of the value
     * @param first a value
     * @param others the other values
     */
    @SafeVarargs
    public static <T> OpenRange<T> oneOf(T first, T... others) {
        Preconditions.notNull("OpenRange", "first", first);
        Preconditions.notNull("OpenRange", "others", others);
        List<Expr> values = new ArrayList<>(List.of(Expr.of(first)));
        for (T other : others) {
            values.add(Expr.of(other));
        }
        return of(new Choices(values));
    }

    /**
     * Returns a copy on a logarithmic scale, with as many values between 0.001 and 0.01 as between 0.01 and 0.1.
     *
     * @return the copy
     */
    public OpenRange<T> log() {
        Domain domain = open.domain();
        if (domain instanceof WholeDomain whole) {
            return new OpenRange<>(open.over(new WholeDomain(whole.low(), whole.high(), true)));
        }
        if (domain instanceof RealDomain real) {
            return new OpenRange<>(open.over(new RealDomain(real.low(), real.high(), true)));
        }
        throw new IllegalArgumentException("log: range must be between two numbers, got " + Quoted.cut(domain));
    }

    /**
     * {@return a copy with an explicit name, which takes one value wherever the name occurs in a spec}
     *
     * @param name the name
     */
    public OpenRange<T> as(String name) {
        Preconditions.notNull("OpenRange", "name", name);
        return new OpenRange<>(new HyperparameterExpr(open.domain(), name, open.when()));
    }

    /**
     * Returns a copy that matters only if another argument has one of some values: {@code when("num_hidden_2",
     * between(1, 3))}, {@code when("compile_optimizer", Optimizers.sgd())}. Otherwise it is the lower end or the first
     * choice, and is absent from points.
     *
     * @param name the other hyperparameter, or an argument of the spec
     * @param value a range, or one value
     * @return the copy
     */
    public OpenRange<T> when(String name, Object value) {
        Preconditions.notNull("OpenRange", "value", value);
        List<HyperparameterExpr.When> when = new ArrayList<>(open.when());
        Expr expr = Expr.of(value);
        when.add(new HyperparameterExpr.When(
                name, expr instanceof HyperparameterExpr other ? other.domain() : new Choices(List.of(expr))));
        return new OpenRange<>(new HyperparameterExpr(open.domain(), open.name(), when));
    }
}
