package keras4j.recipe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Columns of 0 and 1, one a level; a missing label is missing in all of them. */
final class Indicators {
    private Indicators() {}

    static Map<String, List<String>> learn(Table training, Selector columns) {
        Map<String, List<String>> levels = new LinkedHashMap<>();
        columns.in(training).forEach(name -> levels.put(name, Levels.of(training, name)));
        return levels;
    }

    /** Puts columns {@code <column>_<level>} for all levels from {@code first} in place of nominal columns. */
    static Table apply(Table rows, Map<String, List<String>> levels, int first) {
        Table table = rows;
        for (String name : rows.present(levels.keySet())) {
            List<String> all = java.util.Objects.requireNonNull(levels.get(name));
            Map<String, double[]> made = new LinkedHashMap<>();
            int[] positions = Levels.positions(rows, name, all);
            for (int level = first; level < all.size(); level++) {
                made.put(name + "_" + all.get(level), indicator(positions, level));
            }
            table.free(made.keySet());
            table = table.with(made, rows.variable(name).role()).without(List.of(name));
        }
        return table;
    }

    /** The columns of all levels; a step that leaves out the first makes all but that. */
    static List<InLayers> inLayers(Map<String, List<String>> levels) {
        List<InLayers> all = new ArrayList<>();
        levels.forEach((name, each) -> {
            var layer =
                    new InLayers.Layer("CategoryEncoding", Map.of("num_tokens", each.size(), "output_mode", "one_hot"));
            List<String> made = each.stream().map(level -> name + "_" + level).toList();
            all.add(new InLayers(List.of(name), List.of(layer), made));
        });
        return all;
    }

    private static double[] indicator(int[] positions, int level) {
        double[] numbers = new double[positions.length];
        for (int row = 0; row < numbers.length; row++) {
            numbers[row] = positions[row] < 0 ? Double.NaN : positions[row] == level ? 1 : 0;
        }
        return numbers;
    }
}
