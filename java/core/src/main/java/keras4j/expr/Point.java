package keras4j.expr;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One choice for each open value that matters. Two are equal whatever the order.
 *
 * @param values the choices by name
 */
public record Point(@JsonValue Map<String, Expr> values) {
    /** A point without a choice, of something that has no open value. */
    public static final Point NONE = new Point(Map.of());

    @JsonCreator
    public Point {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** A point of one choice; {@link #with} adds others: {@code Point.of("units", 64).with("rate", 0.2)}. */
    public static Point of(String name, Object value) {
        return NONE.with(name, value);
    }

    /** This point with a choice: a boolean, a number, text or a typed Keras value. */
    public Point with(String name, Object value) {
        Map<String, Expr> more = new LinkedHashMap<>(values);
        more.put(name, Expr.of(value));
        return new Point(more);
    }

    /** What was chosen: a {@link Boolean}, {@link Long}, {@link Double} or {@link String}, an {@link Expr}; null if nothing. */
    public @Nullable Object value(String name) {
        Expr value = values.get(name);
        return value instanceof Literal literal ? literal.value() : value;
    }

    /**
     * The number that was chosen.
     *
     * @throws IllegalArgumentException nothing was, or something else
     */
    public double number(String name) {
        if (value(name) instanceof Number number) {
            return number.doubleValue();
        }
        throw new IllegalArgumentException(
                "point: " + name + " must be a number, got " + (has(name) ? values.get(name) : "nothing"));
    }

    /** Whether there is a choice for a name. */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** Points by one of their choices: numbers by size, others by what they are as text; points without one come first. */
    public static Comparator<Point> by(String name) {
        return Comparator.comparing(
                point -> point.value(name), Comparator.nullsFirst((one, other) -> compare(one, other)));
    }

    private static int compare(Object one, Object other) {
        return one instanceof Number first && other instanceof Number second
                ? Double.compare(first.doubleValue(), second.doubleValue())
                : one.toString().compareTo(other.toString());
    }

    // A map's own hash is a sum of parts that are hardly mixed, of which a grid has many that are equal.
    @Override
    public int hashCode() {
        int hash = 0;
        for (Map.Entry<String, Expr> each : values.entrySet()) {
            int part = (31 * each.getKey().hashCode() + each.getValue().hashCode()) * 0x9e3779b9;
            hash += (part ^ (part >>> 15)) * 0x85ebca6b;
        }
        return hash;
    }

    /** As in {@code hidden_units=64, hidden_rate=0.2}. */
    @Override
    public String toString() {
        return values.entrySet().stream()
                .map(each -> each.getKey() + "=" + each.getValue())
                .collect(Collectors.joining(", "));
    }
}
