package keras4j.prediction;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import keras4j.data.DType;
import keras4j.data.Input;
import keras4j.data.Input.PredictorColumn;
import keras4j.data.Outcome;
import keras4j.data.RefusedData;
import keras4j.data.Schema;
import keras4j.data.Tensor;
import keras4j.data.TensorSeries;
import org.dflib.DataFrame;
import org.junit.jupiter.api.Test;

class PredictionsTest {
    private final Tensor output = Tensor.of(new float[][] {{0.1f, 0.7f, 0.2f}, {0.4f, 0.2f, 0.4f}});
    private final Predictions pets = Predictions.of(List.of(output), schema("cat", "dog", "fox"));
    private final Predictions sigmoid =
            Predictions.of(List.of(Tensor.of(new float[][] {{0.75f}, {0.5f}, {0.25f}})), schema("no", "yes"));
    private final Predictions miles = Predictions.of(List.of(Tensor.of(new float[][] {{21}, {18.5f}})), numbers(1));

    private static List<Input> x() {
        return List.of(new Input("x", List.of(new PredictorColumn("x", List.of(), DType.FLOAT32))));
    }

    private static Schema schema(String... levels) {
        return new Schema(x(), List.of(new Outcome(List.of("pet"), List.of(levels), List.of())));
    }

    private static Schema numbers(int width) {
        return new Schema(x(), List.of(new Outcome(List.of("mpg"), List.of(), List.of(width))));
    }

    private static float[] floats(DataFrame frame, String column) {
        float[] values = new float[frame.height()];
        frame.getColumn(column).castAsFloat().copyToFloat(values, 0, 0, values.length);
        return values;
    }

    private static List<?> column(DataFrame frame, String column) {
        return frame.getColumn(column).toList();
    }

    @Test
    void the_most_probable_level_is_the_class_and_the_first_of_equal_ones() {
        assertEquals(List.of("dog", "cat"), pets.labels());
        assertEquals(List.of("dog", "cat"), column(pets.classes(), ".pred_class"));
    }

    @Test
    void a_forecast_has_a_column_or_a_row_a_step() {
        Schema schema =
                new Schema(x(), List.of(new Outcome(List.of("lead_2_load", "lead_1_load"), List.of(), List.of(2))));
        Predictions ahead = Predictions.of(List.of(Tensor.of(new float[][] {{20, 10}, {21, 11}})), schema);
        DataFrame rows = ahead.steps();
        assertEquals(
                List.of(".row", ".step", ".pred"),
                List.of(rows.getColumnsIndex().toArray()));
        assertEquals(List.of(0, 0, 1, 1), column(rows, ".row"));
        assertEquals(List.of(1, 2, 1, 2), column(rows, ".step"));
        assertArrayEquals(new float[] {10, 20, 11, 21}, floats(rows, ".pred"));
    }

    @Test
    void probabilities_have_a_column_a_level() {
        DataFrame frame = pets.probabilities();
        assertEquals(
                "[.pred_cat, .pred_dog, .pred_fox]",
                Arrays.toString(frame.getColumnsIndex().toArray()));
        assertArrayEquals(new float[] {0.1f, 0.4f}, floats(frame, ".pred_cat"));
        assertArrayEquals(new float[] {0.7f, 0.2f}, floats(frame, ".pred_dog"));
    }

    @Test
    void one_sigmoid_unit_above_a_half_is_the_second_level() {
        assertEquals(List.of("yes", "no", "no"), sigmoid.labels());
        assertArrayEquals(new float[] {0.25f, 0.5f, 0.75f}, floats(sigmoid.probabilities(), ".pred_no"));
        assertArrayEquals(new float[] {0.75f, 0.5f, 0.25f}, floats(sigmoid.probabilities(), ".pred_yes"));
    }

    @Test
    void values_are_one_column() {
        assertArrayEquals(new float[] {21, 18.5f}, floats(miles.values(), ".pred"));
        assertArrayEquals(new float[] {21, 18.5f}, miles.floats());
        assertEquals(2, miles.rows());
    }

    @Test
    void several_numbers_a_row_are_one_array_column() {
        Predictions several = Predictions.of(List.of(output), numbers(3));
        TensorSeries column =
                assertInstanceOf(TensorSeries.class, several.values().getColumn(".pred"));
        assertSame(output, column.tensor());
        assertSame(output, several.tensor());
    }

    @Test
    void classes_are_not_to_be_had_of_a_regression() {
        String message = "Predictions: %s must be called on a classifier, got the numbers of 'mpg'; use values()";
        assertEquals(
                message.formatted("classes()"),
                assertThrows(IllegalStateException.class, miles::classes).getMessage());
        assertEquals(
                message.formatted("probabilities()"),
                assertThrows(IllegalStateException.class, miles::probabilities).getMessage());
        assertEquals(
                message.formatted("labels()"),
                assertThrows(IllegalStateException.class, miles::labels).getMessage());
    }

    @Test
    void values_are_not_to_be_had_of_a_classifier() {
        String message = "Predictions: %s must be called on a regression, got the classes of 'pet'; "
                + "use classes() or probabilities()";
        assertEquals(
                message.formatted("values()"),
                assertThrows(IllegalStateException.class, pets::values).getMessage());
        assertEquals(
                message.formatted("floats()"),
                assertThrows(IllegalStateException.class, pets::floats).getMessage());
    }

    @Test
    void an_output_that_has_not_one_column_a_level_is_refused() {
        RefusedData.with(
                "Predictions: output must have shape (rows, 2), one column a level of 'pet', got Tensor (2, 3) float32",
                () -> Predictions.of(List.of(output), schema("cat", "dog")));
        RefusedData.with(
                "Predictions: output must have shape (rows, 3), one column a level of 'pet', got Tensor (2, 1) float32",
                () -> Predictions.of(List.of(miles.tensor()), schema("cat", "dog", "fox")));
    }

