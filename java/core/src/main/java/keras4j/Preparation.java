package keras4j;

import java.util.List;
import java.util.Set;
import keras4j.data.Examples;
import keras4j.data.Schema;
import keras4j.data.Tensor;
import keras4j.recipe.FittedRecipe;
import org.dflib.DataFrame;
import org.jspecify.annotations.Nullable;

/**
 * How a frame becomes what a model takes.
 *
 * @param recipe what prepares the frame; null for a model that was fitted to tensors, whose frames are taken as they are
 * @param schema what the model takes of the prepared frame
 */
record Preparation(@Nullable FittedRecipe recipe, Schema schema) {
    /** Of a model without a recipe. */
    static Preparation of(Schema schema) {
        return new Preparation(null, schema);
    }

    /** Outcomes that the recipe computes anew. */
    Set<String> transformed() {
        return recipe == null ? Set.of() : Set.copyOf(recipe.transformed());
    }

    /** The inputs in the order of the model, each of shape {@code (rows, ...)}. */
    List<Tensor> x(DataFrame frame) {
        return schema.x(recipe == null ? frame : recipe.apply(frame));
    }

    /** Inputs and outcomes, weighted where the recipe has case weights. */
    Examples examples(DataFrame frame) {
        return prepared(recipe == null ? frame : recipe.apply(frame));
    }

    /** The same of rows that the recipe has prepared already. */
    Examples prepared(DataFrame rows) {
        return schema.examples(rows, recipe == null ? null : recipe.caseWeight().orElse(null));
    }
}
