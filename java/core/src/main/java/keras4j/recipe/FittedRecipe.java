package keras4j.recipe;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import keras4j.data.InvalidRowException;
import keras4j.internal.text.Preconditions;
import keras4j.internal.text.Quoted;
import org.dflib.DataFrame;

/**
 * Fitted preprocessing: a recipe with the parameters that its steps learned from training rows. A value: equal by
 * content, and its JSON, which holds everything learned, reads back as an equal one.
 */
public final class FittedRecipe {
    private final Parts parts;

    private FittedRecipe(Parts parts) {
        this.parts = parts;
    }

    /** Components of a fitted recipe, in the shape of its JSON. */
    record Parts(
            Recipe recipe,
            List<RecipeVariable> inputs,
            List<FittedStep> steps,
            List<RecipeVariable> outputs,
            List<String> transformed) {
        Parts {
            inputs = List.copyOf(inputs);
            steps = List.copyOf(steps);
            outputs = List.copyOf(outputs);
            transformed = List.copyOf(transformed);
        }
    }

    static FittedRecipe of(
            Recipe recipe,
            List<RecipeVariable> inputs,
            List<FittedStep> steps,
            List<RecipeVariable> outputs,
            List<String> transformed) {
        return new FittedRecipe(new Parts(recipe, inputs, steps, outputs, transformed));
    }

    /** {@return the recipe that was fitted} */
    public Recipe recipe() {
        return parts.recipe();
    }

    /** {@return the columns that new rows are read from} */
    public List<RecipeVariable> inputs() {
        return parts.inputs();
    }

    /** {@return the prepared columns, in order} */
    public List<RecipeVariable> outputs() {
        return parts.outputs();
    }

    /** {@return the fitted steps: first those that the formula adds, then the recipe's} */
    public List<FittedStep> steps() {
        return parts.steps();
    }

    /** {@return the names of the prepared predictors, in order} */
    public List<String> predictors() {
        return named(Role.PREDICTOR);
    }

    /** {@return the names of the prepared outcomes, in order} */
    public List<String> outcomes() {
        return named(Role.OUTCOME);
    }

    /** {@return the outcomes that a step recomputes, so that predictions are not in the units of the given rows} */
    public List<String> transformed() {
        return parts.transformed();
    }

    /** {@return the columns that identify the rows} */
    public List<String> ids() {
        return named(Role.ID);
    }

    /** {@return the column with the weight of each row, or empty} */
    public Optional<String> caseWeight() {
        return named(Role.CASE_WEIGHT).stream().findFirst();
    }

