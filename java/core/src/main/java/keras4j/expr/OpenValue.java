package keras4j.expr;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Named hyperparameter.
 *
 * @param name its name in points
 * @param domain the values it may take
 * @param when the conditions, all of which must hold for it to matter
 * @param preparation true if it belongs to the preparation of the data rather than to the network
 */
public record OpenValue(String name, Domain domain, List<OpenExpr.When> when, boolean preparation) {
    /**
     * Copies the conditions.
     *
     * @param name its name in points
     * @param domain the values it may take
     * @param when the conditions, all of which must hold for it to matter
     * @param preparation true if it belongs to the preparation of the data rather than to the network
     */
    public OpenValue {
        when = List.copyOf(when);
    }

    /**
     * {@return a hyperparameter of a network that matters everywhere}
     *
     * @param name its name
     * @param domain the values it may take
     */
    public static OpenValue of(String name, Domain domain) {
        return new OpenValue(name, domain, List.of(), false);
    }

    /**
     * {@return a hyperparameter, as in {@code OpenValue.of("units", between(64, 256))}}
     *
     * @param name its name
     * @param range the range of its values
     */
    public static OpenValue of(String name, OpenRange<?> range) {
        OpenExpr open = (OpenExpr) range.expr();
        return new OpenValue(name, open.domain(), open.when(), false);
    }

    /** Returns true if the hyperparameter matters, given the values of others. */
    boolean matters(Map<String, Expr> chosen) {
        return when.stream().allMatch(condition -> {
            Expr other = chosen.get(condition.name());
            return other != null && condition.values().contains(other);
        });
    }

    /** Returns one line, such as {@code hidden_2_units between(64, 256), when num_hidden_2 in between(1, 3)}. */
    @Override
    public String toString() {
        String conditions = when.stream().map(OpenExpr.When::toString).collect(Collectors.joining(" and "));
        return name + " " + domain + (conditions.isEmpty() ? "" : ", when " + conditions);
    }
}
