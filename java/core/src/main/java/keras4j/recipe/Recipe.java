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
import keras4j.expr.Open;
import keras4j.expr.Point;
import keras4j.expr.Space;
import org.dflib.DataFrame;

/**
 * How rows are prepared, described: roles by a formula, then steps in order. {@link #fit} learns from training rows what the
 * steps need.
 *
 * <pre>{@code
 * Recipe cars = recipe("mpg ~ .").imputeMedian(numericPredictors()).normalize(allPredictors());
 * FittedRecipe fitted = cars.fit(train);
 * DataFrame prepared = fitted.apply(test);
 * }</pre>
 *
 * <p>A value: the words of the steps return another recipe, equal recipes are equal, and JSON gives back an equal one.
 */
public final class Recipe
        implements ScalingSteps, ImputingSteps, LevelSteps, NumberSteps, ColumnSteps, RowSteps, WindowSteps {
    private final Parts parts;

    private Recipe(Parts parts) {
        this.parts = parts;
    }

    /** What a recipe is made of, as JSON has it. */
    record Parts(Formula formula, Map<String, Role> roles, Map<String, List<String>> levels, List<Step> steps) {
        Parts {
            roles = Collections.unmodifiableMap(new LinkedHashMap<>(roles));
            levels = Collections.unmodifiableMap(new LinkedHashMap<>(levels));
            steps = List.copyOf(steps);
        }
    }

    /** A recipe of no steps. */
    public static Recipe of(Formula formula) {
        return new Recipe(new Parts(formula, Map.of(), Map.of(), List.of()));
    }

    /** What is predicted from what. */
    public Formula formula() {
        return parts.formula();
    }

    /** The roles of columns that have another one than the formula gives them. */
    public Map<String, Role> roles() {
        return parts.roles();
    }

    /** The levels of factors, in declared order. */
    public Map<String, List<String>> levels() {
        return parts.levels();
    }

    /** The steps, in order, without those that the formula makes. */
    public List<Step> steps() {
        return parts.steps();
    }

    @Override
    public Recipe with(Step step) {
        return new Recipe(new Parts(formula(), roles(), levels(), Rows.joined(steps(), List.of(step))));
    }

    /** This recipe with the last step done to training rows only. */
    public Recipe trainingOnly() {
        if (steps().isEmpty()) {
            throw new IllegalArgumentException("Recipe: trainingOnly must follow a step, got none");
        }
        List<Step> changed = new ArrayList<>(steps());
        changed.set(changed.size() - 1, new TrainingOnly(changed.get(changed.size() - 1)));
        return new Recipe(new Parts(formula(), roles(), levels(), changed));
    }

    /**
     * This recipe with a setting of the last step not chosen yet, as in {@code poly(columns("hp"), 2).open("degree", between(1, 3))}.
     * It is called {@code poly_degree}; that of a second such step {@code poly_2_degree}.
     *
     * @throws IllegalArgumentException there is no step, it has no such setting, or can't have such values
     */
    public Recipe open(String setting, keras4j.expr.Range<?> values) {
        if (steps().isEmpty()) {
            throw new IllegalArgumentException("Recipe: open must follow a step, got none");
        }
        List<Step> changed = new ArrayList<>(steps());
        int last = changed.size() - 1;
        changed.set(last, Opened.of(changed.get(last), setting, (Open) values.expr()));
        return new Recipe(new Parts(formula(), roles(), levels(), changed));
    }

    /** The settings of steps that are not chosen yet: names, ranges, and where they matter. */
    public Space openValues() {
        return new OpenSettings(steps()).space();
    }

    /**
     * This recipe with its open settings chosen.
     *
     * @throws IllegalArgumentException a choice is missing, or is none of the open setting's range
     */
    public Recipe at(Point point) {
        return new Recipe(new Parts(formula(), roles(), levels(), new OpenSettings(steps()).at(point)));
    }

    /** This recipe with another role for a column. */
    public Recipe role(String column, Role role) {
        Map<String, Role> more = new LinkedHashMap<>(roles());
        more.put(column, role);
        return new Recipe(new Parts(formula(), more, levels(), steps()));
    }

    /** This recipe with a column that says how much each row counts. */
    public Recipe caseWeight(String column) {
        return role(column, Role.CASE_WEIGHT);
    }

    /** This recipe with a column that names the rows and is kept beside. */
    public Recipe id(String column) {
        return role(column, Role.ID);
    }

    /**
     * This recipe with a column as a factor. Its levels have the given order; without any they are the distinct values of the
     * training rows, sorted. Numbers become labels.
     */
    public Recipe factor(String column, String... levels) {
        Map<String, List<String>> more = new LinkedHashMap<>(levels());
        more.put(column, List.of(levels));
        return new Recipe(new Parts(formula(), roles(), more, steps()));
    }

    /**
     * What the steps learn from training rows.
     *
     * @throws IllegalArgumentException if the frame has no row, a column is missing, or a step does not suit its columns
     */
    public FittedRecipe fit(DataFrame training) {
        return prepare(training).recipe();
    }

    /** What the steps learn from training rows, and these rows as prepared, steps for training rows only included. */
    public Prepared prepare(DataFrame training) {
        List<Variable> inputs = Inputs.learn(this, training);
        Table table = Inputs.table(inputs, training);
        List<FittedStep> learned = new ArrayList<>();
        Set<String> transformed = new LinkedHashSet<>();
        for (Step step : Rows.joined(formula().steps(training), steps())) {
            FittedStep fitted = step.learn(table);
            Table after = fitted.apply(table);
            transformed.addAll(RowSteps.choose(step) ? List.of() : transformed(table, after));
            table = after;
            learned.add(fitted);
        }
        return new Prepared(
                FittedRecipe.of(this, inputs, learned, table.variables(), List.copyOf(transformed)), table.frame());
    }

    private static List<String> transformed(Table before, Table after) {
        return after.variables().stream()
                .filter(each -> each.role() == Role.OUTCOME)
                .map(Variable::name)
                .filter(name -> !before.has(name) || before.cells(name) != after.cells(name))
                .toList();
    }

    /** The steps as a frame: number, step, whether it is for training rows only. */
    public DataFrame tidy() {
        List<Object> cells = new ArrayList<>();
        for (Step step : steps()) {
            cells.addAll(List.of(cells.size() / 3, step.name(), step instanceof TrainingOnly));
        }
        return DataFrame.foldByRow("number", "step", "training_only").of(cells.toArray());
    }

    /** This recipe as readable JSON. */
    @JsonValue
    public JsonNode json() {
        return RecipeJson.write(parts);
    }

    /** The recipe that {@link #json()} wrote. */
    @JsonCreator
    public static Recipe fromJson(JsonNode json) {
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

    /** One line: {@code Recipe mpg ~ .: imputeMedian, normalize}. */
    @Override
    public String toString() {
        String line = "Recipe " + formula();
        return steps().isEmpty()
                ? line
                : line + ": " + steps().stream().map(Step::name).collect(Collectors.joining(", "));
    }
}
