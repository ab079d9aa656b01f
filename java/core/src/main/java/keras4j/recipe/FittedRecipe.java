package keras4j.recipe;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import keras4j.internal.text.Quoted;
import org.dflib.DataFrame;
import org.dflib.Series;

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
                        + Quoted.of(outputs().stream().map(RecipeVariable::name).toList()) + ", got '" + name + "'"));
    }

    /**
     * Returns the input column after which a prepared column is named: {@code sex} for {@code sex} and
     * {@code sex_male}. The longest name wins.
     *
     * @param prepared the name of the prepared column
     * @return the name of the input column, empty if there is none
     */
    public Optional<String> source(String prepared) {
        return inputs().stream()
                .map(RecipeVariable::name)
                .filter(name -> prepared.equals(name) || prepared.startsWith(name + "_"))
                .max(Comparator.comparingInt(String::length));
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
        return apply(RecipeInputs.table(inputs(), rows));
    }

    /**
     * Prepares new rows and adds a column with the number of the source row, from 0, because steps may drop rows.
     *
     * @param rows the new rows
     * @param number the name of the added column
     * @return the prepared rows
     * @throws IllegalArgumentException if the name is that of another column, or as for {@link #apply(DataFrame)}
     */
    public DataFrame apply(DataFrame rows, String number) {
        StepTable table = RecipeInputs.table(inputs(), rows);
        Series<Integer> numbers = Series.ofInt(IntStream.range(0, rows.height()).toArray());
        return apply(table.with(RecipeVariable.number(table.free(number), Role.ID), numbers));
    }

    private DataFrame apply(StepTable given) {
        StepTable table = given;
        for (FittedStep step : steps()) {
            table = step.trainingOnly() ? table : step.apply(table);
        }
        return table.frame();
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
        return steps().get(Objects.checkIndex(number, steps().size())).tidy();
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
