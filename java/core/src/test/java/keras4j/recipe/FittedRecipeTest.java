package keras4j.recipe;

import static keras4j.recipe.Selectors.allOutcomes;
import static keras4j.recipe.Selectors.allPredictors;
import static keras4j.recipe.Selectors.columns;
import static keras4j.recipe.Selectors.nominalPredictors;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import keras4j.data.RefusedData;
import org.dflib.DataFrame;
import org.junit.jupiter.api.Test;

/** Accessors of a fitted recipe for its prepared columns. */
class FittedRecipeTest {
    private static final DataFrame PEOPLE =
            DataFrame.foldByRow("sex", "sex_born", "age", "pay").of("f", "m", 20, 1.0, "m", "f", 30, 2.0);

    private static Recipe recipe() {
        return Recipe.of(Formula.of("pay ~ ."));
    }

    @Test
    void a_column_that_was_made_has_its_source_in_its_name() {
        FittedRecipe fitted = recipe().dummy(nominalPredictors()).fit(PEOPLE);
        assertEquals(Optional.of("sex"), fitted.source("sex_m"));
        assertEquals(Optional.of("sex_born"), fitted.source("sex_born_m"));
        assertEquals(Optional.of("age"), fitted.source("age"));
        assertEquals(Optional.empty(), fitted.source("PC1"));
        assertEquals(Role.OUTCOME, fitted.output("pay").role());
        RefusedData.with(
                "Recipe: column must be one of 'age', 'pay', 'sex_m', 'sex_born_m', got 'sex'",
                () -> fitted.output("sex"));
    }

    @Test
    void outcomes_that_a_step_computes_anew_are_known() {
        assertEquals(
                List.of(),
                recipe().normalize(columns("age")).shuffle(1).fit(PEOPLE).transformed());
        assertEquals(
                List.of(),
                recipe().naOmit(allPredictors()).trainingOnly().fit(PEOPLE).transformed());
        FittedRecipe logged = recipe().log(allOutcomes()).fit(PEOPLE);
        assertEquals(List.of("pay"), logged.transformed());
        assertEquals(logged, FittedRecipe.fromJson(logged.json()));
    }

    @Test
    void a_range_of_one_value_has_no_layers() {
        FittedRecipe constant =
                recipe().filter("age > 25").range(columns("age")).fit(PEOPLE);
        assertEquals(Optional.empty(), constant.steps().get(1).inLayers());
        assertEquals(
                1,
                recipe().range(columns("age"))
                        .fit(PEOPLE)
                        .steps()
                        .get(0)
                        .inLayers()
                        .orElseThrow()
                        .size());
    }
}
