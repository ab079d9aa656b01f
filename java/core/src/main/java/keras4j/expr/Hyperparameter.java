package keras4j.expr;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import keras4j.internal.text.Preconditions;

/**
 * Named hyperparameter.
 *
 * @param name its name in points
 * @param domain the values it may take
 * @param when the conditions, all of which must hold for it to matter
 * @param preparation true if it belongs to the preparation of the data rather than to the network
 */
public record Hyperparameter(String name, Domain domain, List<HyperparameterExpr.When> when, boolean preparation) {
    /**
     * Copies the conditions.
     *
     * @param name its name in points
     * @param domain the values it may take
     * @param when the conditions, all of which must hold for it to matter
     * @param preparation true if it belongs to the preparation of the data rather than to the network
     */
    public Hyperparameter {
        Preconditions.notNull("Hyperparameter", "name", name);
        Preconditions.notNull("Hyperparameter", "domain", domain);
        when = Preconditions.items("Hyperparameter", "when", when);
    }

    /**
     * {@return a hyperparameter of a network that matters everywhere}
     *
     * @param name its name
     * @param domain the values it may take
     */
    public static Hyperparameter of(String name, Domain domain) {
        return new Hyperparameter(name, domain, List.of(), false);
    }

    /**
     * {@return a hyperparameter, as in {@code Hyperparameter.of("units", between(64, 256))}}
     *
     * @param name its name
     * @param range the range of its values
     */
    public static Hyperparameter of(String name, OpenRange<?> range) {
        Preconditions.notNull("Hyperparameter", "range", range);
        HyperparameterExpr open = (HyperparameterExpr) range.expr();
        return new Hyperparameter(name, open.domain(), open.when(), false);
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
        String conditions = when.stream().map(HyperparameterExpr.When::toString).collect(Collectors.joining(" and "));
        return name + " " + domain + (conditions.isEmpty() ? "" : ", when " + conditions);
    }
}
