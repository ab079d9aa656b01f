package keras4j.recipe;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
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

    /** Whether the step is done to training rows only. */
    @JsonIgnore
    default boolean trainingOnly() {
        return false;
    }
}
