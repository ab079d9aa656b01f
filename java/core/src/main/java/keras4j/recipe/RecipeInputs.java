package keras4j.recipe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import keras4j.internal.text.NearestName;
import keras4j.internal.text.Quoted;
import org.dflib.DataFrame;
import org.dflib.Series;

/** Input columns of a recipe: learned from training rows, then required of all others. */
final class RecipeInputs {
    private RecipeInputs() {}

    static List<RecipeVariable> learn(Recipe recipe, DataFrame training) {
        if (training.height() == 0) {
            throw new IllegalArgumentException("Recipe: frame must have at least one row, got none");
        }
        Map<String, Role> roles = roles(recipe, training);
        recipe.levels().keySet().forEach(name -> require(training, name));
        List<RecipeVariable> variables = new ArrayList<>();
        roles.forEach((name, role) ->
                variables.add(variable(training, name, role, recipe.levels().get(name))));
        return variables;
    }

    private static Map<String, Role> roles(Recipe recipe, DataFrame training) {
        Map<String, Role> roles = new LinkedHashMap<>();
        recipe.formula().inputs(training).forEach(name -> roles.put(name, Role.PREDICTOR));
        recipe.formula().outcomes().forEach(name -> roles.put(name, Role.OUTCOME));
        roles.putAll(recipe.roles());
        return roles;
    }

    private static RecipeVariable variable(
            DataFrame training, String name, Role role, @org.jspecify.annotations.Nullable List<String> declared) {
        Series<?> cells = require(training, name);
        Kind kind = declared == null ? Kind.of(cells) : Kind.NOMINAL;
        if (kind == null) {
            throw new IllegalArgumentException(
                    "Recipe: column '" + name + "' must have a value to learn from, got none");
        }
        if (kind != Kind.NOMINAL) {
            return new RecipeVariable(name, kind, role, List.of());
        }
        if (declared == null || declared.isEmpty()) {
            return RecipeVariable.nominal(name, role, FrameCells.levels(cells));
        }
        requireDeclared(name, cells, declared);
        return RecipeVariable.nominal(name, role, declared);
    }

    private static void requireDeclared(String name, Series<?> cells, List<String> declared) {
        for (int row = 0; row < cells.size(); row++) {
            String label = FrameCells.label(cells.get(row));
            if (label != null && !declared.contains(label)) {
                throw StepTable.must(name, "be one of " + Quoted.of(declared), "'" + label + "'", row);
            }
        }
    }

    private static Series<?> require(DataFrame frame, String name) {
        List<String> known = List.of(frame.getColumnsIndex().toArray());
        if (!known.contains(name)) {
            throw new IllegalArgumentException("Recipe: column '" + name + "' must be in the frame, got columns "
                    + Quoted.of(known) + NearestName.quotedHint(name, known));
        }
        return frame.getColumn(name);
    }

    /** Returns the frame's columns with the recipe's kinds and roles; all but predictors may be missing. */
    static StepTable table(List<RecipeVariable> inputs, DataFrame frame) {
        List<RecipeVariable> present = inputs.stream()
                .filter(input -> input.role() == Role.PREDICTOR
                        || frame.getColumnsIndex().contains(input.name()))
                .toList();
        present.forEach(input -> requireKind(input, require(frame, input.name())));
        StepTable table = StepTable.of(frame, present);
        for (RecipeVariable input : present) {
            if (input.kind() == Kind.NOMINAL && Kind.of(table.cells(input.name())) != Kind.NOMINAL) {
                table = table.with(input, LevelSets.series(table.labels(input.name())));
            }
        }
        return table;
    }

    private static void requireKind(RecipeVariable input, Series<?> cells) {
        Kind kind = Kind.of(cells);
        boolean labels = input.kind() == Kind.NOMINAL && (kind == Kind.NUMBER || kind == Kind.BOOLEAN);
        boolean declared = labels && input.levels().stream().allMatch(RecipeInputs::isNumberOrFlag);
        if (kind != null && kind != input.kind() && !declared) {
            throw new IllegalArgumentException("Recipe: column '" + input.name() + "' must be of kind " + input.kind()
                    + " as in training, got kind " + Objects.requireNonNull(kind));
        }
    }

    private static boolean isNumberOrFlag(String level) {
        return level.matches("-?[0-9.]+([eE][+-]?[0-9]+)?|true|false");
    }
}
