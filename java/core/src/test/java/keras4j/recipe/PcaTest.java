package keras4j.recipe;

import static keras4j.recipe.Selectors.allPredictors;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import keras4j.data.RefusedData;
import org.dflib.DataFrame;
import org.dflib.Series;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Principal components of tables that are made from known ones. */
class PcaTest {
    /** The k-th of orthonormal cosines, which from the first on have mean 0. */
    private static double[] cosines(int size, int k) {
        return IntStream.range(0, size)
                .mapToDouble(at -> Math.sqrt(2.0 / size) * Math.cos(Math.PI * (at + 0.5) * k / size))
                .toArray();
    }

    /** Columns whose k-th component is the k-th cosine, with a length of 3 / k over the rows. */
    private static double[][] columns(int rows, int columns, int components) {
        double[][] numbers = new double[columns][rows];
        for (int k = 1; k <= components; k++) {
            double[] scores = cosines(rows, k);
            double[] loadings = cosines(columns, k);
            for (int column = 0; column < columns; column++) {
                for (int row = 0; row < rows; row++) {
                    numbers[column][row] += 3.0 / k * loadings[column] * scores[row];
                }
            }
        }
        return numbers;
    }

    private static DataFrame frame(double[][] columns) {
        String[] names = IntStream.rangeClosed(0, columns.length)
                .mapToObj(at -> at == 0 ? "y" : "x" + at)
                .toArray(String[]::new);
        Series<?>[] series = IntStream.rangeClosed(0, columns.length)
                .mapToObj(at -> Series.ofDouble(at == 0 ? new double[columns[0].length] : columns[at - 1]))
                .toArray(Series<?>[]::new);
        return DataFrame.byColumn(names).of(series);
    }

    private static Recipe recipe(int components) {
        return Recipe.of(Formula.of("y ~ .")).pca(allPredictors(), components);
    }

    private static Pca.Fitted fitted(double[][] columns, int components) {
        return (Pca.Fitted) recipe(components).fit(frame(columns)).steps().get(0);
    }

    private static double sign(double[] vector) {
        double largest = Arrays.stream(vector).map(Math::abs).max().orElseThrow();
        double first = Arrays.stream(vector)
                .filter(entry -> Math.abs(entry) > largest - 1e-10)
                .findFirst()
                .orElseThrow();
        return Math.signum(first);
    }

    @ParameterizedTest
    @CsvSource({"200, 1000, 199, 5", "200, 1000, 199, 199", "200, 150, 149, 149", "1000, 40, 39, 39", "60, 60, 59, 59"})
    void components_values_and_signs_are_those_that_the_columns_are_made_of(
            int rows, int columns, int components, int kept) {
        Pca.Fitted fitted = fitted(columns(rows, columns, components), kept);
        assertEquals(kept, fitted.loadings().size());
        assertEquals(columns, fitted.variances().size());
        for (int k = 1; k <= columns; k++) {
            double length = k <= components ? 3.0 / k : 0;
            assertEquals(length * length / (rows - 1), fitted.variances().get(k - 1), 1e-12);
        }
        for (int k = 1; k <= kept; k++) {
            double[] vector = cosines(columns, k);
            double sign = sign(vector);
            Arrays.setAll(vector, column -> sign * vector[column]);
            assertArrayEquals(vector, NumberLists.array(fitted.loadings().get(k - 1)), 1e-10, "component " + k);
        }
    }

    @Test
    void the_first_of_equally_large_entries_is_positive() {
        double[][] opposed = {{1, 2, 3, 4}, {-1, -2, -3, -4.000000000000001}};
        double half = Math.sqrt(0.5);
        Pca.Fitted fitted = fitted(opposed, 2);
        assertArrayEquals(
                new double[] {half, -half}, NumberLists.array(fitted.loadings().get(0)), 1e-12);
        assertArrayEquals(
                new double[] {half, half}, NumberLists.array(fitted.loadings().get(1)), 1e-12);
    }

    @ParameterizedTest
    @CsvSource({"6, 10, 5", "6, 10, 2", "10, 6, 3", "1, 3, 1", "4, 3, 0"})
    void directions_without_variance_are_components_too(int rows, int columns, int components) {
        Pca.Fitted fitted = fitted(columns(rows, columns, components), columns);
        assertEquals(columns, fitted.loadings().size());
        for (int one = 0; one < columns; one++) {
            for (int other = 0; other < columns; other++) {
                double[] first = NumberLists.array(fitted.loadings().get(one));
                double[] second = NumberLists.array(fitted.loadings().get(other));
                double product = IntStream.range(0, columns)
                        .mapToDouble(at -> first[at] * second[at])
                        .sum();
                assertEquals(one == other ? 1 : 0, product, 1e-12);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1e-140", "1e-20", "1e20", "1e140"})
    void the_unit_of_the_columns_does_not_matter(double unit) {
        double[][] columns = columns(30, 8, 7);
        List<List<Double>> loadings = fitted(columns, 7).loadings();
        double[][] scaled = Arrays.stream(columns)
                .map(column -> Arrays.stream(column).map(each -> each * unit).toArray())
                .toArray(double[][]::new);
        List<List<Double>> found = fitted(scaled, 7).loadings();
        for (int at = 0; at < 7; at++) {
            assertArrayEquals(NumberLists.array(loadings.get(at)), NumberLists.array(found.get(at)), 1e-10);
        }
    }

    @Test
    void numbers_that_are_not_there_or_too_large_are_refused() {
        double[][] columns = columns(5, 3, 2);
        columns[1][2] = Double.NaN;
        RefusedData.with(
                "pca: column 'x2' must have no missing values, got some; impute before", () -> fitted(columns, 2));
        columns[1][2] = Double.POSITIVE_INFINITY;
        RefusedData.with("pca: column 'x2' must have a finite sum of squares, got Infinity", () -> fitted(columns, 2));
        columns[1][2] = 1e200;
        RefusedData.with("pca: column 'x2' must have a finite sum of squares, got Infinity", () -> fitted(columns, 2));
    }

    /** Loadings of another sign or of another library remain what they were. */
    @Test
    void loadings_that_were_kept_are_never_computed_anew() {
        DataFrame frame = frame(columns(20, 4, 3));
        FittedRecipe fitted = recipe(2).fit(frame);
        JsonNode json = fitted.json().deepCopy();
        ArrayNode loadings = (ArrayNode) json.findValue("loadings");
        loadings.set(0, new ObjectMapper().valueToTree(List.of(-2.0, 0.0, 0.0, 0.0)));
        FittedRecipe kept = FittedRecipe.fromJson(json);
        double[] scores = kept.apply(frame).getColumn("PC1").castAsDouble().toDoubleArray();
        double[] first = frame.getColumn("x1").castAsDouble().toDoubleArray();
        assertArrayEquals(Arrays.stream(first).map(each -> -2 * each).toArray(), scores, 0);
        assertEquals(kept, FittedRecipe.fromJson(kept.json()));
    }
}
