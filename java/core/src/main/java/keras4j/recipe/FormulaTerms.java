package keras4j.recipe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Terms of a formula, collected while it is parsed. */
final class FormulaTerms {
    private final List<String> outcomes;
    private final Set<String> included = new LinkedHashSet<>();
    private final Set<String> excluded = new LinkedHashSet<>();
    /** The products by their set of columns, because the order of factors does not matter. */
    private final Map<Set<String>, List<String>> interactions = new LinkedHashMap<>();

    private final Set<MutateExpression> functions = new LinkedHashSet<>();
    private boolean all;

    FormulaTerms(List<String> outcomes) {
        this.outcomes = outcomes;
    }

    boolean isOutcome(String name) {
        return outcomes.contains(name);
    }

    void add(MutateExpression function) {
        functions.add(function);
    }

    /** Adds a column, or the product of several. */
    void add(List<String> columns) {
        String name = columns.get(0);
        if (columns.size() > 1) {
            interactions.putIfAbsent(Set.copyOf(columns), columns);
        } else if (name.equals(".")) {
            setAll(true);
        } else if (included.add(name)) {
            excluded.remove(name);
        }
    }

    /** Returns every product of one or more of the columns, the shortest first. */
    static List<List<String>> crossed(List<String> columns) {
        List<List<String>> products = new ArrayList<>();
        for (int size = 1; size <= columns.size(); size++) {
            for (int chosen = 1; chosen < 1 << columns.size(); chosen++) {
                if (Integer.bitCount(chosen) == size) {
                    products.add(chosen(columns, chosen));
                }
            }
        }
        return products;
    }

    private static List<String> chosen(List<String> columns, int bits) {
        List<String> chosen = new ArrayList<>();
        for (int at = 0; at < columns.size(); at++) {
            if ((bits >> at & 1) == 1) {
                chosen.add(columns.get(at));
            }
        }
        return chosen;
    }

    void remove(MutateExpression function) {
        functions.remove(function);
    }

    void remove(List<String> columns) {
        String name = columns.get(0);
        if (columns.size() > 1) {
            interactions.remove(Set.copyOf(columns));
        } else if (name.equals(".")) {
            setAll(false);
        } else {
            exclude(name);
        }
    }

    private void exclude(String name) {
        included.remove(name);
        if (all) {
            excluded.add(name);
        }
    }

    /**
     * Adds or removes the dot. Terms count from left to right: a later dot brings back the columns removed before it.
     */
    private void setAll(boolean there) {
        all = there;
        excluded.clear();
    }

    boolean isEmpty() {
        return !all && included.isEmpty() && interactions.isEmpty() && functions.isEmpty();
    }

    Formula formula() {
        return new Formula(
                outcomes,
                List.copyOf(included),
                all,
                List.copyOf(excluded),
                List.copyOf(interactions.values()),
                List.copyOf(functions));
    }
}
