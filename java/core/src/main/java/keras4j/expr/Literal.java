package keras4j.expr;

import java.util.function.UnaryOperator;
import keras4j.internal.text.Preconditions;
import keras4j.internal.text.Quoted;
import org.jspecify.annotations.Nullable;

/**
 * Literal value: null (Python's {@code None}), a boolean, an integer, a real number or a string.
 *
 * @param value null, a {@link Boolean}, a {@link Long}, a {@link Double} or a {@link String}
 */
public record Literal(@Nullable Object value) implements Expr {
    /** Python's {@code None}. */
    public static final Literal NONE = new Literal(null);

    /**
     * Checks the type of the value.
     *
     * @param value null, a {@link Boolean}, a {@link Long}, a {@link Double} or a {@link String}
     */
    public Literal {
        if (value != null
                && !(value instanceof Boolean
                        || value instanceof Long
                        || value instanceof Double
                        || value instanceof String)) {
            throw new IllegalArgumentException(
                    "Literal: value must be null, a boolean, a number, text, a list, a map or a"
                            + " Keras object, got a "
                            + Quoted.cut(value.getClass().getName()));
        }
    }

    static Literal of(@Nullable Object value) {
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return new Literal(((Number) value).longValue());
        }
        // Converted through its text, so that 0.1f becomes 0.1, not as 0.10000000149011612.
        return new Literal(value instanceof Float ? Double.valueOf(value.toString()) : value);
    }

    /**
     * {@return the number of a numeric literal}
     *
     * @param expr the literal; any other expression is an error
     */
    public static double number(Expr expr) {
        if (expr instanceof Literal literal && literal.value() instanceof Number number) {
            return number.doubleValue();
        }
        throw new IllegalArgumentException("Literal: value must be a number, got " + Quoted.cut(expr));
    }

    @Override
    public Expr rewrite(UnaryOperator<Expr> change) {
        Preconditions.notNull("Literal", "change", change);
        return change.apply(this);
    }

    @Override
    public String toString() {
        return value instanceof String ? "\"" + value + "\"" : String.valueOf(value);
    }
}
