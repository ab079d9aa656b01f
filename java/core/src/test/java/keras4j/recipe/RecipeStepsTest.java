package keras4j.recipe;

import static keras4j.recipe.Selectors.*;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import keras4j.data.Datasets;
import keras4j.data.RefusedData;
import keras4j.data.Tensor;
import keras4j.data.TensorSeries;
import org.dflib.DataFrame;
import org.dflib.Series;
import org.junit.jupiter.api.Test;

/** Steps whose results can be checked by eye, by the rules of R's recipes. */
class RecipeStepsTest {
    private final DataFrame frame = DataFrame.foldByRow("y", "a", "b", "c")
            .of(1, 1.0, 10.0, "u", 2, 2.0, 20.0, "v", 3, 3.0, 30.0, "w", 4, 4.0, 40.0, "u", 5, 5.0, 50.0, null);

    private static Recipe recipe() {
        return Recipe.of(Formula.of("y ~ ."));
    }

    private DataFrame of(Recipe recipe) {
        return recipe.prepare(frame).frame();
    }

    private static List<?> column(DataFrame frame, String name) {
        return frame.getColumn(name).toList();
    }

    private static List<String> names(DataFrame frame) {
        return List.of(frame.getColumnsIndex().toArray());
    }

    @Test
    void dummy_leaves_the_first_level_out_and_keeps_what_is_missing() {
        DataFrame prepared = of(recipe().dummy(columns("c")));
        assertEquals(List.of("a", "b", "y", "c_v", "c_w"), names(prepared));
        assertEquals(List.of(0.0, 1.0, 0.0, 0.0, Double.NaN), column(prepared, "c_v"));
        DataFrame tidy = recipe().dummy(columns("c")).fit(frame).tidy(0);
        assertEquals(List.of("v", "w"), column(tidy, "columns"));
    }

    @Test
    void one_hot_has_every_level() {
        DataFrame prepared = of(recipe().oneHot(allNominal()));
        assertEquals(List.of("a", "b", "y", "c_u", "c_v", "c_w"), names(prepared));
        assertEquals(List.of(1.0, 0.0, 0.0, 1.0, Double.NaN), column(prepared, "c_u"));
    }

    @Test
    void a_new_level_is_an_error_that_names_the_remedy() {
        DataFrame fresh = DataFrame.foldByRow("a", "b", "c").of(1.0, 1.0, "z");
        FittedRecipe fitted = recipe().dummy(columns("c")).fit(frame);
        RefusedData.with(
                "Recipe: column 'c' must be one of 'u', 'v', 'w', got 'z' at row 0; add novel() before this step to make it a level of its own",
                () -> fitted.apply(fresh));
        FittedRecipe prudent = recipe().novel(columns("c"))
                .unknown(columns("c"))
                .oneHot(columns("c"))
                .fit(frame);
        DataFrame prepared = prudent.apply(fresh);
        assertEquals(List.of("a", "b", "c_u", "c_v", "c_w", "c_new", "c_unknown"), names(prepared));
        assertEquals(List.of(1.0), column(prepared, "c_new"));
        assertEquals(List.of("new"), column(prudent.tidy(0), "value"));
        assertEquals(List.of("unknown"), column(prudent.tidy(1), "value"));
    }

    @Test
    void integer_codes_count_from_one_and_zero_is_new() {
        DataFrame fresh = DataFrame.foldByRow("a", "b", "c").of(1.0, 1.0, "z", 1.0, 1.0, "w");
        assertEquals(
                List.of(0.0, 3.0),
                column(recipe().integerCodes(columns("c")).fit(frame).apply(fresh), "c"));
        assertEquals(
                List.of(3.0, 2.0),
                column(recipe().zeroBasedCodes(columns("c")).fit(frame).apply(fresh), "c"));
        assertEquals(List.of(1.0, 2.0, 3.0, 1.0, Double.NaN), column(of(recipe().integerCodes(columns("c"))), "c"));
    }

