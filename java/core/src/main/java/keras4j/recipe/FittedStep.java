package keras4j.recipe;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Optional;
import org.dflib.DataFrame;

/** One preparation with what it learned from training rows. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "step")
public interface FittedStep {
    /** What the step is called, as in {@code normalize}. */
    default String name() {
        return RecipeJson.name(getClass().getDeclaringClass());
    }

    /** The table after the step. */
    Table apply(Table rows);

    /** What was learned: one row for each column, value or new column, named in {@code terms}. */
    DataFrame tidy();

    /** What the step does as Keras layers, in order; empty where Keras has none that do exactly this. */
    default Optional<List<InLayers>> inLayers() {
        return Optional.empty();
    }

    /** Whether the step is done to training rows only. */
    @JsonIgnore
    default boolean trainingOnly() {
        return false;
    }
}
