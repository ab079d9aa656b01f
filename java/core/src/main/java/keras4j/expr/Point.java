package keras4j.expr;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import keras4j.internal.text.Preconditions;
import keras4j.internal.text.Quoted;
import org.jspecify.annotations.Nullable;

/**
 * Point of a search space: one choice for each hyperparameter that matters. Equality ignores the order.
 *
 * @param values the choices by name
 */
public record Point(@JsonValue Map<String, Expr> values) {
    /** Empty point, for objects without hyperparameters. */
    public static final Point NONE = new Point(Map.of());

    /**
     * Copies the choices.
     *
     * @param values the choices by name
     */
    @JsonCreator
    public Point {
        values = Preconditions.entries("Point", "values", values);
    }

    /**
     * {@return a point of one choice; {@link #with} adds others: {@code Point.of("units", 64).with("rate", 0.2)}}
     *
     * @param name the hyperparameter
     * @param value a boolean, a number, a string or a typed Keras value
     */
    public static Point of(String name, Object value) {
        Preconditions.notNull("Point", "value", value);
        Preconditions.notNull("Point", "name", name);
        return NONE.with(name, value);
    }

    /**
     * {@return a copy with one more choice}
     *
     * @param name the hyperparameter
     * @param value a boolean, a number, a string or a typed Keras value
     */
    public Point with(String name, Object value) {
        Preconditions.notNull("Point", "value", value);
        Preconditions.notNull("Point", "name", name);
        Map<String, Expr> more = new LinkedHashMap<>(values);
        more.put(name, Expr.of(value));
        return new Point(more);
    }

    /**
     * {@return the choice as a {@link Boolean}, {@link Long}, {@link Double}, {@link String} or {@link Expr}; null if
     * there is none}
     *
     * @param name the hyperparameter
     */
    public @Nullable Object value(String name) {
        Preconditions.notNull("Point", "name", name);
        Expr value = values.get(name);
        return value instanceof Literal literal ? literal.value() : value;
    }

    /**
     * {@return the chosen number}
     *
     * @param name the hyperparameter
     * @throws IllegalArgumentException if the choice is missing or is not a number
     */
    public double number(String name) {
        if (value(name) instanceof Number number) {
            return number.doubleValue();
        }
        throw new IllegalArgumentException("point: " + Quoted.cut(name) + " must be a number, got "
                + Quoted.cut(has(name) ? values.get(name) : "nothing"));
    }

    /**
     * {@return true if there is a choice for a hyperparameter}
     *
     * @param name the hyperparameter
     */
    public boolean has(String name) {
        Preconditions.notNull("Point", "name", name);
        return values.containsKey(name);
    }

    /**
     * Returns the order of points by one choice: numbers by size, others by their text; points without the choice come
     * first.
     *
     * @param name the hyperparameter
     * @return the order
     */
    public static Comparator<Point> by(String name) {
        Preconditions.notNull("Point", "name", name);
        return Comparator.comparing(
                point -> point.value(name), Comparator.nullsFirst((one, other) -> compare(one, other)));
    }

    private static int compare(Object one, Object other) {
        return one instanceof Number first && other instanceof Number second
                ? Double.compare(first.doubleValue(), second.doubleValue())
                : one.toString().compareTo(other.toString());
    }

    // The hash of a map is a sum of weakly mixed parts, which collides for many points of a grid.
    @Override
    public int hashCode() {
        int hash = 0;
        for (Map.Entry<String, Expr> each : values.entrySet()) {
            int part = (31 * each.getKey().hashCode() + each.getValue().hashCode()) * 0x9e3779b9;
            hash += (part ^ (part >>> 15)) * 0x85ebca6b;
        }
        return hash;
    }

    /** Returns one line, such as {@code hidden_units=64, hidden_rate=0.2}. */
    @Override
    public String toString() {
        return values.entrySet().stream()
                .map(each -> each.getKey() + "=" + each.getValue())
                .collect(Collectors.joining(", "));
    }
}
