package keras4j.expr;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import keras4j.internal.text.PythonNames;
import org.jspecify.annotations.Nullable;

/**
 * Hyperparameter: a value still to be chosen.
 *
 * @param domain the values it may take
 * @param name its name, shared by all places that take one value; null to use the name of the argument where it
 *     stands
 * @param when the conditions, all of which must hold for it to matter; none if it always does
 */
public record OpenExpr(Domain domain, @Nullable String name, List<When> when) implements Expr {
    /**
     * Condition that another hyperparameter, or an argument that is set, has one of some values.
     *
     * @param name the other's name
     * @param values the values
     */
    public record When(String name, Domain values) {
        @Override
        public String toString() {
            return name + " in " + values;
        }
    }

    /**
     * Checks the name and the conditions.
     *
     * @param domain the values it may take
     * @param name its name, shared by all places that take one value; null to use the name of the argument where it
     *     stands
     * @param when the conditions, all of which must hold for it to matter; none if it always does
     */
    public OpenExpr {
        if (name != null) {
            PythonNames.check("open value", "name", name);
        }
        when = List.copyOf(when);
        if (when.stream().map(When::name).distinct().count() < when.size()) {
            throw new IllegalArgumentException("open value: when must name each other value once, got " + when);
        }
    }

    /**
     * {@return true if an expression is or contains a hyperparameter, also in the default of an arg}
     *
     * @param expr the expression
     */
    public static boolean isIn(Expr expr) {
        return !in(expr).isEmpty();
    }

    /**
     * {@return the hyperparameters in an expression, in order}
     *
     * @param expr the expression
     */
    public static List<OpenExpr> in(Expr expr) {
        List<OpenExpr> found = new ArrayList<>();
        expr.rewrite(part -> {
            if (part instanceof OpenExpr open) {
                found.add(open);
            }
            return part;
        });
        return found;
    }

    /**
     * {@return a copy over another domain}
     *
     * @param other the domain
     */
    public OpenExpr over(Domain other) {
        return new OpenExpr(other, name, when);
    }

    @Override
    public Expr rewrite(UnaryOperator<Expr> change) {
        return change.apply(this);
    }

    @Override
    public String toString() {
        String named = name == null ? "" : ".as(\"" + name + "\")";
        return domain
                + named
                + when.stream()
                        .map(each -> ".when(\"" + each.name() + "\", " + each.values() + ")")
                        .collect(Collectors.joining());
    }
}
