package keras4j.recipe;

import keras4j.internal.text.Preconditions;
import org.dflib.DataFrame;

/**
 * Fitted recipe together with the prepared training rows.
 *
 * @param recipe the fitted recipe
 * @param frame the prepared training rows
 */
public record Prepared(FittedRecipe recipe, DataFrame frame) {
    /**
     * Checks the components.
     *
     * @param recipe the fitted recipe
     * @param frame the prepared training rows
     */
    public Prepared {
        Preconditions.notNull("Prepared", "recipe", recipe);
        Preconditions.notNull("Prepared", "frame", frame);
    }

    @Override
    public String toString() {
        return "Prepared " + frame.height() + " rows of " + frame.width() + " columns";
    }
}