    @Test
    void rare_levels_and_new_ones_become_other() {
        FittedRecipe fitted = recipe().other(columns("c"), 0.4, "other").fit(frame);
        assertEquals(Arrays.asList("u", "other", "other", "u", null), column(fitted.apply(frame), "c"));
        assertEquals(List.of("u"), column(fitted.tidy(0), "retained"));
        DataFrame fresh = DataFrame.foldByRow("a", "b", "c").of(1.0, 1.0, "z");
        assertEquals(List.of("other"), column(fitted.apply(fresh), "c"));
    }

    @Test
    void missing_labels_get_the_mode_and_numbers_a_constant() {
        assertEquals(List.of("u", "v", "w", "u", "u"), column(of(recipe().imputeMode(columns("c"))), "c"));
        assertEquals(List.of("u", "v", "w", "u", "u"), column(of(recipe().imputeKnn(columns("c"), 1)), "c"));
        DataFrame holed = DataFrame.byColumn("y", "a").of(Series.ofInt(1, 2), Series.of(1.0, null));
        assertEquals(
                List.of(1.0, -1.0),
                column(recipe().imputeConstant(columns("a"), -1).prepare(holed).frame(), "a"));
    }

    @Test
    void columns_of_one_or_nearly_one_value_go() {
        double[] rare = new double[100];
        rare[7] = 1;
        double[] all = new double[100];
        Arrays.setAll(all, row -> row);
        DataFrame rows = DataFrame.byColumn("y", "flat", "rare", "all")
                .of(Series.ofDouble(all), Series.ofVal(3.0, 100), Series.ofDouble(rare), Series.ofDouble(all));
        assertEquals(
                List.of("rare", "all"), recipe().zv(allPredictors()).fit(rows).predictors());
        FittedRecipe fitted = recipe().nzv(allPredictors()).fit(rows);
        assertEquals(List.of("all"), fitted.predictors());
        assertEquals(List.of("flat", "rare"), column(fitted.tidy(0), "terms"));
    }

    @Test
    void logarithms_and_roots() {
        assertEquals(2.0, (Double) of(recipe().log(columns("b"), 10, 90)).get("b", 0), 1e-12);
        assertEquals(2.0, (Double) of(recipe().sqrt(columns("a"))).get("a", 3));
        assertEquals(Math.log(30), (Double) of(recipe().log(columns("b"))).get("b", 2), 1e-15);
    }

    @Test
    void products_and_ratios_of_columns() {
        DataFrame prepared = of(recipe().interact(columns("a"), columns("b")).ratio(columns("b"), columns("a")));
        assertEquals(List.of("a", "b", "c", "y", "a_x_b", "b_o_a"), names(prepared));
        assertEquals(List.of(10.0, 40.0, 90.0, 160.0, 250.0), column(prepared, "a_x_b"));
        assertEquals(List.of(10.0, 10.0, 10.0, 10.0, 10.0), column(prepared, "b_o_a"));
    }

    @Test
    void features_of_dates() {
        DataFrame dates =
                DataFrame.byColumn("y", "day").of(Series.ofInt(1, 2), Series.of(LocalDate.of(2024, 2, 29), null));
        FittedRecipe fitted = recipe().dateFeatures(ofKind(Kind.DATE)).fit(dates);
        DataFrame prepared = fitted.apply(dates);
        assertEquals(List.of("y", "day_dow", "day_month", "day_year"), names(prepared));
        assertEquals(Arrays.asList("Thu", null), column(prepared, "day_dow"));
        assertEquals(Arrays.asList("Feb", null), column(prepared, "day_month"));
        assertEquals(List.of(2024.0, Double.NaN), column(prepared, "day_year"));
        DataFrame more = recipe().dateFeatures(columns("day"), DateFeature.values())
                .prepare(dates)
                .frame();
        assertEquals(60.0, more.get("day_doy", 0));
        assertEquals(9.0, more.get("day_week", 0));
        assertEquals(2024 + 59.0 / 366, more.get("day_decimal", 0));
        assertEquals(1.0, more.get("day_quarter", 0));
        assertEquals(1.0, more.get("day_semester", 0));
        RefusedData.with(
                "dateFeatures: column 'a' must hold dates, got kind number",
                () -> recipe().dateFeatures(columns("a")).fit(frame));
    }

