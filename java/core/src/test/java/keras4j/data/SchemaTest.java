package keras4j.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dflib.DataFrame;
import org.dflib.Series;
import org.junit.jupiter.api.Test;

class SchemaTest {
    private static final String ADVICE =
            "; in a recipe imputeMedian, imputeMode, unknown and others fill them, naOmit leaves such rows out";

    private enum Size {
        SMALL,
        LARGE
    }

    private final DataFrame cars = DataFrame.byColumn("mpg", "cyl", "wt", "fast", "maker")
            .of(
                    Series.ofDouble(21, 22.8),
                    Series.ofInt(6, 4),
                    Series.of(2.62f, 2L),
                    Series.ofBool(true, false),
                    Series.of("mazda", "datsun"));
    private final Schema cheap = regression(cars, List.of("cyl", "wt", "fast"), "mpg");
    private final Tensor grey = Tensor.of(new float[8], 2, 2, 2);
    private final DataFrame pictures = DataFrame.byColumn("x", "y").of(TensorSeries.of(grey), Series.ofInt(10, 2));
    private final Schema digits = classification(pictures, List.of("x"), "y");

    private static Schema regression(DataFrame frame, List<String> predictors, String outcome) {
        return Schema.of(frame, Map.of("in", predictors), List.of(Outcome.numbers(frame, List.of(outcome))));
    }

    private static Schema classification(DataFrame frame, List<String> predictors, String outcome) {
        return Schema.of(frame, Map.of("in", predictors), List.of(Outcome.classes(frame, outcome)));
    }

    private static Tensor x(Schema schema, DataFrame frame) {
        return schema.x(frame).get(0);
    }

    private static Tensor x(Schema schema, Tensor x) {
        return schema.x(Map.of("x", x)).get(0);
    }

    private static Outcome outcome(Schema schema) {
        return schema.outcomes().get(0);
    }

    private static List<Integer> inputShape(Schema schema) {
        return schema.inputs().get(0).shape();
    }

    private static DataFrame column(String name, Series<?> cells) {
        return DataFrame.byColumn(name).of(cells);
    }

    @Test
    void numeric_columns_become_one_matrix() {
        assertEquals(Tensor.of(new float[][] {{6, 2.62f, 1}, {4, 2, 0}}), x(cheap, cars));
        assertEquals(List.of(3), inputShape(cheap));
        assertFalse(outcome(cheap).classifies());
        assertEquals(1, outcome(cheap).width());
    }

    @Test
    void columns_come_in_the_order_of_the_fit() {
        DataFrame shuffled = cars.cols("fast", "wt", "cyl").select();
        assertEquals(x(cheap, cars), x(cheap, shuffled));
    }

    @Test
    void numbers_to_be_predicted_become_one_column() {
        Examples examples = cheap.examples(cars);
        assertEquals(Map.of("in", x(cheap, cars)), examples.inputs());
        assertEquals(Map.of("mpg", Tensor.of(new float[] {21, 22.8f}, 2, 1)), examples.outcomes());
    }

    @Test
    void an_array_column_is_the_input_without_a_copy() {
        assertSame(grey, x(digits, pictures));
        assertEquals(List.of(2, 2), inputShape(digits));
        assertTrue(outcome(digits).classifies());
    }

    @Test
    void float_array_cells_are_copied_once_into_the_shape_of_the_fit() {
        Series<?> cells = Series.of(new float[] {1, 2, 3, 4}, new float[] {5, 6, 7, 8});
        Tensor expected = Tensor.of(new float[] {1, 2, 3, 4, 5, 6, 7, 8}, 2, 2, 2);
        assertEquals(expected, x(digits, column("x", cells)));
        DataFrame frame = DataFrame.byColumn("x", "y").of(cells, Series.of("a", "b"));
        assertEquals(List.of(4), inputShape(classification(frame, List.of("x"), "y")));
    }

    @Test
    void the_last_of_many_values_is_checked_too() {
        float[] values = new float[10_001];
        values[10_000] = Float.NaN;
        Schema schema = Schema.of(Examples.of(Tensor.of(values, 10_001, 1), Tensor.of(values, 10_001)));
        RefusedData.with(
                "Schema: x must be finite, got NaN at row 10000, column 0",
                () -> x(schema, Tensor.of(values, 10_001, 1)));
        values[10_000] = -Float.MAX_VALUE;
        assertEquals(10_001, x(schema, Tensor.of(values, 10_001, 1)).rows());
        DataFrame frame = DataFrame.byColumn("a", "b").of(Series.ofFloat(values), Series.ofLong(new long[10_001]));
        assertEquals(
                -Float.MAX_VALUE,
                x(regression(frame, List.of("b", "a"), "a"), frame).row(10_000)[1]);
    }

