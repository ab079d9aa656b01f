package keras4j.recipe;

import org.dflib.DataFrame;

/** What a recipe learned, and the training rows as prepared. */
public record Prepared(FittedRecipe recipe, DataFrame frame) {
    @Override
    public String toString() {
        return "Prepared " + frame.height() + " rows of " + frame.width() + " columns";
    }
}