    @Test
    void lags_look_back_and_leads_look_ahead() {
        DataFrame lagged = of(recipe().lag(columns("a"), 1, 2));
        assertEquals(List.of(Double.NaN, 1.0, 2.0, 3.0, 4.0), column(lagged, "lag_1_a"));
        FittedRecipe leads = recipe().lead(columns("a"), 1, 3).fit(frame);
        assertEquals(List.of("y", "lead_1_a", "lead_3_a"), leads.outcomes());
        assertEquals(List.of(4.0, 5.0, Double.NaN, Double.NaN, Double.NaN), column(leads.apply(frame), "lead_3_a"));
        DataFrame filled = of(recipe().lead(columns("a"), "next_", 0, false, 1));
        assertEquals(List.of("b", "c", "y", "next_1_a"), names(filled));
        assertEquals(List.of(2.0, 3.0, 4.0, 5.0, 0.0), column(filled, "next_1_a"));
        assertEquals(
                4,
                of(recipe().lead(columns("a"), 1).naOmit(columns("lead_1_a"))).height());
        RefusedData.with(
                "lead: leads must be whole numbers of 0 or more, got -1", () -> recipe().lead(columns("a"), -1));
    }

    @Test
    void collapse_makes_one_array_column() {
        FittedRecipe fitted = recipe().collapse(numericPredictors()).fit(frame);
        DataFrame prepared = fitted.apply(frame);
        assertEquals(List.of("c", "y", "predictor_matrix"), names(prepared));
        assertArrayEquals(new float[] {2, 20}, (float[]) prepared.get("predictor_matrix", 1));
        assertEquals(List.of("a", "b"), column(fitted.tidy(0), "terms"));
        assertEquals(
                List.of("x"),
                recipe().remove(columns("c"))
                        .collapse(allPredictors(), "x")
                        .fit(frame)
                        .predictors());
    }

    @Test
    void a_step_that_finds_no_column_changes_nothing() {
        DataFrame numbers = frame.cols("y", "a").select();
        Recipe recipe = recipe().collapse(allNominal())
                .sequence(allNominal(), 2)
                .lead(allNominal(), 1)
                .dummy(allNominal());
        assertEquals(List.of("a", "y"), names(recipe.prepare(numbers).frame()));
        assertEquals(0, recipe.fit(numbers).tidy(0).height());
        RefusedData.with(
                "Recipe: column must be one of [a, y], got 'aa'; did you mean 'a'?",
                () -> recipe().collapse(columns("aa")).fit(numbers));
    }

    @Test
    void sequences_are_windows_that_end_at_their_row() {
        DataFrame dropped = of(recipe().sequence(columns("a", "b"), 3));
        assertEquals(3, dropped.height());
        TensorSeries windows = (TensorSeries) dropped.<float[]>getColumn("sequence_matrix");
        assertArrayEquals(new int[] {3, 2}, windows.rowShape());
        assertArrayEquals(new float[] {1, 10, 2, 20, 3, 30}, windows.get(0));
        assertEquals(List.of(3, 4, 5), column(dropped, "y"));
        DataFrame padded = of(recipe().sequence(columns("a"), 2, "w", SequencePadding.ZERO));
        assertArrayEquals(new float[] {0, 1}, (float[]) padded.get("w", 0));
        assertEquals(5, padded.height());
        DataFrame shortened = of(recipe().sequence(columns("a", "b"), 2, "w", SequencePadding.SHORTEN));
        assertEquals(Tensor.of(new float[] {1, 10}, 1, 2), shortened.get("w", 0));
        assertEquals(Tensor.of(new float[] {1, 10, 2, 20}, 2, 2), shortened.get("w", 1));
        assertEquals(Tensor.of(new float[] {2, 20, 3, 30}, 2, 2), shortened.get("w", 2));
        FittedRecipe fitted = recipe().sequence(columns("a"), 3).fit(frame);
        RefusedData.with(
                "sequence: frame must have at least 3 rows, got 2; in a resampling rollingOrigin(…).lag(2) adds those before",
                () -> fitted.apply(frame.head(2)));
        RefusedData.with("sequence: timesteps must be at least 1, got 0", () -> recipe().sequence(columns("a"), 0));
    }

