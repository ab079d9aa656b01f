package keras4j.recipe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dflib.DataFrame;

/**
 * Fitted half of the steps that replace nominal columns by indicator columns of 0 and 1, one for each level; a missing
 * label is missing in all of them.
 */
interface DummyColumns extends FittedStep {
    /** Returns the levels of each column. */
    Map<String, List<String>> levels();

    /** Returns the position of the first level that has a column. */
    int first();

    static Map<String, List<String>> learn(StepTable training, Selector columns) {
        Map<String, List<String>> levels = new LinkedHashMap<>();
        columns.in(training).forEach(name -> levels.put(name, LevelSets.of(training, name)));
        return levels;
    }

    /** Replaces nominal columns by columns {@code <column>_<level>} for all levels from the first on. */
    @Override
    default StepTable apply(StepTable rows) {
        Map<String, List<String>> levels = levels();
        StepTable table = rows;
        for (String name : rows.present(levels.keySet())) {
            List<String> all = java.util.Objects.requireNonNull(levels.get(name));
            Map<String, double[]> made = new LinkedHashMap<>();
            int[] positions = LevelSets.positions(rows, name, all);
            for (int level = first(); level < all.size(); level++) {
                made.put(name + "_" + all.get(level), indicator(positions, level));
            }
            table.free(made.keySet());
            table = table.with(made, rows.variable(name).role()).without(List.of(name));
        }
        return table;
    }

    /**
     * Returns layers that make the columns of all levels. A step that omits the first level uses all but its column.
     */
    @Override
    default Optional<List<PreprocessingLayers>> inLayers() {
        List<PreprocessingLayers> all = new ArrayList<>();
        levels().forEach((name, each) -> {
            var layer = new PreprocessingLayers.Layer(
                    "CategoryEncoding", Map.of("num_tokens", each.size(), "output_mode", "one_hot"));
            List<String> made = each.stream().map(level -> name + "_" + level).toList();
            all.add(new PreprocessingLayers(List.of(name), List.of(layer), made));
        });
        return Optional.of(all);
    }

    @Override
    default DataFrame tidy() {
        Map<String, List<String>> made = new LinkedHashMap<>();
        levels().forEach((name, all) -> made.put(name, all.subList(Math.min(first(), all.size()), all.size())));
        return TidyTable.each("terms", "columns", made);
    }

    private static double[] indicator(int[] positions, int level) {
        double[] numbers = new double[positions.length];
        for (int row = 0; row < numbers.length; row++) {
            numbers[row] = positions[row] < 0 ? Double.NaN : positions[row] == level ? 1 : 0;
        }
        return numbers;
    }
}
