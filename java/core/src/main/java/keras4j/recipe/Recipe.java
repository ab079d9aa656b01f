package keras4j.recipe;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import keras4j.expr.HyperparameterExpr;
import keras4j.expr.Point;
import keras4j.expr.Space;
import keras4j.internal.text.Preconditions;
import org.dflib.DataFrame;

/**
 * Preprocessing recipe: a formula that gives columns their roles, and steps in order. {@link #fit} learns the steps'
 * parameters from training rows.
 *
 * <pre>{@code
 * Recipe cars = recipe("mpg ~ .").imputeMedian(numericPredictors()).normalize(allPredictors());
 * FittedRecipe fitted = cars.fit(train);
 * DataFrame prepared = fitted.apply(test);
 * }</pre>
 *
 * <p>A value: the methods that add steps return another recipe, equal recipes are equal, and JSON reads back as an
 * equal one.
 */
public final class Recipe implements NumberSteps, LevelSteps, ColumnSteps, RowSteps {
    private final Parts parts;

    private Recipe(Parts parts) {
        this.parts = parts;
    }

    /** Components of a recipe, in the shape of its JSON. */
    record Parts(Formula formula, Map<String, Role> roles, Map<String, List<String>> levels, List<Step> steps) {
        Parts {
            roles = Collections.unmodifiableMap(new LinkedHashMap<>(roles));
            levels = Collections.unmodifiableMap(new LinkedHashMap<>(levels));
            steps = List.copyOf(steps);
        }
    }

    /**
     * Creates a recipe without steps.
     *
     * @param formula the outcomes and the predictors
     * @return the recipe
     */
    public static Recipe of(Formula formula) {
        Preconditions.notNull("Recipe", "formula", formula);
        return new Recipe(new Parts(formula, Map.of(), Map.of(), List.of()));
    }

    /** {@return the formula with the outcomes and the predictors} */
    public Formula formula() {
        return parts.formula();
    }

    /** {@return the roles of columns that differ from the formula's, by column} */
    public Map<String, Role> roles() {
        return parts.roles();
    }

    /** {@return the levels of factors by column, in declared order; empty if they come from the training rows} */
    public Map<String, List<String>> levels() {
        return parts.levels();
    }

    /** {@return the steps, in order, without those that the formula adds} */
    public List<Step> steps() {
        return parts.steps();
    }

    @Override
    public Recipe with(Step step) {
        return new Recipe(new Parts(formula(), roles(), levels(), NumberLists.joined(steps(), List.of(step))));
    }

    /**
     * Returns a copy whose last step is applied to training rows only.
     *
     * @return the recipe
     * @throws IllegalArgumentException if there is no step
     */
    public Recipe trainingOnly() {
        if (steps().isEmpty()) {
            throw new IllegalArgumentException("Recipe: trainingOnly must follow a step, got none");
        }
        List<Step> changed = new ArrayList<>(steps());
        changed.set(changed.size() - 1, new TrainingOnly(changed.get(changed.size() - 1)));
        return new Recipe(new Parts(formula(), roles(), levels(), changed));
    }

    /**
     * Returns a copy with an open setting of the last step, as in
     * {@code poly(columns("hp"), 2).open("degree", between(1, 3))}. Its name is {@code poly_degree}; that of a second
     * {@code poly} step is {@code poly_2_degree}.
     *
     * @param setting the name of the setting
     * @param values the range of its values
     * @return the recipe
     * @throws IllegalArgumentException if there is no step, it has no such setting, or can't have such values
     */
    public Recipe open(String setting, keras4j.expr.OpenRange<?> values) {
        if (steps().isEmpty()) {
            throw new IllegalArgumentException("Recipe: open must follow a step, got none");
        }
        List<Step> changed = new ArrayList<>(steps());
        int last = changed.size() - 1;
        changed.set(last, TunableStep.of(changed.get(last), setting, (HyperparameterExpr) values.expr()));
        return new Recipe(new Parts(formula(), roles(), levels(), changed));
    }

    /**
     * {@return the open settings of the steps: their names, their ranges, and the conditions under which they matter}
     */
    public Space hyperparameters() {
        return new TunableSettings(steps()).space();
    }

    /**
     * Returns a copy with its open settings chosen.
     *
     * @param point the chosen values by name
     * @return the recipe without open settings
     * @throws IllegalArgumentException if a value is missing or outside the setting's range
     */
    public Recipe at(Point point) {
        Preconditions.notNull("Recipe", "point", point);
        return new Recipe(new Parts(formula(), roles(), levels(), new TunableSettings(steps()).at(point)));
    }

    /**
     * Returns a copy with another role for a column.
     *
     * @param column the name of the column
     * @param role the new role
     * @return the recipe
     */
    public Recipe role(String column, Role role) {
        Preconditions.notNull("Recipe", "column", column);
        Preconditions.notNull("Recipe", "role", role);
        Map<String, Role> more = new LinkedHashMap<>(roles());
        more.put(column, role);
        return new Recipe(new Parts(formula(), more, levels(), steps()));
    }

    /**
     * Returns a copy with a column of case weights.
     *
     * @param column the name of the column that holds the weight of each row
     * @return the recipe
     */
    public Recipe caseWeight(String column) {
        return role(column, Role.CASE_WEIGHT);
    }

