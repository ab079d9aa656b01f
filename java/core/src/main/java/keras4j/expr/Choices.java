package keras4j.expr;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Some values to choose from.
 *
 * @param values the values, each once, none of them open
 */
public record Choices(List<Expr> values) implements Domain {
    public Choices {
        values = List.copyOf(values);
        if (values.isEmpty() || values.stream().distinct().count() < values.size()) {
            throw new IllegalArgumentException("oneOf: values must be at least one, each once, got " + values);
        }
        values.stream().filter(Open::isIn).findFirst().ifPresent(value -> {
            throw new IllegalArgumentException(
                    "oneOf: values must be closed, got " + value + "; open its arguments beside it, with when(...)");
        });
    }

    @Override
    public Expr at(double share) {
        return values.get(Math.min((int) (share * values.size()), values.size() - 1));
    }

    @Override
    public double share(Expr value) {
        return (values.indexOf(value) + 0.5) / values.size();
    }

    /** The first ones. */
    @Override
    public List<Expr> levels(int count) {
        return values.subList(0, Math.min(count, values.size()));
    }

    @Override
    public boolean contains(Expr value) {
        return values.contains(value);
    }

    @Override
    public double size() {
        return values.size();
    }

    @Override
    public String toString() {
        return values.stream().map(Expr::toString).collect(Collectors.joining(", ", "oneOf(", ")"));
    }
}
