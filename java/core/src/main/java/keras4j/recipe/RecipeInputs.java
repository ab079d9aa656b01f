package keras4j.recipe;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import keras4j.data.InvalidRowException;
import keras4j.internal.text.NearestName;
import keras4j.internal.text.Quoted;
import org.dflib.DataFrame;
import org.dflib.Series;

/** Input columns of a recipe: learned from training rows, then required of all others. */
final class RecipeInputs {
    private RecipeInputs() {}

    static List<RecipeVariable> learn(Recipe recipe, DataFrame training, Collection<String> texts) {
        if (training.height() == 0) {
            throw new IllegalArgumentException("Recipe: frame must have at least one row, got none");
        }
        Map<String, Role> roles = roles(recipe, training);
        recipe.levels().keySet().forEach(name -> require(training, name));
        List<RecipeVariable> variables = new ArrayList<>();
        roles.forEach((name, role) -> {
            RecipeVariable variable =
                    variable(training, name, role, recipe.levels().get(name));
            variables.add(texts.contains(name) ? variable.asText() : variable);
        });
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
        Kind kind = declared == null ? Kind.of(name, cells) : Kind.NOMINAL;
        if (kind == null) {
            throw new IllegalArgumentException(
                    "Recipe: column '" + Quoted.cut(name) + "' must have a value to learn from, got none");
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
                throw StepTable.must(name, "be one of " + Quoted.of(declared), "'" + Quoted.cut(label) + "'")
                        .at(row);
            }
        }
    }

    static Series<?> require(DataFrame frame, String name) {
        if (!frame.getColumnsIndex().contains(name)) {
            List<String> known = List.of(frame.getColumnsIndex().toArray());
            throw StepTable.must(name, "be in the frame", "columns " + Quoted.of(known))
                    .advice(NearestName.quotedHint(name, known));
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
        StepTable read = StepTable.of(frame, present);
        return read.edited(table -> present.stream()
                .filter(input ->
                        input.kind() == Kind.NOMINAL && Kind.of(input.name(), read.cells(input.name())) != Kind.NOMINAL)
                .forEach(input -> table.put(input, LevelSets.series(read.labels(input.name())))));
    }

    /**
     * Requires the predictors that steps make. They can't make one of an outcome or an id that new rows lack, which predictors
     * of other columns do not need.
     */
    static void requirePredictors(FittedRecipe recipe, StepTable prepared, DataFrame frame) {
        for (String predictor : recipe.predictors()) {
            if (!prepared.has(predictor)) {
                List<String> columns = List.of(frame.getColumnsIndex().toArray());
                List<String> lacking = Objects.requireNonNull(recipe.sources().get(predictor)).stream()
                        .filter(name -> !columns.contains(name))
                        .toList();
                throw new InvalidRowException(
                                "Recipe: column " + Quoted.of(lacking),
                                "be in the frame, because a step makes the predictor '" + Quoted.cut(predictor)
                                        + "' of it",
                                "columns " + Quoted.of(columns))
                        .in(lacking.get(0));
            }
        }
    }

    private static void requireKind(RecipeVariable input, Series<?> cells) {
        Kind kind = Kind.of(input.name(), cells);
        if (input.kind() == Kind.TEXT && kind == Kind.NOMINAL) {
            return;
        }
        boolean labels = input.kind() == Kind.NOMINAL && (kind == Kind.NUMBER || kind == Kind.BOOLEAN);
        boolean declared = labels && input.levels().stream().allMatch(RecipeInputs::isNumberOrFlag);
        if (kind != null && kind != input.kind() && !declared) {
            throw StepTable.must(input.name(), "be of kind " + input.kind() + " as in training", "kind " + kind);
        }
    }

    private static boolean isNumberOrFlag(String level) {
        return level.matches("-?[0-9.]+([eE][+-]?[0-9]+)?|true|false");
    }
}
