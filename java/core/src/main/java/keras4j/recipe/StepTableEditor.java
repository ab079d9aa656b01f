package keras4j.recipe;

import java.util.LinkedHashMap;
import java.util.Map;
import org.dflib.Series;

/** Table under change: a step that replaces many columns copies the table once. */
final class StepTableEditor {
    private final Map<String, RecipeVariable> variables;
    private final Map<String, Series<?>> cells;

    StepTableEditor(Map<String, RecipeVariable> variables, Map<String, Series<?>> cells) {
        this.variables = new LinkedHashMap<>(variables);
        this.cells = new LinkedHashMap<>(cells);
    }

    Map<String, RecipeVariable> variables() {
        return variables;
    }

    Map<String, Series<?>> cells() {
        return cells;
    }

    /** Puts a column in the place of the one of its name, or last. */
    void put(RecipeVariable variable, Series<?> column) {
        variables.put(variable.name(), variable);
        cells.put(variable.name(), column);
    }

    /** Adds a column of numbers, whose name must be unused. */
    void add(String name, Role role, double[] numbers) {
        put(RecipeVariable.number(free(name), role), Series.ofDouble(numbers));
    }

    void remove(String name) {
        variables.remove(name);
        cells.remove(name);
    }

    /** Returns the name of a new column, which must be unused. */
    String free(String name) {
        return StepTable.free(variables.keySet(), name);
    }
}
