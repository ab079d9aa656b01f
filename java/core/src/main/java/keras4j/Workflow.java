package keras4j;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import keras4j.expr.Expr;
import keras4j.expr.Point;
import keras4j.expr.Space;
import keras4j.recipe.Recipe;
import keras4j.recipe.Step;
import keras4j.resample.Holdout;
import keras4j.resample.Resampling;
import keras4j.spec.Spec;
import org.jspecify.annotations.Nullable;

/**
 * How rows are prepared, and the network that learns from them: a recipe and a spec. A fit learns both from the rows that it
 * trains on, and from no others.
 *
 * <pre>{@code
 * var flow = workflow(recipe("mpg ~ .").normalize(allPredictors()), regressor("cars", input(), hidden, output()));
 * Fitted fitted = keras.fit(flow.validation(0.2), train);
 * }</pre>
 *
 * <p>A value, which Jackson writes and reads.
 *
 * @param recipe how rows are prepared; it may have no steps
 * @param spec the network
 * @param validation how rows to validate with are split off; null where none are
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Workflow(Recipe recipe, Spec spec, @Nullable Holdout validation) {
    public Workflow {
        Objects.requireNonNull(recipe);
        Objects.requireNonNull(spec);
        if (validation != null && spec.settings().containsKey("fit_validation_split")) {
            throw new IllegalArgumentException("Workflow: validation must be left out where " + spec.name()
                    + " has fit_validation_split, got both; only that of the workflow is split off before the recipe is"
                    + " learned");
        }
    }

    /** The values that are not chosen yet, of the recipe and of the network. */
    public Space openValues() {
        return recipe.openValues().and(spec.openValues());
    }

    /**
     * This workflow with its open values chosen, as in {@code open.at(tuned.selectBest(ACCURACY))}.
     *
     * @throws IllegalArgumentException a choice is missing, or is none of the open value's range
     */
    public Workflow at(Point point) {
        Map<String, Expr> own = new LinkedHashMap<>(openValues().checked(point).values());
        own.keySet().retainAll(recipe.openValues().names());
        Map<String, Expr> others = new LinkedHashMap<>(point.values());
        others.keySet().removeAll(own.keySet());
        return new Workflow(recipe.at(new Point(own)), spec.at(new Point(others)), validation);
    }

    /** The same preparation for another network. */
    public Workflow spec(Spec other) {
        return new Workflow(recipe, other, validation);
    }

    /**
     * This workflow with a part of the rows, drawn with the spec's seed, split off before anything is learned. The loss and the
     * metrics on them are computed after each epoch.
     *
     * @param fraction the part that is split off, between 0 and 1
     */
    public Workflow validation(double fraction) {
        if (!(fraction > 0 && fraction < 1)) {
            throw new IllegalArgumentException("Workflow: validation must be between 0 and 1, got " + fraction);
        }
        BigDecimal kept = BigDecimal.ONE.subtract(BigDecimal.valueOf(fraction));
        return validation(Resampling.holdout(kept.doubleValue()));
    }

    /**
     * This workflow with rows to validate with split off as a holdout says: {@code holdout(0.8).strata("species")} leaves the
     * shares of the species as they are, {@code holdout(0.8).inOrderOfTime()} splits off the last rows. Without a seed of its
     * own it has the spec's.
     */
    public Workflow validation(Holdout holdout) {
        return new Workflow(recipe, spec, holdout);
    }

    /** As in {@code Workflow mpg ~ . by cars: imputeMedian, normalize}. */
    @Override
    public String toString() {
        String steps = recipe.steps().stream().map(Step::name).collect(Collectors.joining(", "));
        return "Workflow " + recipe.formula() + " by " + spec.name() + (steps.isEmpty() ? "" : ": " + steps);
    }
}
