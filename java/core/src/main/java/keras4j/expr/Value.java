package keras4j.expr;

import org.jspecify.annotations.Nullable;

/**
 * A value of type {@code T} that need not be known yet, such as {@code arg("units", 128)}, a {@code Value<Integer>}.
 */
@SuppressWarnings("UnusedTypeParameter") // T is for the compiler: no text goes where a number belongs
public sealed class Value<T> implements Expressible permits Range {
    private final Expr expr;

    /** What stands in the place of the value. */
    public Value(Expr expr) {
        this.expr = expr;
    }

    /** A hole named {@code name} that holds {@code standard} until something else is put there. */
    public static <T> Value<T> arg(String name, T standard) {
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
