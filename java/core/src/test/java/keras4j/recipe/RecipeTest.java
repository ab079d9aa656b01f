package keras4j.recipe;

import static keras4j.recipe.Selectors.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import keras4j.data.RefusedData;
import org.dflib.DataFrame;
import org.dflib.Series;
import org.junit.jupiter.api.Test;

class RecipeTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final DataFrame frame = DataFrame.byColumn("y", "a", "b", "size", "w", "name", "day")
            .of(
                    Series.ofInt(1, 2, 3, 4),
                    Series.ofDouble(1, 2, Double.NaN, 5),
                    Series.of(4, 3, null, 9),
                    Series.of("S", "M", "L", null),
                    Series.ofDouble(1, 1, 2, 2),
                    Series.of("p", "q", "r", "s"),
                    Series.ofVal(LocalDate.of(2026, 1, 1), 4));

    private static Recipe recipe() {
        return Recipe.of(Formula.of("y ~ .")).id("name").caseWeight("w").factor("size", "S", "M", "L");
    }

    @Test
    void columns_have_roles() {
        FittedRecipe fitted = recipe().remove(columns("day")).fit(frame);
        assertEquals(List.of("a", "b", "size"), fitted.predictors());
        assertEquals(List.of("y"), fitted.outcomes());
        assertEquals(List.of("name"), fitted.ids());
        assertEquals(Optional.of("w"), fitted.caseWeight());
        assertEquals(List.of("S", "M", "L"), fitted.inputs().get(2).levels());
    }

    @Test
    void selectors_find_columns_by_role_kind_and_name() {
        StepTable table = RecipeInputs.table(RecipeInputs.learn(recipe(), frame, List.of()), frame);
        assertEquals(List.of("a", "b"), numericPredictors().in(table));
        assertEquals(List.of("size"), nominalPredictors().in(table));
        assertEquals(List.of("size", "name"), allNominal().in(table));
        assertEquals(List.of("y"), allOutcomes().in(table));
        assertEquals(List.of("day"), ofKind(Kind.DATE).in(table));
        assertEquals(List.of("b", "a"), columns("b", "a").in(table));
        assertEquals(List.of("name"), startingWith("na").in(table));
        assertEquals(List.of("size"), endingWith("ze").in(table));
        assertEquals(List.of("day", "b"), matching("^d").plus(columns("b")).in(table));
        assertEquals(List.of("b"), allPredictors().and(allNumeric()).minus("a").in(table));
        assertEquals("role PREDICTOR minus 'a'", allPredictors().minus("a").toString());
        assertEquals(
                "'y', 'a', 'b', 'w'",
                where(frame, column -> column.get(0) instanceof Number).toString());
    }

    @Test
    void new_rows_need_the_predictors_only_in_any_order() {
        FittedRecipe fitted = recipe().imputeMean(numericPredictors()).fit(frame);
        DataFrame fresh = frame.cols("day", "size", "b", "a").select();
        DataFrame prepared = fitted.apply(fresh);
        assertEquals(
                List.of("a", "b", "size", "day"),
                List.of(prepared.getColumnsIndex().toArray()));
        assertEquals(16.0 / 3, (Double) prepared.get("b", 2), 1e-12);
        RefusedData.with(
                "Recipe: column 'size' must be in the frame, got columns 'a', 'b', 'sise', 'day'; did you mean 'sise'?",
                () -> fitted.apply(DataFrame.empty("a", "b", "sise", "day")));
        DataFrame wrong = fresh.cols("a").merge(Series.of("1", "2", "3", "4"));
        RefusedData.with(
                "Recipe: column 'a' must be of kind number as in training, got kind nominal",
                () -> fitted.apply(wrong));
    }

    @Test
    void what_is_learned_does_not_depend_on_later_rows() {
        Recipe recipe = recipe().imputeMean(numericPredictors()).normalize(numericPredictors());
        FittedRecipe fitted = recipe.fit(frame.head(2));
        fitted.apply(frame);
        assertEquals(recipe.fit(frame.head(2)), fitted);
        assertNotEquals(recipe.fit(frame), fitted);
    }

    @Test
    void declared_levels_are_checked() {
        RefusedData.with(
                "Recipe: column 'size' must be one of 'S', 'M', got 'L' at row 2",
                () -> recipe().factor("size", "S", "M").fit(frame));
        FittedRecipe numbers = recipe().factor("a").oneHot(columns("a")).fit(frame);
        assertEquals(
                List.of("a_1", "a_2", "a_5"),
                numbers.predictors().stream()
                        .filter(each -> each.startsWith("a_"))
                        .toList());
        assertEquals(1.0, numbers.apply(frame).get("a_5", 3));
    }

    @Test
    void a_frame_to_learn_from_has_rows_and_values() {
        RefusedData.with("Recipe: frame must have at least one row, got none", () -> recipe().fit(frame.head(0)));
        DataFrame empty = DataFrame.byColumn("y", "a").of(Series.ofInt(1), Series.of((Object) null));
        RefusedData.with(
                "Recipe: column 'a' must have a value to learn from, got none",
                () -> Recipe.of(Formula.of("y ~ a")).fit(empty));
    }

    private static Recipe everything() {
        return recipe().mutate("two", "a * 2")
                .imputeMean(columns("a"))
                .imputeMedian(columns("b"))
                .imputeConstant(columns("two"), 1)
                .imputeKnn(columns("two"))
                .imputeMode(columns("size"))
                .novel(columns("size"))
                .unknown(columns("size"))
                .other(columns("size"))
                .dateFeatures(columns("day"))
                .integerCodes(columns("day_dow"))
                .oneHot(columns("day_month"))
                .dummy(columns("size"))
                .zv(startingWith("size"))
                .nzv(columns("day_year"))
                .corr(columns("a", "b"), 1)
                .boxCox(columns("b"))
                .yeoJohnson(columns("a"))
                .log(columns("two"))
                .sqrt(columns("two"))
                .center(columns("a"))
                .scale(columns("a"))
                .normalize(columns("a"))
                .range(columns("b"))
                .ratio(columns("a"), columns("b"))
                .interact(columns("a"), columns("b"))
                .lag(columns("a"), 1)
                .lead(columns("a"), 1)
                .rename("lag_1_a", "before")
                .discretize(columns("before"), 2)
                .poly(columns("two"), 1)
                .select(allPredictors().minus("a_o_b"))
                .remove(columns("before"))
                .pca(columns("a", "b"), 2)
                .collapse(columns("PC1"))
                .sequence(columns("PC2"), 2)
                .trainingOnly()
                .naOmit(columns("y"))
                .filter("y > 0")
                .sample(1, 1)
                .shuffle(1);
    }

    @Test
    void recipes_survive_json() throws JsonProcessingException {
        Recipe recipe = everything();
        Recipe read = JSON.readValue(JSON.writeValueAsString(recipe), Recipe.class);
        assertEquals(recipe, read);
        assertEquals(recipe.hashCode(), read.hashCode());
        FittedRecipe fitted = recipe.fit(frame);
        FittedRecipe again = JSON.readValue(JSON.writeValueAsString(fitted), FittedRecipe.class);
        assertEquals(fitted, again);
        assertEquals(fitted.hashCode(), again.hashCode());
        assertEquals(
                List.of(fitted.apply(frame).getColumnsIndex().toArray()),
                List.of(again.apply(frame).getColumnsIndex().toArray()));
        assertEquals(
                fitted.apply(frame).get("two_poly_1", 1), again.apply(frame).get("two_poly_1", 1));
    }

    @Test
    void every_step_is_there_and_tidies_before_and_after_it_has_learned() {
        Set<String> tried =
                everything().steps().stream().map(Step::name).collect(Collectors.toCollection(TreeSet::new));
        Set<String> known = Stream.of(Step.class.getPermittedSubclasses())
                .map(RecipeJson::name)
                .filter(name -> !List.of("trainingOnly", "opened").contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(known, tried);
        everything()
                .steps()
                .forEach(step ->
                        assertEquals("terms", step.tidy().getColumnsIndex().get(0)));
        everything()
                .fit(frame)
                .steps()
                .forEach(step ->
                        assertEquals("terms", step.tidy().getColumnsIndex().get(0)));
        assertEquals(everything().steps().size(), everything().tidy().height());
    }

    @Test
    void json_that_is_none_is_refused() {
        RefusedData.with(
                "Recipe: JSON must describe a recipe, got Could not resolve type id 'normalise' as a subtype of `keras4j.recipe.Step`: known type ids = [",
                () -> {
                    try {
                        Recipe.fromJson(
                                JSON.readTree(
                                        "{\"formula\":\"y ~ a\",\"roles\":{},\"levels\":{},\"steps\":[{\"step\":\"normalise\"}]}"));
                    } catch (IllegalArgumentException e) {
                        String message = String.valueOf(e.getMessage());
                        throw new IllegalArgumentException(message.substring(0, message.indexOf('[') + 1));
                    }
                });
    }

    @Test
    void formulas_compute_products_and_functions() {
        FittedRecipe fitted = Recipe.of(Formula.of("y ~ a*b + log(w) + I(b^2)")).fit(frame);
        assertEquals(List.of("a", "b", "log(w)", "I(b ^ 2)", "a_x_b"), fitted.predictors());
        DataFrame prepared = fitted.apply(frame);
        assertEquals(Math.log(2), (Double) prepared.get("log(w)", 2));
        assertEquals(16.0, prepared.get("I(b ^ 2)", 0));
        assertEquals(45.0, prepared.get("a_x_b", 3));
        assertEquals(
                List.of("a_x_b"), Recipe.of(Formula.of("y ~ a:b")).fit(frame).predictors());
    }

    @Test
    void it_prints_on_one_line() {
        Recipe recipe = recipe().imputeMean(allPredictors()).dummy(allNominal());
        assertEquals("Recipe y ~ .: imputeMean, dummy", recipe.toString());
        assertEquals(
                "FittedRecipe y ~ a: 1 steps, 1 predictors",
                Recipe.of(Formula.of("y ~ a"))
                        .normalize(allPredictors())
                        .fit(frame)
                        .toString());
        assertEquals(
                "a: number predictor",
                RecipeVariable.number("a", Role.PREDICTOR).toString());
    }
}