    @Test
    void an_outcome_may_be_an_array_column() {
        DataFrame frame = DataFrame.byColumn("x", "y").of(TensorSeries.of(grey), TensorSeries.of(grey));
        Schema schema = regression(frame, List.of("x"), "y");
        assertEquals(4, outcome(schema).width());
        assertSame(grey, schema.examples(frame).y());
        RefusedData.with(
                "Schema: column 'y' must hold float[] cells, got 10 at row 0", () -> schema.examples(pictures));
    }

    @Test
    void integers_booleans_enums_and_texts_are_classes() {
        assertEquals(List.of("2", "10"), outcome(digits).levels());
        assertEquals(2, outcome(digits).width());
        assertEquals(List.of("false", "true"), levels(Series.ofBool(true, true)));
        assertEquals(List.of("LARGE", "SMALL"), levels(Series.of(Size.SMALL, Size.LARGE)));
        assertEquals(List.of("a", "b"), levels(Series.of("b", "a")));
        assertEquals(List.of("-3", "20"), levels(Series.ofLong(20, -3)));
    }

    private static List<String> levels(Series<?> outcome) {
        DataFrame frame = DataFrame.byColumn("x", "y").of(Series.ofInt(1, 2), outcome);
        return outcome(classification(frame, List.of("x"), "y")).levels();
    }

    @Test
    void classes_are_coded_with_the_levels_of_the_fit() {
        DataFrame one = pictures.head(1);
        assertEquals(
                Optional.of(Labels.of(List.of("2", "10"), new int[] {1})),
                digits.examples(one).labels());
    }

    @Test
    void a_frame_without_the_outcome_can_be_predicted_but_not_evaluated() {
        DataFrame unlabelled = pictures.cols("x").select();
        assertSame(grey, x(digits, unlabelled));
        RefusedData.with("Schema: column 'y' must be in the frame, got columns 'x'", () -> digits.examples(unlabelled));
    }

    @Test
    void a_missing_column_is_refused_with_the_nearest_name() {
        RefusedData.with(
                "Schema: column 'cyl' must be in the frame, got columns 'cyll', 'wt', 'fast'; did you mean 'cyll'?",
                () -> x(cheap, cars.cols("cyl", "wt", "fast").selectAs("cyll", "wt", "fast")));
        RefusedData.with(
                "Schema: column 'horsepower' must be in the frame, got columns 'mpg', 'cyl', 'wt', 'fast', 'maker'",
                () -> regression(cars, List.of("horsepower"), "mpg"));
    }

    @Test
    void texts_are_predictors_of_their_own_inputs() {
        assertEquals(
                "Schema: input 'in' must take columns of one type, got 'cyl of float32', 'maker of string'",
                assertThrows(IllegalArgumentException.class, () -> regression(cars, List.of("cyl", "maker"), "mpg"))
                        .getMessage());
        RefusedData.with(
                "Schema: column 'wt' must hold numbers, booleans or float[] cells, got 'mazda' at row 0",
                () -> x(cheap, cars.cols("wt").merge(cars.getColumn("maker"))));
        Schema makers = regression(cars, List.of("maker"), "mpg");
        assertEquals(DType.STRING, makers.inputs().get(0).dtype());
        assertEquals(Tensor.ofStrings(new String[] {"mazda", "datsun"}, 2, 1), x(makers, cars));
        assertEquals(x(makers, cars), x(makers, Tensor.ofStrings(new String[] {"mazda", "datsun"}, 2, 1)));
        RefusedData.with(
                "Schema: column 'maker' must have cells of one text, got 7 at row 0",
                () -> x(makers, column("maker", Series.of(7, 8))));
        RefusedData.with(
                "Schema: in must be texts as in fit, got float32", () -> x(makers, Tensor.of(new float[1], 1, 1)));
    }

    @Test
    void several_texts_a_row_come_from_columns_or_from_arrays() {
        DataFrame two =
                DataFrame.byColumn("a", "b", "y").of(Series.of("1", "2"), Series.of("x", "y"), Series.ofInt(1, 2));
        String[] cells = {"1", "x", "2", "y"};
        assertEquals(Tensor.ofStrings(cells, 2, 2), x(regression(two, List.of("a", "b"), "y"), two));
        DataFrame arrays = DataFrame.byColumn("a", "y")
                .of(Series.of(new String[] {"1", "x"}, new String[] {"2", "y"}), Series.ofInt(1, 2));
        Schema schema = regression(arrays, List.of("a"), "y");
        assertEquals(List.of(2), inputShape(schema));
        assertEquals(Tensor.ofStrings(cells, 2, 2), x(schema, arrays));
        RefusedData.with(
                "Schema: column 'a' must have cells of 2 texts, got 'alone' at row 0",
                () -> x(schema, column("a", Series.of("alone"))));
    }

