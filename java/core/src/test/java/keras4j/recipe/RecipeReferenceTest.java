package keras4j.recipe;

import static keras4j.recipe.Selectors.*;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import keras4j.data.Datasets;
import org.dflib.DataFrame;
import org.dflib.Series;
import org.junit.jupiter.api.Test;

/**
 * Comparison of the steps' numbers with those of scikit-learn and SciPy, written by
 * python/tests/test_recipe_reference.py.
 */
class RecipeReferenceTest {
    private static final JsonNode REFERENCE = reference();
    private static final Selector HP = columns("hp");

    private final DataFrame cars =
            Datasets.mtcars().cols("mpg", "hp", "disp", "wt").select();

    private static JsonNode reference() {
        try (InputStream in = RecipeReferenceTest.class.getResourceAsStream("reference.json")) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static double[] numbers(JsonNode list) {
        return IntStream.range(0, list.size())
                .mapToDouble(at -> list.get(at).asDouble())
                .toArray();
    }

    private static double[] column(DataFrame frame, String name) {
        return frame.getColumn(name).castAsDouble().toDoubleArray();
    }

    /** Returns all rows prepared by steps that are fitted on the first 24. */
    private DataFrame prepared(DataFrame rows, UnaryOperator<Recipe> steps) {
        Recipe recipe = steps.apply(Recipe.of(Formula.of("mpg ~ .")));
        return recipe.fit(rows.head(24)).apply(rows);
    }

    private void assertHp(JsonNode wanted, DataFrame rows, UnaryOperator<Recipe> steps, double tolerance) {
        assertArrayEquals(numbers(wanted), column(prepared(rows, steps), "hp"), tolerance);
    }

    private DataFrame holed() {
        double[] hp = column(cars, "hp");
        for (int row = 0; row < hp.length; row += 5) {
            hp[row] = Double.NaN;
        }
        return cars.cols("hp").merge(Series.ofDouble(hp));
    }

    @Test
    void scaling_is_learned_on_training_rows_with_n_minus_1() {
        JsonNode scaled = REFERENCE.get("scaled");
        assertHp(scaled.get("normalize"), cars, recipe -> recipe.normalize(HP), 1e-12);
        assertHp(scaled.get("center"), cars, recipe -> recipe.center(HP), 1e-12);
        assertHp(scaled.get("scale"), cars, recipe -> recipe.scale(HP), 1e-12);
        assertHp(scaled.get("range"), cars, recipe -> recipe.range(HP), 1e-12);
    }

    @Test
    void tidy_shows_the_mean_and_the_standard_deviation() {
        FittedRecipe fitted = Recipe.of(Formula.of("mpg ~ .")).normalize(HP).fit(cars.head(24));
        DataFrame tidy = fitted.tidy(0);
        assertEquals(List.of("hp", "hp"), tidy.getColumn("terms").toList());
        assertEquals(List.of("mean", "sd"), tidy.getColumn("statistic").toList());
        JsonNode scaled = REFERENCE.get("scaled");
        assertEquals(scaled.get("mean").asDouble(), (Double) tidy.get("value", 0), 1e-12);
        assertEquals(scaled.get("sd").asDouble(), (Double) tidy.get("value", 1), 1e-12);
    }

    @Test
    void imputation_fills_from_training_rows() {
        JsonNode imputed = REFERENCE.get("imputed");
        assertHp(imputed.get("mean"), holed(), recipe -> recipe.imputeMean(HP), 1e-12);
        assertHp(imputed.get("median"), holed(), recipe -> recipe.imputeMedian(HP), 1e-12);
        assertHp(imputed.get("knn"), holed(), recipe -> recipe.imputeKnn(HP, 3), 1e-12);
    }

    @Test
    void power_transformations_find_the_same_lambda() {
        JsonNode box = REFERENCE.get("boxCox");
        FittedRecipe fitted = Recipe.of(Formula.of("mpg ~ .")).boxCox(HP).fit(cars.head(24));
        assertEquals(box.get("lambda").asDouble(), (Double) fitted.tidy(0).get("value", 0), 1e-5);
        assertHp(box.get("values"), cars, recipe -> recipe.boxCox(HP), 1e-4);
        double[] hp = column(cars, "hp");
        double mean = ColumnMoments.mean(hp);
        DataFrame centered = cars.cols("hp")
                .merge(Series.ofDouble(
                        java.util.Arrays.stream(hp).map(each -> each - mean).toArray()));
        FittedRecipe yeo = Recipe.of(Formula.of("mpg ~ .")).yeoJohnson(HP).fit(centered.head(24));
        JsonNode wanted = REFERENCE.get("yeoJohnson");
        assertEquals(wanted.get("lambda").asDouble(), (Double) yeo.tidy(0).get("value", 0), 1e-5);
        assertHp(wanted.get("values"), centered, recipe -> recipe.yeoJohnson(HP), 1e-2);
    }

    @Test
    void polynomials_are_those_of_r() {
        DataFrame prepared = prepared(cars, recipe -> recipe.poly(HP, 3));
        for (int degree = 1; degree <= 3; degree++) {
            assertArrayEquals(
                    numbers(REFERENCE.get("poly").get(degree - 1)), column(prepared, "hp_poly_" + degree), 1e-9);
        }
    }

    @Test
    void correlated_columns_go() {
        FittedRecipe fitted = Recipe.of(Formula.of("mpg ~ ."))
                .corr(allPredictors(), 0.8)
                .fit(Datasets.mtcars().head(24));
        List<String> wanted = new ArrayList<>();
        REFERENCE.get("corr").forEach(name -> wanted.add(name.asText()));
        Stream<String> removed = fitted.tidy(0).<String>getColumn("terms").toList().stream();
        assertEquals(wanted, removed.sorted().toList());
    }

    @Test
    void principal_components_of_normalized_columns() {
        FittedRecipe fitted = Recipe.of(Formula.of("species ~ ."))
                .normalize(allPredictors())
                .pca(allPredictors(), 2)
                .fit(Datasets.iris());
        JsonNode pca = REFERENCE.get("pca");
        DataFrame prepared = fitted.apply(Datasets.iris());
        assertEquals(List.of("PC1", "PC2"), fitted.predictors());
        for (int at = 0; at < 2; at++) {
            double[] scores = column(prepared, "PC" + (at + 1));
            for (int row = 0; row < scores.length; row++) {
                assertEquals(pca.get("scores").get(row).get(at).asDouble(), scores[row], 1e-9);
            }
            for (int column = 0; column < 4; column++) {
                double loading = (Double) fitted.tidy(1).get("value", 4 * at + column);
                assertEquals(pca.get("loadings").get(at).get(column).asDouble(), loading, 1e-9);
            }
        }
        Pca.Fitted learned = (Pca.Fitted) fitted.steps().get(1);
        assertArrayEquals(
                numbers(pca.get("variances")),
                NumberLists.array(learned.variances().subList(0, 2)),
                1e-9);
    }

    @Test
    void bins_are_cut_at_quantiles() {
        JsonNode wanted = REFERENCE.get("discretize");
        FittedRecipe fitted = Recipe.of(Formula.of("mpg ~ .")).discretize(HP, 4).fit(cars.head(24));
        List<String> bins = new ArrayList<>();
        wanted.get("bins").forEach(bin -> bins.add("bin" + bin.asText()));
        assertEquals(bins, fitted.apply(cars).getColumn("hp").toList());
        for (int at = 0; at < 3; at++) {
            assertEquals(
                    wanted.get("cuts").get(at).asDouble(),
                    (Double) fitted.tidy(0).get("value", at),
                    1e-12);
        }
    }
}
