package keras4j.expr;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A value written down: null (Python's {@code None}), a boolean, a whole number, a real number or text.
 *
 * @param value null, a {@link Boolean}, a {@link Long}, a {@link Double} or a {@link String}
 */
public record Literal(@Nullable Object value) implements Expr {
    public static final Literal NONE = new Literal(null);

    public Literal {
        if (value != null
                && !(value instanceof Boolean
                        || value instanceof Long
                        || value instanceof Double
                        || value instanceof String)) {
            throw new IllegalArgumentException(
                    "Literal: value must be null, a boolean, a number, text, a list, a map or a"
                            + " Keras object, got a " + value.getClass().getName());
        }
    }

    static Literal of(@Nullable Object value) {
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return new Literal(((Number) value).longValue());
        }
        // By way of its text: 0.1f is meant as 0.1, not as 0.10000000149011612.
        return new Literal(value instanceof Float ? Double.valueOf(value.toString()) : value);
    }

    /** The number that an expression is. */
    public static double number(Expr expr) {
        if (expr instanceof Literal literal && literal.value() instanceof Number number) {
            return number.doubleValue();
        }
        throw new IllegalArgumentException("Literal: value must be a number, got " + expr);
    }

    @Override
    public Expr rewrite(UnaryOperator<Expr> change) {
        return change.apply(this);
    }

    @Override
    public String toString() {
        return value instanceof String ? "\"" + value + "\"" : String.valueOf(value);
    }
}