    /**
     * Returns a prepared column.
     *
     * @param name the name of the column
     * @return the column with its kind, role and levels
     * @throws IllegalArgumentException if there is no such column
     */
    public RecipeVariable output(String name) {
        return outputs().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Recipe: column must be one of "
                        + Quoted.of(outputs().stream().map(RecipeVariable::name).toList()) + ", got '"
                        + Quoted.cut(name) + "'"));
    }

    /**
     * Returns the input columns that each prepared column is computed from, as the steps record them: {@code sex} for
     * {@code sex_male}, all factors for a product.
     *
     * @return the names of input columns by the name of the prepared column, both in order
     */
    public Map<String, List<String>> sources() {
        Map<String, Set<String>> sources = new LinkedHashMap<>();
        inputs().forEach(input -> sources.put(input.name(), Set.of(input.name())));
        for (FittedStep step : steps()) {
            Map<String, Set<String>> made = new LinkedHashMap<>();
            step.parts().forEach((name, parts) -> made.put(name, union(sources, parts)));
            sources.putAll(made);
        }
        Map<String, List<String>> prepared = new LinkedHashMap<>();
        outputs().forEach(each -> prepared.put(each.name(), List.copyOf(sources.getOrDefault(each.name(), Set.of()))));
        return prepared;
    }

    private static Set<String> union(Map<String, Set<String>> sources, List<String> parts) {
        Set<String> union = new LinkedHashSet<>();
        parts.forEach(part -> union.addAll(sources.getOrDefault(part, Set.of())));
        return union;
    }

    private List<String> named(Role role) {
        return outputs().stream()
                .filter(each -> each.role() == role)
                .map(RecipeVariable::name)
                .toList();
    }

    /**
     * Prepares new rows with the learned parameters. Columns may be in any order, and extra columns are ignored.
     * Outcomes, case weights and ids may be missing. Steps for training rows only are skipped.
     *
     * @param rows the new rows
     * @return the prepared rows
     * @throws IllegalArgumentException if a predictor is missing or of another kind, or a label is unknown to a step
     *     that needs its level
     */
    public DataFrame apply(DataFrame rows) {
        Preconditions.notNull("FittedRecipe", "rows", rows);
        return applied(RecipeInputs.table(inputs(), rows)).frame();
    }

    /**
     * Prepares new rows for a network. Rows are left out for which {@code lag} finds no earlier row, or a missing number,
     * unless a later step fills it.
     *
     * @param rows the new rows
     * @return the prepared rows
     * @throws IllegalArgumentException if no row is left, a step makes a predictor that is missing or infinite, or as for
     *     {@link #apply(DataFrame)}
     */
    public DataFrame predictable(DataFrame rows) {
        return prepared(rows).frame();
    }

    /**
     * Prepares new rows for a network as {@link #predictable(DataFrame)} does, and adds a column with the number of the source
     * row, from 0.
     *
     * @param rows the new rows
     * @param number the name of the added column
     * @return the prepared rows
     * @throws IllegalArgumentException if the name is that of another column, or as for {@link #predictable(DataFrame)}
     */
    public DataFrame predictable(DataFrame rows, String number) {
        Preconditions.notNull("FittedRecipe", "number", number);
        return prepared(rows).numbered(number).frame();
    }

    private StepTable prepared(DataFrame rows) {
        Preconditions.notNull("FittedRecipe", "rows", rows);
        StepTable given = RecipeInputs.table(inputs(), rows);
        StepTable all = applied(given);
        RecipeInputs.requirePredictors(this, all, rows);
        int[] left = all.predictable();
        if (left.length == 0 && rows.height() > 0) {
            throw Lag.mustHaveEarlierRows(steps(), rows.height());
        }
        requireUsable(all, left, given, stepsOfNewRows());
        return left.length == all.height() ? all : all.rows(left);
    }

    /**
     * Checks prepared training rows.
     *
     * @param training the training rows
     * @param prepared the prepared training rows
     * @throws InvalidRowException if a step made a predictor that is missing or infinite; the message names the step
     */
    public void requireUsable(DataFrame training, DataFrame prepared) {
        Preconditions.notNull("FittedRecipe", "training", training);
        Preconditions.notNull("FittedRecipe", "prepared", prepared);
        requireUsable(
                StepTable.of(prepared, outputs()),
                IntStream.range(0, prepared.height()).toArray(),
                RecipeInputs.table(inputs(), training),
                steps());
    }

    private void requireUsable(StepTable prepared, int[] rows, StepTable given, List<FittedStep> steps) {
        try {
            ValueOrigin.requireUsable(prepared, rows, given, steps);
        } catch (InvalidRowException refused) {
            throw source(refused);
        }
    }

    /**
     * Returns an exception for prepared rows with the input column that the refused one is computed from, if it is one.
     *
     * @param refused an exception that names a prepared column
     * @return the exception with the same message
     */
    public InvalidRowException source(InvalidRowException refused) {
        Preconditions.notNull("FittedRecipe", "refused", refused);
        List<String> sources = sources().getOrDefault(refused.column().orElse(""), List.of());
        return sources.size() == 1 ? refused.in(sources.get(0)) : refused;
    }

    private StepTable applied(StepTable given) {
        StepTable table = given;
        for (FittedStep step : stepsOfNewRows()) {
            table = table.after(step);
        }
        return table;
    }

    private List<FittedStep> stepsOfNewRows() {
        return steps().stream().filter(step -> !step.trainingOnly()).toList();
    }

    /** {@return the steps as a frame with columns {@code number}, {@code step} and {@code training_only}} */
    public DataFrame tidy() {
        List<Object> cells = new ArrayList<>();
        for (FittedStep step : steps()) {
            cells.addAll(List.of(cells.size() / 3, step.name(), step.trainingOnly()));
        }
        return DataFrame.foldByRow("number", "step", "training_only").of(cells.toArray());
    }

    /**
     * Returns the parameters that one step learned.
     *
     * @param number the step's index in {@link #steps()}, from 0
     * @return a frame of columns that depend on the step
     * @throws IndexOutOfBoundsException if there is no such step
     */
    public DataFrame tidy(int number) {
        return steps().get(Preconditions.index("FittedRecipe", "number", number, steps().size()))
                .tidy();
    }

    /** {@return this fitted recipe as readable JSON} */
    @JsonValue
    public JsonNode json() {
        return RecipeJson.write(parts);
    }

    /**
     * Reads a fitted recipe that {@link #json()} wrote.
     *
     * @param json the JSON
     * @return the fitted recipe
     * @throws IllegalArgumentException if the JSON is not that of a fitted recipe
     */
    @JsonCreator
    public static FittedRecipe fromJson(JsonNode json) {
        Preconditions.notNull("FittedRecipe", "json", json);
        return new FittedRecipe(RecipeJson.read(json, Parts.class));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FittedRecipe that && parts.equals(that.parts);
    }

    @Override
    public int hashCode() {
        return parts.hashCode();
    }

    @Override
    public String toString() {
        return "FittedRecipe " + recipe().formula() + ": " + steps().size() + " steps, "
                + predictors().size() + " predictors";
    }
}
