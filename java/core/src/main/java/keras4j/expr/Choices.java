package keras4j.expr;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import keras4j.internal.text.Preconditions;
import keras4j.internal.text.Quoted;

/**
 * Finite set of values to choose from.
 *
 * @param values the values, each once, none of them open
 */
public record Choices(List<Expr> values) implements Domain {
    /**
     * Checks the values.
     *
     * @param values the values, each once, none of them open
     */
    public Choices {
        values = Preconditions.items("Choices", "values", values);
        if (values.isEmpty() || values.stream().distinct().count() < values.size()) {
            throw new IllegalArgumentException(
                    "oneOf: values must be distinct and not empty, got " + Quoted.cut(values));
        }
        values.stream().filter(HyperparameterExpr::isIn).findFirst().ifPresent(value -> {
            throw new IllegalArgumentException("oneOf: values must be closed, got " + Quoted.cut(value)
                    + "; open its arguments beside it, with when(...)");
        });
    }

    @Override
    public Expr at(double share) {
        RangeScale.checkShare(share);
        return values.get(Math.min((int) (share * values.size()), values.size() - 1));
    }

    @Override
    public double share(Expr value) {
        Preconditions.notNull("Choices", "value", value);
        return (values.indexOf(value) + 0.5) / values.size();
    }

    /** Returns the first values. */
    @Override
    public List<Expr> levels(int count) {
        Preconditions.atLeast("Domain", "count", 0, count);
        return values.subList(0, Math.min(count, values.size()));
    }

    @Override
    public Optional<Expr> read(Expr value) {
        Preconditions.notNull("Choices", "value", value);
        if (values.contains(value)) {
            return Optional.of(value);
        }
        List<Expr> meant = values.stream().filter(each -> means(value, each)).toList();
        return meant.size() == 1 ? Optional.of(meant.get(0)) : Optional.empty();
    }

    private static boolean means(Expr value, Expr choice) {
        if (value instanceof Literal one && choice instanceof Literal other) {
            return one.value() instanceof Number
                    && other.value() instanceof Number
                    && Literal.number(one) == Literal.number(other);
        }
        return names(value, choice)
                || (value instanceof Call call && call.arguments().isEmpty() && names(choice, value));
    }

    /** Returns true if the text is the name or the printed form of a Keras object. */
    private static boolean names(Expr text, Expr object) {
        return text instanceof Literal literal
                && literal.value() instanceof String name
                && object instanceof Call call
                && (call.toString().equals(name) || call.name().equalsIgnoreCase(name.replace("_", "")));
    }

    @Override
    public Expr last() {
        return values.get(values.size() - 1);
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
