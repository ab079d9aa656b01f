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
        return rows.edited(table -> {
            for (String name : rows.present(levels.keySet())) {
                replace(rows, name, java.util.Objects.requireNonNull(levels.get(name)), table);
            }
        });
    }

    private void replace(StepTable rows, String name, List<String> levels, StepTableEditor table) {
        int[] positions = LevelSets.positions(rows, name, levels);
        for (int level = first(); level < levels.size(); level++) {
            table.add(made(name, levels.get(level)), rows.variable(name).role(), indicator(positions, level));
        }
        table.remove(name);
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
            List<String> made = each.stream().map(level -> made(name, level)).toList();
            all.add(new PreprocessingLayers(List.of(name), List.of(layer), made));
        });
        return Optional.of(all);
    }

    @Override
    default Map<String, List<String>> parts() {
        Map<String, List<String>> parts = new LinkedHashMap<>();
        coded().forEach((name, levels) -> levels.forEach(level -> parts.put(made(name, level), List.of(name))));
        return parts;
    }

    @Override
    default DataFrame tidy() {
        return TidyTable.each("terms", "columns", coded());
    }

    /** Returns the levels that have a column. */
    private Map<String, List<String>> coded() {
        Map<String, List<String>> coded = new LinkedHashMap<>();
        levels().forEach((name, all) -> coded.put(name, all.subList(Math.min(first(), all.size()), all.size())));
        return coded;
    }

    private static String made(String column, String level) {
        return column + "_" + level;
    }

    private static double[] indicator(int[] positions, int level) {
        double[] numbers = new double[positions.length];
        for (int row = 0; row < numbers.length; row++) {
            numbers[row] = positions[row] < 0 ? Double.NaN : positions[row] == level ? 1 : 0;
        }
        return numbers;
    }
}
