package keras4j.recipe;

import static keras4j.recipe.Selectors.*;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import keras4j.data.RefusedData;
import org.dflib.DataFrame;
import org.dflib.Series;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Steps on numbers that rounding makes difficult: constant, large, of few values, or hardly different. */
class RecipeNumbersTest {
    private static DataFrame frame(double... x) {
        return DataFrame.byColumn("y", "x").of(Series.ofDouble(new double[x.length]), Series.ofDouble(x));
    }

    private static double[] numbers(int count, IntToDoubleFunction number) {
        return IntStream.range(0, count).mapToDouble(number).toArray();
    }

    private static FittedRecipe fitted(DataFrame frame, UnaryOperator<Recipe> steps) {
        return steps.apply(Recipe.of(Formula.of("y ~ x"))).fit(frame);
    }

    private static double[] prepared(DataFrame training, DataFrame rows, UnaryOperator<Recipe> steps) {
        return fitted(training, steps).apply(rows).getColumn("x").castAsDouble().toDoubleArray();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 14.62, 1.1, 37.7749, 1e-5, -0.7, 1e15 / 3, 1e-300})
    void a_constant_column_of_any_number_and_length_becomes_zero_and_is_not_scaled(double constant) {
        for (int rows : new int[] {1, 2, 3, 10, 100, 1000, 4096}) {
            DataFrame frame = frame(numbers(rows, row -> constant));
            double[] zeros = new double[rows];
            assertArrayEquals(zeros, prepared(frame, frame, recipe -> recipe.normalize(columns("x"))));
            assertArrayEquals(zeros, prepared(frame, frame, recipe -> recipe.center(columns("x"))));
            assertArrayEquals(
                    numbers(rows, row -> constant), prepared(frame, frame, recipe -> recipe.scale(columns("x"))));
            DataFrame other = frame(constant + 0.02);
            assertEquals(
                    constant + 0.02 - constant, prepared(frame, other, recipe -> recipe.normalize(columns("x")))[0]);
        }
    }

    @Test
    void a_column_that_differs_by_the_rounding_of_its_computation_is_constant() {
        DataFrame frame = frame(numbers(50, row -> row % 2 == 0 ? 0.3 : 0.1 + 0.2));
        assertArrayEquals(new double[50], prepared(frame, frame, recipe -> recipe.normalize(columns("x"))), 1e-15);
        DataFrame ratios = frame(numbers(50, row -> (row + 1) * 0.1 / (row + 1)));
        assertArrayEquals(new double[50], prepared(ratios, ratios, recipe -> recipe.normalize(columns("x"))), 1e-15);
    }

    @Test
    void small_differences_of_large_numbers_are_no_rounding() {
        DataFrame frame = frame(numbers(1000, row -> 1e9 + row % 2 * 1e-3));
        double[] scaled = prepared(frame, frame, recipe -> recipe.normalize(columns("x")));
        double step = 1e9 + 1e-3 - 1e9;
        double sd = step / 2 * Math.sqrt(1000 / 999.0);
        assertEquals(-step / 2 / sd, scaled[0], 1e-3);
        assertEquals(step / 2 / sd, scaled[1], 1e-3);
    }

    @Test
    void a_threshold_of_variance_holds_for_small_numbers() {
        DataFrame frame = DataFrame.byColumn("y", "x", "z")
                .of(
                        Series.ofDouble(new double[20]),
                        Series.ofDouble(numbers(20, row -> 1e-9 * (row - 9.5))),
                        Series.ofDouble(numbers(20, row -> 1e-12 * (row % 2 - 0.5))));
        FittedRecipe fitted = Recipe.of(Formula.of("y ~ ."))
                .pcaOfVariance(allPredictors(), 0.9)
                .fit(frame);
        assertEquals(List.of("PC1"), fitted.predictors());
    }

    private static double lambda(double[] x, UnaryOperator<Recipe> step) {
        return (Double) fitted(frame(x), step).tidy(0).get("value", 0);
    }

    private static double boxCox(double[] x) {
        return lambda(x, recipe -> recipe.boxCox(columns("x")));
    }

    private static double yeoJohnson(double[] x) {
        return lambda(x, recipe -> recipe.yeoJohnson(columns("x")));
    }

    // The maxima of the likelihood were found with 80 digits in mpmath.
    @Test
    void the_lambda_of_box_and_cox_is_right_for_large_and_close_numbers() {
        assertEquals(-0.839832615639, boxCox(numbers(40, row -> 1e6 + 1000.0 * row * row)), 1e-6);
        assertEquals(-1.35761181748, boxCox(numbers(40, row -> 1.7e9 + 1e6 * (row + 1) * (row + 1))), 1e-6);
        assertEquals(0.361120726879, boxCox(numbers(40, row -> (row + 1.0) * (row + 1))), 1e-6);
        assertEquals(0.240747151249, boxCox(numbers(40, row -> 1e-9 * Math.pow(row + 1, 3))), 1e-6);
        assertEquals(0.361120726879 / 2, boxCox(numbers(40, row -> 1e200 * Math.pow(row + 1, 4))), 1e-6);
        assertEquals(-0.630146249814, boxCox(numbers(40, row -> 1 / (0.0001 + row / 40.0))), 1e-6);
    }

    @Test
    void the_lambda_of_yeo_and_johnson_is_right_for_either_sign_and_both() {
        assertEquals(-0.839833626283, yeoJohnson(numbers(40, row -> 1e6 + 1000.0 * row * row)), 1e-6);
        assertEquals(2.83983362628, yeoJohnson(numbers(40, row -> -1e6 - 1000.0 * row * row)), 1e-6);
        assertEquals(1.65236202215, yeoJohnson(numbers(40, row -> -(double) row * row)), 1e-6);
        assertEquals(0.796424323745, yeoJohnson(numbers(40, row -> Math.pow(row - 10, 3))), 1e-6);
        assertEquals(0.994013731266, yeoJohnson(numbers(40, row -> 1e100 * Math.pow(row - 10, 3))), 1e-6);
    }

    private static void assertUntouched(double[] x) {
        DataFrame frame = frame(x);
        assertArrayEquals(x, prepared(frame, frame, recipe -> recipe.boxCox(columns("x"))));
        assertArrayEquals(x, prepared(frame, frame, recipe -> recipe.yeoJohnson(columns("x"))));
        assertEquals(
                0, fitted(frame, recipe -> recipe.boxCox(columns("x"))).tidy(0).height());
    }

    @Test
    void a_column_whose_lambda_is_at_a_limit_stays_as_it_is() {
        double[] outlier = numbers(40, row -> 100_000 + row % 7 * 10);
        outlier[39] = 9e6;
        assertUntouched(outlier);
        assertUntouched(new double[] {2003, 1950, 1997, 2000, 2009, 1988, 1991, 2011, 2015, 1979, 2001, 2020});
        assertUntouched(numbers(40, row -> 1e5 * (1 + 1.0 / (row + 1))));
    }

    @Test
    void a_column_of_fewer_than_five_values_stays_as_it_is() {
        assertUntouched(numbers(40, row -> 1 + row % 4));
        assertUntouched(numbers(40, row -> 0.1));
    }

    @Test
    void a_column_whose_transformed_numbers_would_be_equal_stays_as_it_is() {
        double[] x = numbers(200, row -> 1e12 * Math.pow(1 - 0.9 * (row + 0.5) / 200, -1 / 2.0));
        DataFrame frame = frame(x);
        double[] made = prepared(frame, frame, recipe -> recipe.boxCox(columns("x")));
        assertTrue(Arrays.stream(made).distinct().count() > 190, "numbers are still apart");
    }

    @Test
    void polynomials_need_more_values_than_their_degree() {
        DataFrame two = frame(numbers(20, row -> row % 2));
        RefusedData.with(
                "poly: degree must be below the number of distinct values of column 'x', which is 2, got 3",
                () -> fitted(two, recipe -> recipe.poly(columns("x"), 3)));
        assertEquals(
                List.of("x_poly_1"),
                fitted(two, recipe -> recipe.poly(columns("x"), 1)).predictors());
        RefusedData.with(
                "poly: degree must be below the number of distinct values of column 'x', which is 2, got 2",
                () -> fitted(two, recipe -> recipe.poly(columns("x"), 2)));
    }
}
