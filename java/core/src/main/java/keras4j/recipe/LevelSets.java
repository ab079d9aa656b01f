package keras4j.recipe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import keras4j.internal.text.Quoted;
import org.dflib.Series;
import org.jspecify.annotations.Nullable;

/** Operations on nominal columns, shared by the steps. */
final class LevelSets {
    private LevelSets() {}

    /** Returns the levels of the named column, which must be nominal. */
    static List<String> of(StepTable table, String name) {
        RecipeVariable variable = table.variable(name);
        if (variable.kind() != Kind.NOMINAL) {
            throw new IllegalArgumentException(
                    "Recipe: column '" + Quoted.cut(name) + "' must be nominal, got kind " + variable.kind());
        }
        return variable.levels();
    }

    static Series<?> series(@Nullable String[] labels) {
        return Series.of(labels);
    }

    /** Puts a column with other labels in the place of that of some rows. */
    static void map(
            StepTableEditor table,
            StepTable rows,
            String name,
            List<String> levels,
            UnaryOperator<@Nullable String> function) {
        @Nullable String[] labels = rows.labels(name);
        for (int row = 0; row < labels.length; row++) {
            labels[row] = function.apply(labels[row]);
        }
        table.put(RecipeVariable.nominal(name, rows.variable(name).role(), levels), series(labels));
    }

    static Map<String, Integer> codes(List<String> levels) {
        Map<String, Integer> codes = new HashMap<>();
        levels.forEach(level -> codes.put(level, codes.size()));
        return codes;
    }

    /** Returns the number of rows of each level. */
    static int[] counts(StepTable table, String name) {
        List<String> levels = of(table, name);
        Map<String, Integer> codes = codes(levels);
        int[] counts = new int[levels.size()];
        for (String label : table.labels(name)) {
            Integer code = label == null ? null : codes.get(label);
            if (code != null) {
                counts[code]++;
            }
        }
        return counts;
    }

    /** Returns the most frequent level; of equally frequent ones the first. */
    static String mode(StepTable table, String name) {
        List<String> labels =
                Arrays.stream(table.labels(name)).filter(Objects::nonNull).toList();
        String mode = mode(labels, of(table, name));
        if (mode == null) {
            throw new IllegalArgumentException(
                    "Recipe: column '" + Quoted.cut(name) + "' must have a value to learn from, got none");
        }
        return mode;
    }

    static @Nullable String mode(List<String> labels, List<String> levels) {
        Map<String, Integer> counts = new HashMap<>();
        labels.forEach(label -> counts.merge(label, 1, Integer::sum));
        return levels.stream()
                .filter(counts::containsKey)
                .reduce((best, next) -> count(counts, next) > count(counts, best) ? next : best)
                .orElse(null);
    }

    private static int count(Map<String, Integer> counts, String level) {
        return Objects.requireNonNull(counts.get(level));
    }

    /** Returns the levels with one more, which must be new. */
    static List<String> and(String step, String column, List<String> levels, String more) {
        if (levels.contains(more)) {
            throw new IllegalArgumentException(step + ": level must be new to column '" + Quoted.cut(column)
                    + "', got '" + Quoted.cut(more) + "'");
        }
        List<String> all = new ArrayList<>(levels);
        all.add(more);
        return List.copyOf(all);
    }

    /** Returns the position of each row's label in the levels; -1 is missing. An unknown label is an error. */
    static int[] positions(StepTable table, String name, List<String> levels) {
        Map<String, Integer> codes = codes(levels);
        @Nullable String[] labels = table.labels(name);
        int[] positions = new int[labels.length];
        for (int row = 0; row < labels.length; row++) {
            String label = labels[row];
            Integer code = label == null ? Integer.valueOf(-1) : codes.get(label);
            if (code == null) {
                throw StepTable.must(name, "be one of " + Quoted.of(levels), "'" + Quoted.cut(label) + "'")
                        .at(row)
                        .advice("; add novel() before this step to make it a level of its own");
            }
            positions[row] = code;
        }
        return positions;
    }
}