    /**
     * Returns a copy with a column that identifies the rows. The column is kept but is not a predictor.
     *
     * @param column the name of the column
     * @return the recipe
     */
    public Recipe id(String column) {
        return role(column, Role.ID);
    }

    /**
     * Returns a copy with a column as a factor. Numbers become labels.
     *
     * @param column the name of the column
     * @param levels the levels in order; none means the distinct values of the training rows, sorted
     * @return the recipe
     */
    public Recipe factor(String column, String... levels) {
        Preconditions.notNull("Recipe", "column", column);
        Preconditions.array("Recipe", "levels", levels);
        Map<String, List<String>> more = new LinkedHashMap<>(levels());
        more.put(column, List.of(levels));
        return new Recipe(new Parts(formula(), roles(), more, steps()));
    }

    /**
     * Learns the steps' parameters from training rows.
     *
     * @param training the training rows
     * @return the fitted recipe
     * @throws IllegalArgumentException if the frame has no row, a column is missing, or a step does not suit its
     *     columns
     */
    public FittedRecipe fit(DataFrame training) {
        Preconditions.notNull("Recipe", "training", training);
        return prepare(training).recipe();
    }

    /**
     * Learns the steps' parameters from training rows, and prepares these rows, steps for training rows only included.
     *
     * @param training the training rows
     * @return the fitted recipe and the prepared rows
     * @throws IllegalArgumentException if the frame has no row, a column is missing, or a step does not suit its
     *     columns
     */
    public Prepared prepare(DataFrame training) {
        return prepare(training, Set.of());
    }

    /**
     * Learns and prepares as {@link #prepare(DataFrame)} does, with predictors that stay texts for a network that takes
     * them.
     *
     * @param training the training rows
     * @param texts the names of columns; those that are no predictors, or hold no text, are as before
     * @return the fitted recipe and the prepared rows
     * @throws IllegalArgumentException as for {@link #prepare(DataFrame)}
     */
    public Prepared prepare(DataFrame training, Set<String> texts) {
        Preconditions.notNull("Recipe", "training", training);
        Preconditions.notNull("Recipe", "texts", texts);
        List<RecipeVariable> inputs = RecipeInputs.learn(this, training, texts);
        TextColumns labels = TextColumns.of(this, inputs, training);
        labels.requireLabels();
        StepTable given = RecipeInputs.table(inputs, training);
        StepTable table = given;
        List<FittedStep> learned = new ArrayList<>();
        Set<String> transformed = new LinkedHashSet<>();
        for (Step step : NumberLists.joined(formula().steps(training), steps())) {
            FittedStep fitted = learned(step, table, given, learned);
            labels.requireFew(fitted, table.height());
            StepTable after = table.after(fitted);
            transformed.addAll(RowSteps.choose(step) ? List.of() : transformed(table, after));
            table = after;
            learned.add(fitted);
        }
        return new Prepared(
                FittedRecipe.of(this, inputs, learned, table.variables(), List.copyOf(transformed)), table.frame());
    }

    /** Learns a step; a number that it can't learn from is refused with the earlier step that made it. */
    private static FittedStep learned(Step step, StepTable table, StepTable given, List<FittedStep> earlier) {
        try {
            return table.asGiven(() -> step.learn(table));
        } catch (UnusableNumberException refused) {
            throw refused.in(
                    step.name(),
                    table.given(refused.row()),
                    ValueOrigin.of(given, earlier, refused.column(), refused.row()));
        }
    }

    private static List<String> transformed(StepTable before, StepTable after) {
        return after.variables().stream()
                .filter(each -> each.role() == Role.OUTCOME)
                .map(RecipeVariable::name)
                .filter(name -> !before.has(name) || before.cells(name) != after.cells(name))
                .toList();
    }

    /** {@return the steps as a frame with columns {@code number}, {@code step} and {@code training_only}} */
    public DataFrame tidy() {
        List<Object> cells = new ArrayList<>();
        for (Step step : steps()) {
            cells.addAll(List.of(cells.size() / 3, step.name(), step instanceof TrainingOnly));
        }
        return DataFrame.foldByRow("number", "step", "training_only").of(cells.toArray());
    }

    /** {@return this recipe as readable JSON} */
    @JsonValue
    public JsonNode json() {
        return RecipeJson.write(parts);
    }

    /**
     * Reads a recipe that {@link #json()} wrote.
     *
     * @param json the JSON
     * @return the recipe
     * @throws IllegalArgumentException if the JSON is not that of a recipe
     */
    @JsonCreator
    public static Recipe fromJson(JsonNode json) {
        Preconditions.notNull("Recipe", "json", json);
        return new Recipe(RecipeJson.read(json, Parts.class));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Recipe that && parts.equals(that.parts);
    }

    @Override
    public int hashCode() {
        return parts.hashCode();
    }

    /** {@return one line: {@code Recipe mpg ~ .: imputeMedian, normalize}} */
    @Override
    public String toString() {
        String line = "Recipe " + formula();
        return steps().isEmpty()
                ? line
                : line + ": " + steps().stream().map(Step::name).collect(Collectors.joining(", "));
    }
}
