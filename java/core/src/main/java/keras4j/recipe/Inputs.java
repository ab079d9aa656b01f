package keras4j.recipe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import keras4j.text.Nearest;
import keras4j.text.Quoted;
import org.dflib.DataFrame;
import org.dflib.Series;

/** The columns that a recipe begins with: learned from training rows, then asked of all others. */
final class Inputs {
    private Inputs() {}

    static List<Variable> learn(Recipe recipe, DataFrame training) {
        if (training.height() == 0) {
            throw new IllegalArgumentException("Recipe: frame must have at least one row, got none");
        }
        Map<String, Role> roles = new LinkedHashMap<>();
        recipe.formula().inputs(training).forEach(name -> roles.put(name, Role.PREDICTOR));
        recipe.formula().outcomes().forEach(name -> roles.put(name, Role.OUTCOME));
        roles.putAll(recipe.roles());
        recipe.levels().keySet().forEach(name -> require(training, name));
        List<Variable> variables = new ArrayList<>();
        roles.forEach((name, role) ->
                variables.add(variable(training, name, role, recipe.levels().get(name))));
        return variables;
    }

    private static Variable variable(
            DataFrame training, String name, Role role, @org.jspecify.annotations.Nullable List<String> declared) {
        Series<?> cells = require(training, name);
        Kind kind = declared == null ? Kind.of(cells) : Kind.NOMINAL;
        if (kind == null) {
            throw new IllegalArgumentException(
                    "Recipe: column '" + name + "' must have a value to learn from, got none");
        }
        if (kind != Kind.NOMINAL) {
            return new Variable(name, kind, role, List.of());
        }
        if (declared == null || declared.isEmpty()) {
            return Variable.nominal(name, role, Cells.levels(cells));
        }
        requireDeclared(name, cells, declared);
        return Variable.nominal(name, role, declared);
    }

    private static void requireDeclared(String name, Series<?> cells, List<String> declared) {
        for (int row = 0; row < cells.size(); row++) {
            String label = Cells.label(cells.get(row));
            if (label != null && !declared.contains(label)) {
                throw Table.must(name, "be one of " + Quoted.of(declared), "'" + label + "'", row);
            }
        }
    }

    private static Series<?> require(DataFrame frame, String name) {
        List<String> known = List.of(frame.getColumnsIndex().toArray());
        if (!known.contains(name)) {
            throw new IllegalArgumentException("Recipe: column '" + name + "' must be in the frame, got columns "
                    + Quoted.of(known) + Nearest.quotedHint(name, known));
        }
        return frame.getColumn(name);
    }

    /** The frame's columns as the recipe knows them; all but predictors may be missing. */
    static Table table(List<Variable> inputs, DataFrame frame) {
        List<Variable> present = inputs.stream()
                .filter(input -> input.role() == Role.PREDICTOR
                        || frame.getColumnsIndex().contains(input.name()))
                .toList();
        present.forEach(input -> requireKind(input, require(frame, input.name())));
        Table table = Table.of(frame, present);
        for (Variable input : present) {
            if (input.kind() == Kind.NOMINAL && Kind.of(table.cells(input.name())) != Kind.NOMINAL) {
                table = table.with(input, Levels.series(table.labels(input.name())));
            }
        }
        return table;
    }

    private static void requireKind(Variable input, Series<?> cells) {
        Kind kind = Kind.of(cells);
        boolean labels = input.kind() == Kind.NOMINAL && (kind == Kind.NUMBER || kind == Kind.BOOLEAN);
        boolean declared = labels && input.levels().stream().allMatch(Inputs::isNumberOrFlag);
        if (kind != null && kind != input.kind() && !declared) {
            throw new IllegalArgumentException("Recipe: column '" + input.name() + "' must be of kind " + input.kind()
                    + " as in training, got kind " + Objects.requireNonNull(kind));
        }
    }

    private static boolean isNumberOrFlag(String level) {
        return level.matches("-?[0-9.]+([eE][+-]?[0-9]+)?|true|false");
    }
}