    @Test
    void missing_values_are_refused() {
        Schema schema = regression(column("x", Series.of(1, 2)), List.of("x"), "x");
        RefusedData.with(
                "Schema: column 'x' must have no missing values, got null at row 1" + ADVICE,
                () -> x(schema, column("x", Series.of(1, null))));
        DataFrame unlabelled = DataFrame.byColumn("x", "y").of(Series.ofInt(1, 2), Series.of("a", null));
        RefusedData.with(
                "Schema: column 'y' must have no missing values, got null at row 1" + ADVICE,
                () -> classification(unlabelled, List.of("x"), "y"));
    }

    @Test
    void numbers_that_are_not_finite_are_refused() {
        Schema schema = regression(column("x", Series.of(1, 2)), List.of("x"), "x");
        RefusedData.with(
                "Schema: column 'x' must have no missing values, got NaN at row 1" + ADVICE,
                () -> x(schema, column("x", Series.ofDouble(1, Double.NaN))));
        RefusedData.with(
                "Schema: column 'x' must be finite, got 1.0E300 at row 0",
                () -> x(schema, column("x", Series.ofDouble(1e300, 1))));
        RefusedData.with(
                "Schema: column 'x' must be finite, got Infinity at row 1, column (0, 1)",
                () -> x(
                        digits,
                        column("x", TensorSeries.of(Tensor.of(new float[] {0, 0, 0, 0, 0, 1f / 0, 0, 0}, 2, 2, 2)))));
    }

    @Test
    void cells_of_another_length_or_type_are_refused() {
        RefusedData.with(
                "Schema: column 'x' must have cells of 4 values, got 3 at row 1",
                () -> x(digits, column("x", Series.of(new float[4], new float[3]))));
        RefusedData.with(
                "Schema: column 'x' must hold float[] cells, got 7 at row 0",
                () -> x(digits, column("x", Series.of(7, 8))));
        RefusedData.with(
                "Schema: column 'x' must have cells of shape (2, 2), got (4)",
                () -> x(digits, column("x", TensorSeries.of(Tensor.of(new float[8], 2, 4)))));
        Schema one = regression(column("n", Series.ofInt(1, 2)), List.of("n"), "n");
        RefusedData.with(
                "Schema: column 'n' must hold numbers, booleans or float[] cells, got float[] at row 0",
                () -> x(one, column("n", Series.of(new float[3], new float[3]))));
    }

    @Test
    void one_array_column_or_numbers_but_not_both() {
        DataFrame both =
                DataFrame.byColumn("x", "n", "y").of(TensorSeries.of(grey), Series.ofInt(1, 2), Series.ofInt(1, 2));
        RefusedData.with(
                "Schema: input 'in' must take columns of numbers or exactly one array column, got 'x', 'n' with 1 array column(s)",
                () -> regression(both, List.of("x", "n"), "y"));
        RefusedData.with(
                "Schema: input 'in' must take columns of numbers or exactly one array column, got none",
                () -> regression(both, List.of(), "y"));
    }

    @Test
    void classes_that_fit_never_saw_are_refused() {
        DataFrame other = DataFrame.byColumn("x", "y").of(TensorSeries.of(grey), Series.ofInt(2, 3));
        RefusedData.with("Schema: column 'y' must be one of '2', '10', got '3' at row 1", () -> digits.examples(other));
    }

    @Test
    void an_outcome_that_is_no_class_is_refused() {
        RefusedData.with(
                "Schema: column 'mpg' must hold text, whole numbers, booleans or enum constants, got 21.0 at row 0;"
                        + " factor(\"mpg\") in a recipe makes labels of numbers",
                () -> classification(cars, List.of("cyl"), "mpg"));
        DataFrame one = DataFrame.byColumn("x", "y").of(Series.ofInt(1, 2), Series.of("a", "a"));
        RefusedData.with(
                "Schema: outcome 'y' must have at least two levels, got 'a'",
                () -> classification(one, List.of("x"), "y"));
    }

    @Test
    void a_frame_without_rows_cannot_be_learned_from() {
        RefusedData.with(
                "Schema: frame must have at least one row, got none",
                () -> regression(cars.head(0), List.of("cyl"), "mpg"));
        assertEquals(0, x(digits, pictures.head(0)).rows());
        assertEquals(0, x(cheap, cars.head(0)).rows());
    }

