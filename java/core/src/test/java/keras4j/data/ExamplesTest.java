package keras4j.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExamplesTest {
    private final Tensor x = Tensor.of(new float[][] {{1, 2}, {3, 4}});

    @Test
    void one_number_a_row_becomes_one_column() {
        Examples examples = Examples.of(x, Tensor.of(new float[] {5, 6}, 2));
        assertArrayEquals(new int[] {2, 1}, examples.y().shape());
        assertEquals(Optional.empty(), examples.labels());
        assertEquals(2, examples.rows());
    }

    @Test
    void labels_are_learned_as_codes() {
        Examples examples = Examples.of(x, Labels.of("b", "a"));
        assertEquals(Tensor.ofInts(new int[] {1, 0}, 2), examples.y());
        assertEquals(Optional.of(Labels.of("b", "a")), examples.labels());
    }

    @Test
    void inputs_and_outcomes_must_be_as_many() {
        Refused.with("Examples: y must have 2 rows like x, got 3", () -> Examples.of(x, Labels.of(1, 2, 3)));
        Refused.with("Examples: y must have 2 rows like x, got 1", () -> Examples.of(x, Tensor.of(new float[1], 1)));
    }

    @Test
    void an_input_without_columns_or_rows_is_refused() {
        Refused.with(
                "Examples: x must have shape (rows, ...), got (2)",
                () -> Examples.of(Tensor.of(new float[2], 2), Labels.of(1, 2)));
        Refused.with(
                "Examples: x must have at least one row, got none", () -> Examples.of(x.slice(0, 0), Labels.of(1, 2)));
    }

    @Test
    void weights_are_one_number_a_row() {
        Examples weighted = Examples.of(x, Labels.of(1, 2)).weights(new float[] {1, 0});
        assertEquals(Map.of("y", Tensor.of(new float[] {1, 0}, 2)), weighted.weights());
        Refused.with("Examples: weights must be 2 numbers, one a row, got 1", () -> weighted.weights(new float[] {1}));
        Refused.with(
                "Examples: weights must be 0 or more and finite, got -1.0 at row 1",
                () -> weighted.weights(new float[] {1, -1}));
        Refused.with(
                "Examples: weights must be 0 or more and finite, got NaN at row 0",
                () -> weighted.weights(new float[] {Float.NaN, 1}));
    }

    @Test
    void examples_are_equal_by_content_and_print_on_one_line() {
        Examples labelled = Examples.of(x, Labels.of(1, 2));
        assertEquals(labelled, Examples.of(Tensor.of(new float[][] {{1, 2}, {3, 4}}), Labels.of(1, 2)));
        assertEquals(labelled.hashCode(), Examples.of(x, Labels.of(1, 2)).hashCode());
        assertNotEquals(labelled, labelled.weights(new float[] {1, 1}));
        assertEquals("Examples x (2, 2) float32, y 2 levels", labelled.toString());
        assertTrue(labelled.weights(new float[] {1, 1}).toString().endsWith(", weighted"));
        assertEquals(
                "Examples x (2, 2) float32, y (2, 2) float32", Examples.of(x, x).toString());
    }
}
