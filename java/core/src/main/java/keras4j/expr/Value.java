package keras4j.expr;

import keras4j.internal.text.Preconditions;
import org.jspecify.annotations.Nullable;

/**
 * Value of type {@code T} that need not be known yet, such as {@code arg("units", 128)}, a {@code Value<Integer>}.
 *
 * @param <T> the type of the value
 */
@SuppressWarnings("UnusedTypeParameter") // T is for the compiler: no text goes where a number belongs
public sealed class Value<T> implements ToExpr permits OpenRange {
    private final Expr expr;

    /**
     * Creates a value from an expression.
     *
     * @param expr the expression in the place of the value
     */
    public Value(Expr expr) {
        Preconditions.notNull("Value", "expr", expr);
        this.expr = expr;
    }

    /**
     * {@return a placeholder that has a default until another value is set}
     *
     * @param <T> the type of the value
     * @param name the argument's name within its block
     * @param standard the default
     */
    public static <T> Value<T> arg(String name, T standard) {
        Preconditions.notNull("Value", "standard", standard);
        Preconditions.notNull("Value", "name", name);
        return new Value<>(new Arg(name, Expr.of(standard)));
    }

    @Override
    public final Expr expr() {
        return expr;
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof Value<?> value && value.expr.equals(expr);
    }

    @Override
    public final int hashCode() {
        return expr.hashCode();
    }

    @Override
    public final String toString() {
        return expr.toString();
    }
}
