package keras4j.recipe;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How often the values of a column occur, the most frequent first; missing ones do not count. */
record Frequencies(List<Integer> counts, int rows) {
    static Frequencies of(Table table, String name) {
        Map<String, Integer> counts = new HashMap<>();
        for (int row = 0; row < table.height(); row++) {
            if (!table.missing(name, row)) {
                counts.merge(String.valueOf(table.cells(name).get(row)), 1, Integer::sum);
            }
        }
        return new Frequencies(
                counts.values().stream().sorted(Comparator.reverseOrder()).toList(), table.height());
    }

    boolean constant() {
        return counts.size() <= 1;
    }

    /** How many times as often the most frequent value is as the next. */
    double ratio() {
        return constant() ? Double.POSITIVE_INFINITY : (double) counts.get(0) / counts.get(1);
    }

    /** Distinct values among 100 rows. */
    double percentUnique() {
        return 100.0 * counts.size() / rows;
    }
}
