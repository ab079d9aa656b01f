package keras4j.workflow;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import keras4j.expr.Expr;
import keras4j.expr.Point;
import keras4j.expr.Space;
import keras4j.internal.text.JsonText;
import keras4j.internal.text.Preconditions;
import keras4j.recipe.Recipe;
import keras4j.recipe.Step;
import keras4j.resample.Holdout;
import keras4j.resample.Resampling;
import keras4j.spec.Spec;
import org.jspecify.annotations.Nullable;

/**
 * Recipe and network that are fitted together. A fit learns both from the training rows only.
 *
 * <pre>{@code
 * var flow = workflow(recipe("mpg ~ .").normalize(allPredictors()), regressor("cars", input(), hidden, output()));
 * Fitted fitted = keras.fit(flow.validation(0.2), train);
 * }</pre>
 *
 * <p>A value, which Jackson writes and reads.
 *
 * @param recipe the preprocessing of the rows; it may have no steps
 * @param spec the network
 * @param validation the split into training and validation rows; null for none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Workflow(Recipe recipe, Spec spec, @Nullable Holdout validation) {
    /**
     * Creates a workflow.
     *
     * @param recipe the preprocessing of the rows; it may have no steps
     * @param spec the network
     * @param validation the split into training and validation rows; null for none
     * @throws IllegalArgumentException if both the workflow and the spec split off validation rows
     */
    public Workflow {
        Preconditions.notNull("Workflow", "recipe", recipe);
        Preconditions.notNull("Workflow", "spec", spec);
        Objects.requireNonNull(recipe);
        Objects.requireNonNull(spec);
        if (validation != null && spec.settings().containsKey("fit_validation_split")) {
            throw new IllegalArgumentException("Workflow: validation must be left out where " + spec.name()
                    + " has fit_validation_split, got both; only that of the workflow is split off before the recipe is"
                    + " learned");
        }
    }

    /** {@return the hyperparameters of the recipe and of the network} */
    public Space hyperparameters() {
        return recipe.hyperparameters().and(spec.hyperparameters());
    }

    /**
     * Returns a copy with its hyperparameters chosen, as in {@code open.at(tuned.selectBest(ACCURACY))}.
     *
     * @param point a choice for each hyperparameter
     * @return the copy
     * @throws IllegalArgumentException if a choice is missing, or outside the hyperparameter's range
     */
    public Workflow at(Point point) {
        Preconditions.notNull("Workflow", "point", point);
        Map<String, Expr> own =
                new LinkedHashMap<>(hyperparameters().checked(point).values());
        own.keySet().retainAll(recipe.hyperparameters().names());
        Map<String, Expr> others = new LinkedHashMap<>(point.values());
        others.keySet().removeAll(own.keySet());
        return new Workflow(recipe.at(new Point(own)), spec.at(new Point(others)), validation);
    }

    /**
     * Returns a copy with another network.
     *
     * @param other the network
     * @return the copy
     */
    public Workflow spec(Spec other) {
        Preconditions.notNull("Workflow", "other", other);
        return new Workflow(recipe, other, validation);
    }

    /**
     * Returns a copy that splits off validation rows, drawn with the spec's seed, before anything is learned. Their
     * loss and metrics are computed after each epoch.
     *
     * @param fraction the part that is split off, between 0 and 1
     * @return the copy
     * @throws IllegalArgumentException if the fraction is not between 0 and 1
     */
    public Workflow validation(double fraction) {
        if (!(fraction > 0 && fraction < 1)) {
            throw new IllegalArgumentException("Workflow: validation must be between 0 and 1, got " + fraction);
        }
        BigDecimal kept = BigDecimal.ONE.subtract(BigDecimal.valueOf(fraction));
        return validation(Resampling.holdout(kept.doubleValue()));
    }

    /**
     * Returns a copy that splits off validation rows by a holdout. {@code holdout(0.8).strata("species")} preserves the
     * proportions of the species, {@code holdout(0.8).inOrderOfTime()} splits off the last rows.
     *
     * @param holdout the split; without a seed it uses the spec's
     * @return the copy
     */
    public Workflow validation(Holdout holdout) {
        Preconditions.notNull("Workflow", "holdout", holdout);
        return new Workflow(recipe, spec, holdout);
    }

    /** Returns one line, as in {@code Workflow mpg ~ . by cars: imputeMedian, normalize}. */
    @Override
    public String toString() {
        String steps = recipe.steps().stream().map(Step::name).collect(Collectors.joining(", "));
        return "Workflow " + recipe.formula() + " by " + spec.name() + (steps.isEmpty() ? "" : ": " + steps);
    }

    /**
     * Returns the value as JSON, so that it can be sent to another process.
     *
     * @return JSON that {@link #fromJson} reads
     */
    public String json() {
        return JsonText.write(this);
    }

    /**
     * Reads the JSON of {@link #json}.
     *
     * @param json the text
     * @return the workflow
     * @throws IllegalArgumentException if the text is other JSON, or none
     */
    public static Workflow fromJson(String json) {
        Preconditions.notNull("Workflow", "json", json);
        return JsonText.read(json, Workflow.class);
    }
}
