package keras4j.expr;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import keras4j.internal.text.Preconditions;

/**
 * Dictionary of expressions in insertion order; equality ignores the order.
 *
 * @param entries the keys (literals) and their expressions
 */
public record Dict(Map<Expr, Expr> entries) implements Expr {
    /**
     * Copies the entries.
     *
     * @param entries the keys (literals) and their expressions
     */
    public Dict {
        entries = Preconditions.entries("Dict", "entries", entries);
    }

    @Override
    public Expr rewrite(UnaryOperator<Expr> change) {
        Preconditions.notNull("Dict", "change", change);
        Map<Expr, Expr> rewritten = new LinkedHashMap<>();
        entries.forEach((key, value) -> rewritten.put(key.rewrite(change), value.rewrite(change)));
        return change.apply(new Dict(rewritten));
    }

    @Override
    public String toString() {
        return entries.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .collect(Collectors.joining(", ", "{", "}"));
    }
}
