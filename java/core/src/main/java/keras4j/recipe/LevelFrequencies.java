package keras4j.recipe;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts of a column's distinct values, the most frequent first; missing values are excluded. */
record LevelFrequencies(List<Integer> counts, int rows) {
    static LevelFrequencies of(StepTable table, String name) {
        Map<String, Integer> counts = new HashMap<>();
        for (int row = 0; row < table.height(); row++) {
            if (!table.missing(name, row)) {
                counts.merge(String.valueOf(table.cells(name).get(row)), 1, Integer::sum);
            }
        }
        return new LevelFrequencies(
                counts.values().stream().sorted(Comparator.reverseOrder()).toList(), table.height());
    }

    boolean constant() {
        return counts.size() <= 1;
    }

    /** Returns the count of the most frequent value divided by that of the next. */
    double ratio() {
        return constant() ? Double.POSITIVE_INFINITY : (double) counts.get(0) / counts.get(1);
    }

    /** Returns the number of distinct values in 100 rows. */
    double percentUnique() {
        return 100.0 * counts.size() / rows;
    }
}
