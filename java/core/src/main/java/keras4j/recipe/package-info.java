/**
 * Preprocessing of rows. A {@link keras4j.recipe.Formula} gives columns their roles, a {@link keras4j.recipe.Recipe}
 * names the steps, and a {@link keras4j.recipe.FittedRecipe} holds the parameters that the steps learned from training
 * rows only.
 *
 * <pre>{@code
 * Recipe cars = Recipe.of(Formula.of("mpg ~ .")).imputeMedian(numericPredictors()).normalize(allPredictors());
 * FittedRecipe fitted = cars.fit(train);
 * DataFrame prepared = fitted.apply(test);
 * }</pre>
 *
 * <p>Names and defaults of the steps are those of R's recipes. A missing value stays missing until a step fills it.
 */
@NullMarked
package keras4j.recipe;

import org.jspecify.annotations.NullMarked;
