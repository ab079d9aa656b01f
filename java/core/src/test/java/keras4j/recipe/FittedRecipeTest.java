package keras4j.recipe;

import static keras4j.recipe.Selectors.allOutcomes;
import static keras4j.recipe.Selectors.allPredictors;
import static keras4j.recipe.Selectors.columns;
import static keras4j.recipe.Selectors.nominalPredictors;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import keras4j.data.RefusedData;
import org.dflib.DataFrame;
import org.dflib.Series;
import org.junit.jupiter.api.Test;

/** Accessors of a fitted recipe for its prepared columns. */
class FittedRecipeTest {
    private static final DataFrame PEOPLE =
            DataFrame.foldByRow("sex", "sex_born", "age", "pay").of("f", "m", 20, 1.0, "m", "f", 30, 2.0);

    private static Recipe recipe() {
        return recipe("pay ~ .");
    }

    private static Recipe recipe(String formula) {
        return Recipe.of(Formula.of(formula));
    }

    @Test
    void prepared_columns_are_described_by_name() {
        FittedRecipe fitted = recipe().dummy(nominalPredictors()).fit(PEOPLE);
        assertEquals(Role.OUTCOME, fitted.output("pay").role());
        RefusedData.with(
                "Recipe: column must be one of 'age', 'pay', 'sex_m', 'sex_born_m', got 'sex'",
                () -> fitted.output("sex"));
    }

    @Test
    void every_step_records_the_columns_that_its_own_are_computed_from() {
        DataFrame days = DataFrame.byColumn("y", "a", "a_b", "c", "d", "when")
                .of(
                        Series.ofDouble(1, 2, 3, 4),
                        Series.of("u", "b_x", "u", "b_x"),
                        Series.of("y", "z", "z", "y"),
                        Series.ofDouble(1, 2, 4, 8),
                        Series.ofDouble(5, 3, 9, 1),
                        Series.of(
                                LocalDate.of(2024, 1, 1),
                                LocalDate.of(2024, 2, 1),
                                LocalDate.of(2024, 3, 1),
                                LocalDate.of(2024, 4, 1)));
        FittedRecipe fitted = recipe("y ~ . + log(c)")
                .oneHot(nominalPredictors())
                .dateFeatures(columns("when"), DateFeature.YEAR)
                .interact(columns("c"), columns("d"))
                .ratio(columns("d"), columns("c"))
                .lag(columns("d"), 1)
                .mutate("e", "c_x_d + 1")
                .rename("e", "f")
                .poly(columns("d"), 1)
                .pca(columns("c", "d_o_c"), 1)
                .collapse(columns("f", "lag_1_d"), "both")
                .fit(days);
        Map<String, List<String>> sources = new LinkedHashMap<>();
        sources.put("y", List.of("y"));
        sources.put("log(c)", List.of("c"));
        sources.put("a_b_x", List.of("a"));
        sources.put("a_u", List.of("a"));
        sources.put("a_b_y", List.of("a_b"));
        sources.put("a_b_z", List.of("a_b"));
        sources.put("when_year", List.of("when"));
        sources.put("c_x_d", List.of("c", "d"));
        sources.put("d_poly_1", List.of("d"));
        sources.put("PC1", List.of("c", "d"));
        sources.put("both", List.of("c", "d"));
        assertEquals(sources, fitted.sources());
        assertEquals(fitted.sources(), FittedRecipe.fromJson(fitted.json()).sources());
    }

    @Test
    void windows_and_shifted_rows_have_sources() {
        DataFrame rows = DataFrame.byColumn("y", "x").of(Series.ofDouble(1, 2, 3, 4), Series.ofDouble(4, 3, 2, 1));
        assertEquals(
                Map.of("y", List.of("y"), "lead_1_y", List.of("y"), "window", List.of("x")),
                recipe("y ~ x")
                        .lead(columns("y"), 1)
                        .sequence(columns("x"), 2, "window", SequencePadding.ZERO)
                        .fit(rows)
                        .sources());
    }

    @Test
    void two_new_columns_of_one_name_are_refused() {
        DataFrame rows = DataFrame.byColumn("y", "a", "b", "a_x_b", "b_x_b", "a_o_b", "b_o_b")
                .of(
                        Series.ofDouble(1, 2),
                        Series.ofDouble(1, 2),
                        Series.ofDouble(1, 2),
                        Series.ofDouble(1, 2),
                        Series.ofDouble(1, 2),
                        Series.ofDouble(1, 2),
                        Series.ofDouble(1, 2));
        RefusedData.with(
                "Recipe: name of a new column must be unused, got 'a_x_b_x_b' twice; rename() a column before",
                () -> recipe("y ~ .")
                        .interact(columns("a", "a_x_b"), columns("b", "b_x_b"))
                        .fit(rows));
        RefusedData.with(
                "Recipe: name of a new column must be unused, got 'a_o_b_o_b' twice; rename() a column before",
                () -> recipe("y ~ .")
                        .ratio(columns("a", "a_o_b"), columns("b", "b_o_b"))
                        .fit(rows));
        DataFrame levels = DataFrame.byColumn("y", "a", "a_b")
                .of(Series.ofDouble(1, 2), Series.of("u", "b_x"), Series.of("x", "z"));
        RefusedData.with(
                "Recipe: name of a new column must be unused, got 'a_b_x'; rename() a column before",
                () -> recipe("y ~ .").oneHot(nominalPredictors()).fit(levels));
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