    @Test
    void predictions_are_equal_by_content_and_print_on_one_line() {
        assertEquals(pets, Predictions.of(List.of(output), schema("cat", "dog", "fox")));
        assertEquals(
                pets.hashCode(),
                Predictions.of(List.of(output), schema("cat", "dog", "fox")).hashCode());
        assertNotEquals(pets, Predictions.of(List.of(output), schema("cat", "dog", "cow")));
        assertNotEquals(miles, sigmoid);
        assertEquals("Predictions of 'pet' for 2 rows, 3 levels", pets.toString());
        assertEquals("Predictions of 'mpg' for 2 rows", miles.toString());
    }

    private final Predictions several = Predictions.of(
            List.of(output, Tensor.of(new float[][] {{21}, {18.5f}}), Tensor.of(new float[][] {{0.75f}, {0.25f}})),
            new Schema(
                    x(),
                    List.of(
                            new Outcome(List.of("pet"), List.of("cat", "dog", "fox"), List.of()),
                            new Outcome(List.of("mpg"), List.of(), List.of(1)),
                            new Outcome(List.of("kept"), List.of("no", "yes"), List.of()))));

    @Test
    void several_outcomes_have_their_names_in_the_columns() {
        assertEquals(
                "[.pred_class_pet, .pred_class_kept]",
                Arrays.toString(several.classes().getColumnsIndex().toArray()));
        assertEquals(
                "[.pred_pet_cat, .pred_pet_dog, .pred_pet_fox, .pred_kept_no, .pred_kept_yes]",
                Arrays.toString(several.probabilities().getColumnsIndex().toArray()));
        assertArrayEquals(new float[] {0.25f, 0.75f}, floats(several.probabilities(), ".pred_kept_no"));
        assertArrayEquals(new float[] {21, 18.5f}, floats(several.values(), ".pred_mpg"));
        assertEquals("Predictions of 'pet', 'mpg', 'kept' for 2 rows", several.toString());
    }

    @Test
    void one_of_several_outcomes_is_had_by_its_name() {
        assertEquals(pets, several.of("pet"));
        assertArrayEquals(new float[] {21, 18.5f}, floats(several.of("mpg").values(), ".pred"));
        RefusedData.with(
                "Predictions: outcome must be one of pet, mpg, kept, got pets; did you mean pet?",
                () -> several.of("pets"));
    }

    @Test
    void what_belongs_to_one_outcome_is_not_asked_of_several() {
        String message = "Predictions: %s must be called on one outcome, got 'pet', 'mpg', 'kept'; use of(\"pet\")";
        assertEquals(
                message.formatted("tensor()"),
                assertThrows(IllegalStateException.class, several::tensor).getMessage());
        assertEquals(
                message.formatted("labels()"),
                assertThrows(IllegalStateException.class, several::labels).getMessage());
        assertEquals(
                message.formatted("floats()"),
                assertThrows(IllegalStateException.class, several::floats).getMessage());
    }

    @Test
    void several_columns_of_one_output_are_columns_again() {
        Predictions steps = Predictions.of(
                List.of(output), new Schema(x(), List.of(new Outcome(List.of("a", "b", "c"), List.of(), List.of(3)))));
        assertEquals(
                "[.pred_a, .pred_b, .pred_c]",
                Arrays.toString(steps.values().getColumnsIndex().toArray()));
        assertArrayEquals(new float[] {0.7f, 0.2f}, floats(steps.values(), ".pred_b"));
        assertSame(output, steps.tensor());
    }

    private static List<String> names(DataFrame frame) {
        return List.of(frame.getColumnsIndex().toArray());
    }

    @Test
    void augment_puts_predictions_before_the_rows() {
        DataFrame rows = DataFrame.foldByRow("car", "mpg").of("a", 21.5, "b", null);
        DataFrame augmented = miles.augment(rows);
        assertEquals(List.of(".pred", ".resid", "car", "mpg"), names(augmented));
        assertEquals(0.5, augmented.getColumn(".resid").get(0));
        assertEquals(Double.NaN, augmented.getColumn(".resid").get(1));
        assertEquals(
                List.of(".pred", "car"), names(miles.augment(rows.cols("car").select())));
        RefusedData.with(
                "Predictions: frame must have the 2 rows that were predicted, got 1",
                () -> miles.augment(rows.head(1)));
        RefusedData.with(
                "Predictions: frame must have no column of a prediction, got '.pred'", () -> miles.augment(augmented));
    }

    @Test
    void augment_has_class_and_probabilities() {
        DataFrame augmented = sigmoid.augment(DataFrame.foldByRow("pet").of("yes", "no", "no"));
        assertEquals(List.of(".pred_class", ".pred_no", ".pred_yes", "pet"), names(augmented));
        assertEquals("yes", augmented.getColumn(".pred_class").get(0));
    }

    @Test
    void a_model_of_old_whose_columns_would_share_a_name_loses_none_silently() {
        Predictions old = Predictions.of(List.of(Tensor.of(new float[][] {{0.25f, 0.75f}})), schema("class", "other"));
        assertEquals(List.of("other"), old.labels());
        assertEquals(List.of(0.25f), column(old.probabilities(), ".pred_class"));
        String twice = "Predictions: columns must have distinct names, got '.pred_class' twice; of(outcome) gives those"
                + " of one outcome, tensor() the numbers without names";
        RefusedData.with(twice, old::columns);
        RefusedData.with(twice, () -> old.augment(DataFrame.foldByRow("x").of(1)));
    }
}
