package keras4j.recipe;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dflib.DataFrame;

/** Fitted preprocessing step with the parameters that it learned from training rows. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "step")
public interface FittedStep {
    /** {@return the name of the step, as in {@code normalize}} */
    default String name() {
        return RecipeJson.name(getClass().getDeclaringClass());
    }

    /**
     * Applies the step.
     *
     * @param rows the table before the step
     * @return the table after it
     */
    StepTable apply(StepTable rows);

    /**
     * {@return the columns that each new or replaced column is computed from, by its name; columns that keep their
     * name and meaning are left out}
     */
    default Map<String, List<String>> parts() {
        return Map.of();
    }

    /** {@return the learned parameters: one row for each column, value or new column, named in {@code terms}} */
    DataFrame tidy();

    /** {@return the equivalent Keras layers, in order; empty if Keras has none that do exactly this} */
    default Optional<List<PreprocessingLayers>> inLayers() {
        return Optional.empty();
    }

    /**
     * Returns a bound of the difference between a column that the step makes and that of its {@link #inLayers() layers}, which
     * compute in float32.
     *
     * @param column the column that goes in
     * @param before the bound for this column
     * @return the bound after the step, in units of the made column
     */
    default double layerError(String column, double before) {
        return before;
    }

    /** {@return whether the step is applied to training rows only} */
    @JsonIgnore
    default boolean trainingOnly() {
        return false;
    }
}
