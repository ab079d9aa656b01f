package keras4j.expr;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import keras4j.internal.text.Preconditions;
import keras4j.internal.text.PythonNames;
import keras4j.internal.text.Quoted;
import org.jspecify.annotations.Nullable;

/**
 * Hyperparameter: a value still to be chosen.
 *
 * @param domain the values it may take
 * @param name its name, shared by all places that take one value; null to use the name of the argument where it
 *     stands
 * @param when the conditions, all of which must hold for it to matter; none if it always does
 */
public record HyperparameterExpr(Domain domain, @Nullable String name, List<When> when) implements Expr {
    /**
     * Condition that another hyperparameter, or an argument that is set, has one of some values.
     *
     * @param name the other's name
     * @param values the values
     */
    public record When(String name, Domain values) {
        /**
         * Checks the components.
         *
         * @param name the other's name
         * @param values the values
         */
        public When {
            Preconditions.notNull("When", "name", name);
            Preconditions.notNull("When", "values", values);
        }

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
    public HyperparameterExpr {
        Preconditions.notNull("HyperparameterExpr", "domain", domain);
        Preconditions.items("HyperparameterExpr", "when", when);
        if (name != null) {
            PythonNames.check("hyperparameter", "name", name);
        }
        when = List.copyOf(when);
        if (when.stream().map(When::name).distinct().count() < when.size()) {
            throw new IllegalArgumentException(
                    "hyperparameter: when must name each other value once, got " + Quoted.cut(when));
        }
    }

    /**
     * {@return true if an expression is or contains a hyperparameter, also in the default of an arg}
     *
     * @param expr the expression
     */
    public static boolean isIn(Expr expr) {
        Preconditions.notNull("HyperparameterExpr", "expr", expr);
        return !in(expr).isEmpty();
    }

    /**
     * {@return the hyperparameters in an expression, in order}
     *
     * @param expr the expression
     */
    public static List<HyperparameterExpr> in(Expr expr) {
        Preconditions.notNull("HyperparameterExpr", "expr", expr);
        List<HyperparameterExpr> found = new ArrayList<>();
        expr.rewrite(part -> {
            if (part instanceof HyperparameterExpr open) {
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
    public HyperparameterExpr over(Domain other) {
        Preconditions.notNull("HyperparameterExpr", "other", other);
        return new HyperparameterExpr(other, name, when);
    }

    @Override
    public Expr rewrite(UnaryOperator<Expr> change) {
        Preconditions.notNull("HyperparameterExpr", "change", change);
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