    @Test
    void bytes_stay_bytes_and_cells_become_bytes_again() {
        DataFrame frame = DataFrame.byColumn("x", "y")
                .of(TensorSeries.of(Tensor.ofBytes(new byte[] {-1, 2}, 2, 1)), Series.ofInt(1, 2));
        Schema schema = classification(frame, List.of("x"), "y");
        assertEquals(DType.UINT8, x(schema, frame).dtype());
        assertEquals(x(schema, frame), x(schema, column("x", Series.of(new float[] {255}, new float[] {2}))));
        RefusedData.with(
                "Schema: column 'x' must be whole numbers from 0 to 255, got 256.0 at row 1, column 0",
                () -> x(schema, column("x", Series.of(new float[] {0}, new float[] {256}))));
    }

    @Test
    void tensors_are_checked_against_the_fit() {
        Schema schema = Schema.of(Examples.of(grey, Labels.of("b", "a")));
        assertSame(grey, x(schema, grey));
        RefusedData.with(
                "Schema: x must have shape (rows, 2, 2) as in fit, got (2, 4)",
                () -> x(schema, Tensor.of(new float[8], 2, 4)));
        RefusedData.with(
                "Schema: x must be float32 as in fit, got uint8",
                () -> x(schema, Tensor.ofBytes(new byte[4], 1, 2, 2)));
        RefusedData.with(
                "Schema: x must be finite, got NaN at row 0, column (1, 1)",
                () -> x(schema, Tensor.of(new float[] {0, 0, 0, Float.NaN}, 1, 2, 2)));
        Schema matrix = Schema.of(Examples.of(Tensor.of(new float[][] {{1, 2}}), Tensor.of(new float[][] {{1, 2}})));
        RefusedData.with(
                "Schema: x must be finite, got -Infinity at row 1, column 0",
                () -> x(matrix, Tensor.of(new float[][] {{1, 2}, {-1f / 0, 2}})));
    }

    @Test
    void examples_are_checked_against_the_fit() {
        Schema pets = Schema.of(Examples.of(grey, Labels.of("cat", "dog")));
        Examples dogs = Examples.of(grey, Labels.of("dog", "dog"));
        assertArrayEquals(
                new int[] {1, 1}, pets.examples(dogs).labels().orElseThrow().codes());
        RefusedData.with("Schema: y must be labels, got numbers", () -> pets.examples(Examples.of(grey, grey)));
        Schema numbers = Schema.of(Examples.of(grey, grey));
        assertSame(grey, numbers.examples(Examples.of(grey, grey)).y());
        RefusedData.with("Schema: y must be numbers, got labels", () -> numbers.examples(dogs));
        RefusedData.with(
                "Schema: y must have shape (rows, 2, 2) as in fit, got (2, 1)",
                () -> numbers.examples(Examples.of(grey, Tensor.of(new float[2], 2))));
        RefusedData.with("Schema: y must be finite, got NaN at row 1, column 0", () -> Schema.of(
                        Examples.of(grey, Tensor.of(new float[2], 2)))
                .examples(Examples.of(grey, Tensor.of(new float[] {0, Float.NaN}, 2))));
    }

    @Test
    void it_survives_json() throws Exception {
        ObjectMapper json = new ObjectMapper();
        for (Schema schema : List.of(cheap, digits)) {
            String text = json.writeValueAsString(schema);
            assertEquals(schema, json.readValue(text, Schema.class));
        }
        assertEquals(
                "{\"inputs\":[{\"name\":\"in\",\"predictors\":[{\"name\":\"x\",\"shape\":[2,2],\"dtype\":\"float32\"}]}],"
                        + "\"outcomes\":[{\"columns\":[\"y\"],\"levels\":[\"2\",\"10\"],\"shape\":[]}]}",
                json.writeValueAsString(digits));
    }

    @Test
    void json_that_is_no_schema_is_refused() {
        ObjectMapper json = new ObjectMapper();
        String good =
                "{\"inputs\":[{\"name\":\"in\",\"predictors\":[{\"name\":\"x\",\"shape\":[2],\"dtype\":\"float32\"}]}],"
                        + "\"outcomes\":[{\"columns\":[\"y\"],\"levels\":[],\"shape\":[1]}]}";
        assertEquals(List.of(2), inputShape(assertDoesNotThrow(() -> json.readValue(good, Schema.class))));
        for (String bad : List.of(
                good.replaceFirst("\\[\\{\"name\":\"x\".*?\\}\\]", "[]"),
                good.replace("[2]", "[-2]"),
                good.replace("[2]", "[null]"),
                good.replace("[]", "[\"a\"]"),
                good.replace("[\"y\"]", "[]"),
                good.replace("float32", "float64"))) {
            assertThrows(JsonProcessingException.class, () -> json.readValue(bad, Schema.class), bad);
        }
    }

    @Test
    void it_prints_on_one_line() {
        assertEquals("Schema mpg ~ (3) from 'cyl', 'wt', 'fast'", cheap.toString());
    }
}
