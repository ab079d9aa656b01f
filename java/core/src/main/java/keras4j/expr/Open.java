package keras4j.expr;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A value that is not chosen yet.
 *
 * @param domain the values it may take
 * @param name its name, shared by all that are to be chosen together; null to be named by the argument where it stands
 * @param when where it matters; everywhere if there is no condition
 */
public record Open(Domain domain, @Nullable String name, List<When> when) implements Expr {
    /**
     * A condition: another open value, or an argument that is set, has one of these values.
     *
     * @param name the name of the other
     * @param values the values
     */
    public record When(String name, Domain values) {
        @Override
        public String toString() {
            return name + " in " + values;
        }
    }

    public Open {
        if (name != null) {
            Names.check("open value", "name", name);
        }
        when = List.copyOf(when);
        if (when.stream().map(When::name).distinct().count() < when.size()) {
            throw new IllegalArgumentException("open value: when must name each other value once, got " + when);
        }
    }

    /** Whether an expression is open, or a part of it; what an arg holds counts. */
    public static boolean isIn(Expr expr) {
        return !in(expr).isEmpty();
    }

    /** The open values in an expression, in order. */
    public static List<Open> in(Expr expr) {
        List<Open> found = new ArrayList<>();
        expr.rewrite(part -> {
            if (part instanceof Open open) {
                found.add(open);
            }
            return part;
        });
        return found;
    }

    /** The same over another domain. */
    public Open over(Domain other) {
        return new Open(other, name, when);
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
