package keras4j.expr;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An open value by its name.
 *
 * @param name the name that points call it by
 * @param domain the values it may take
 * @param when where it matters; all must hold
 * @param preparation whether it belongs to the preparation of the data rather than to the network
 */
public record OpenValue(String name, Domain domain, List<Open.When> when, boolean preparation) {
    public OpenValue {
        when = List.copyOf(when);
    }

    /** An open value of a network that matters everywhere. */
    public static OpenValue of(String name, Domain domain) {
        return new OpenValue(name, domain, List.of(), false);
    }

    /** An open value by its name and its range: {@code OpenValue.of("units", between(64, 256))}. */
    public static OpenValue of(String name, Range<?> range) {
        Open open = (Open) range.expr();
        return new OpenValue(name, open.domain(), open.when(), false);
    }

    /** Whether it matters beside these values. */
    boolean matters(Map<String, Expr> chosen) {
        return when.stream().allMatch(condition -> {
            Expr other = chosen.get(condition.name());
            return other != null && condition.values().contains(other);
        });
    }

    /** As in {@code hidden_2_units between(64, 256), when num_hidden_2 in between(1, 3)}. */
    @Override
    public String toString() {
        String conditions = when.stream().map(Open.When::toString).collect(Collectors.joining(" and "));
        return name + " " + domain + (conditions.isEmpty() ? "" : ", when " + conditions);
    }
}