    @Test
    void columns_are_computed_renamed_selected_and_removed() {
        DataFrame prepared =
                of(recipe().mutate("d", "ifelse(c == 'u' | a > 4, -a, b / 2)").rename("b", "bb"));
        assertEquals(List.of(-1.0, 10.0, 15.0, -4.0, -5.0), column(prepared, "d"));
        assertEquals(List.of("a", "bb", "c", "y", "d"), names(prepared));
        assertEquals(List.of("a", "y"), names(of(recipe().select(columns("a")))));
        assertEquals(List.of("a", "y"), names(of(recipe().remove(allPredictors().minus("a")))));
    }

    @Test
    void rows_are_chosen_in_training_only() {
        Recipe recipe = recipe().naOmit(columns("c")).filter("a > 1").shuffle(7).sample(2, 7);
        Prepared prepared = recipe.prepare(frame);
        assertEquals(2, prepared.frame().height());
        assertEquals(frame.height(), prepared.recipe().apply(frame).height());
        assertEquals(column(of(recipe), "a"), column(of(recipe), "a"));
        assertEquals(List.of(2, 3, 4), column(of(recipe().naOmit(columns("c")).filter("a > 1")), "y"));
        assertEquals(3, of(recipe().sample(0.6, 1)).height());
        List<?> shuffled = column(of(recipe().shuffle(3)), "y");
        assertEquals(List.of(1, 2, 3, 4, 5), shuffled.stream().sorted().toList());
    }

    @Test
    void a_step_may_be_for_training_rows_only() {
        Prepared prepared = recipe().normalize(columns("a")).trainingOnly().prepare(frame);
        assertEquals(0.0, prepared.frame().get("a", 2));
        assertEquals(3.0, prepared.recipe().apply(frame).get("a", 2));
        assertEquals(List.of(true), column(prepared.recipe().tidy(), "training_only"));
    }

    @Test
    void wrong_settings_are_refused() {
        RefusedData.with("range: min must be below max, got 1.0 and 0.0", () -> recipe().range(allPredictors(), 1, 0));
        RefusedData.with("corr: threshold must be between 0 and 1, got 2.0", () -> recipe().corr(allPredictors(), 2));
        RefusedData.with("poly: degree must be at least 1, got 0", () -> recipe().poly(allPredictors(), 0));
        RefusedData.with("pca: components must be at least 1, got 0", () -> recipe().pca(allPredictors(), 0));
        RefusedData.with("pca: threshold must be above 0 and at most 1, got 2.0", () -> recipe().pcaOfVariance(
                        allPredictors(), 2));
        RefusedData.with(
                "imputeKnn: neighbors must be at least 1, got 0", () -> recipe().imputeKnn(allPredictors(), 0));
        RefusedData.with("discretize: bins must be at least 2, got 1", () -> recipe().discretize(allPredictors(), 1));
        RefusedData.with(
                "other: threshold must be above 0, got 0.0", () -> recipe().other(allPredictors(), 0, "other"));
        RefusedData.with("log: base must be above 0 and not 1, got 1.0", () -> recipe().log(allPredictors(), 1, 0));
        RefusedData.with(
                "sample: size must be a fraction up to 1 or a whole number, got 2.5", () -> recipe().sample(2.5, 1));
        RefusedData.with("interact: factors must be at least 2, got 1", () -> recipe().interact(columns("a")));
        RefusedData.with("Recipe: trainingOnly must follow a step, got none", () -> recipe().trainingOnly());
    }

    @Test
    void numbers_are_asked_of_columns_that_hold_them() {
        RefusedData.with(
                "Recipe: column 'c' must hold numbers or booleans, got 'u' at row 0",
                () -> recipe().normalize(allPredictors()).fit(frame));
        RefusedData.with("Recipe: column 'a' must be nominal, got kind number", () -> recipe().dummy(columns("a"))
                .fit(frame));
        RefusedData.with(
                "Recipe: column 'a' must be positive for boxCox, got -1.0 at row 0",
                () -> recipe().mutate("a", "a - 2").boxCox(columns("a")).fit(frame));
    }

    @Test
    void as_few_components_as_hold_the_variance() {
        Recipe recipe = Recipe.of(Formula.of("species ~ .")).normalize(allPredictors());
        assertEquals(
                List.of("PC1", "PC2"),
                recipe.pcaOfVariance(allPredictors(), 0.95).fit(Datasets.iris()).predictors());
    }
}
