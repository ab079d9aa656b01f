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
import keras4j.text.Quoted;
import org.dflib.DataFrame;
import org.dflib.Series;

/**
 * How rows are prepared, learned from training rows. A value: equal by content, and JSON, which holds all that was learned,
 * gives back an equal one.
 */
public final class FittedRecipe {
    private final Parts parts;

    private FittedRecipe(Parts parts) {
        this.parts = parts;
    }

    /** What a fitted recipe is made of, as JSON has it. */
    record Parts(
            Recipe recipe,
            List<Variable> inputs,
            List<FittedStep> steps,
            List<Variable> outputs,
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
            List<Variable> inputs,
            List<FittedStep> steps,
            List<Variable> outputs,
            List<String> transformed) {
        return new FittedRecipe(new Parts(recipe, inputs, steps, outputs, transformed));
    }

    /** The recipe that was fitted. */
    public Recipe recipe() {
        return parts.recipe();
    }

    /** The columns that new rows are read from. */
    public List<Variable> inputs() {
        return parts.inputs();
    }

    /** The columns that come out, in order. */
    public List<Variable> outputs() {
        return parts.outputs();
    }

    /** The steps with what they learned: first those that the formula made, then the recipe's. */
    public List<FittedStep> steps() {
        return parts.steps();
    }

    /** The prepared columns that are predicted from, in order. */
    public List<String> predictors() {
        return named(Role.PREDICTOR);
    }

    /** The prepared columns that are predicted, in order. */
    public List<String> outcomes() {
        return named(Role.OUTCOME);
    }

    /** The outcomes that a step computes anew, so that what is predicted is not in the units of the rows that came. */
    public List<String> transformed() {
        return parts.transformed();
    }

    /** The columns that name the rows. */
    public List<String> ids() {
        return named(Role.ID);
    }

    /** The column that says how much each row counts. */
    public Optional<String> caseWeight() {
        return named(Role.CASE_WEIGHT).stream().findFirst();
    }

    /** A column that comes out. */
    public Variable output(String name) {
        return outputs().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Recipe: column must be one of "
                        + Quoted.of(outputs().stream().map(Variable::name).toList()) + ", got '" + name + "'"));
    }

    /**
     * The column that went in and that a prepared one is named after: {@code sex} for {@code sex} and {@code sex_male}, the
     * longest name of several; empty where it is named after none.
     */
    public Optional<String> source(String prepared) {
        return inputs().stream()
                .map(Variable::name)
                .filter(name -> prepared.equals(name) || prepared.startsWith(name + "_"))
                .max(Comparator.comparingInt(String::length));
    }

    private List<String> named(Role role) {
        return outputs().stream()
                .filter(each -> each.role() == role)
                .map(Variable::name)
                .toList();
    }

    /**
     * New rows, prepared with what was learned. Columns may stand in any order, others are left out, and outcomes, case
     * weights and ids may be missing; steps for training rows only are not done.
     *
     * @throws IllegalArgumentException if a predictor is missing or of another kind, or a label is unknown to a step that
     *     needs its level
     */
    public DataFrame apply(DataFrame rows) {
        return apply(Inputs.table(inputs(), rows));
    }

    /**
     * The same with a column more: which of the rows given each is, from 0, as steps may leave out some.
     *
     * @throws IllegalArgumentException the name is that of another column, or as of {@link #apply(DataFrame)}
     */
    public DataFrame apply(DataFrame rows, String number) {
        Table table = Inputs.table(inputs(), rows);
        Series<Integer> numbers = Series.ofInt(IntStream.range(0, rows.height()).toArray());
        return apply(table.with(Variable.number(table.free(number), Role.ID), numbers));
    }

    private DataFrame apply(Table given) {
        Table table = given;
        for (FittedStep step : steps()) {
            table = step.trainingOnly() ? table : step.apply(table);
        }
        return table.frame();
    }

    /** The steps as a frame: number, step, whether it is for training rows only. */
    public DataFrame tidy() {
        List<Object> cells = new ArrayList<>();
        for (FittedStep step : steps()) {
            cells.addAll(List.of(cells.size() / 3, step.name(), step.trainingOnly()));
        }
        return DataFrame.foldByRow("number", "step", "training_only").of(cells.toArray());
    }

    /**
     * What one step learned.
     *
     * @param number the step's number in {@link #steps()}, from 0
     */
    public DataFrame tidy(int number) {
        return steps().get(Objects.checkIndex(number, steps().size())).tidy();
    }

    /** This fitted recipe as readable JSON. */
    @JsonValue
    public JsonNode json() {
        return RecipeJson.write(parts);
    }

    /** The fitted recipe that {@link #json()} wrote. */
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
