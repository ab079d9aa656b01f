package keras4j.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
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
        RefusedData.with("Examples: y must have 2 rows like x, got 3", () -> Examples.of(x, Labels.of(1, 2, 3)));
        RefusedData.with(
                "Examples: y must have 2 rows like x, got 1", () -> Examples.of(x, Tensor.of(new float[1], 1)));
    }

    @Test
    void an_input_without_columns_or_rows_is_refused() {
        RefusedData.with(
                "Examples: x must have shape (rows, ...), got (2)",
                () -> Examples.of(Tensor.of(new float[2], 2), Labels.of(1, 2)));
        RefusedData.with(
                "Examples: x must have at least one row, got none", () -> Examples.of(x.slice(0, 0), Labels.of(1, 2)));
    }

    @Test
    void weights_are_one_number_a_row() {
        Examples weighted = Examples.of(x, Labels.of(1, 2)).weights(new float[] {1, 0});
        assertEquals(Map.of("y", Tensor.of(new float[] {1, 0}, 2)), weighted.weights());
        RefusedData.with(
                "Examples: weights must be 2 numbers, one a row, got 1", () -> weighted.weights(new float[] {1}));
        RefusedData.with(
                "Examples: weights must be 0 or more and finite, got -1.0 at row 1",
                () -> weighted.weights(new float[] {1, -1}));
        RefusedData.with(
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

    private final Map<String, Tensor> two = ordered("left", x, "right", Tensor.of(new float[2], 2, 1));
    private final Examples graph = Examples.of(two, ordered("a", x, "b", Labels.of("no", "yes")));

    private static <T> Map<String, T> ordered(String first, T one, String second, T other) {
        Map<String, T> ordered = new java.util.LinkedHashMap<>();
        ordered.put(first, one);
        ordered.put(second, other);
        return ordered;
    }

    @Test
    void several_inputs_and_outcomes_have_names() {
        assertEquals(two, graph.inputs());
        assertEquals(
                "Examples left (2, 2) float32, right (2, 1) float32, a (2, 2) float32, b 2 levels", graph.toString());
        Examples turned = graph.inOrderOf(List.of("right", "left"), List.of("b", "a"));
        assertEquals(List.of("right", "left"), List.copyOf(turned.inputs().keySet()));
        assertEquals(graph, turned);
    }

    @Test
    void names_must_be_those_of_the_network() {
        RefusedData.with(
                "Examples: inputs must be 'left', 'rigth', got 'left', 'right'; did you mean 'rigth'?",
                () -> graph.inOrderOf(List.of("left", "rigth"), List.of("a", "b")));
        RefusedData.with(
                "Examples: outcomes must be 'a', got 'a', 'b'",
                () -> graph.inOrderOf(List.of("left", "right"), List.of("a")));
        Examples single = Examples.of(x, x);
        assertEquals(single, single.inOrderOf(List.of("input"), List.of("output")));
    }

    @Test
    void rows_of_all_inputs_and_outcomes_are_as_many() {
        RefusedData.with(
                "Examples: right must have 2 rows like left, got 3",
                () -> Examples.of(ordered("left", x, "right", Tensor.of(new float[3], 3, 1)), Map.of("y", x)));
        RefusedData.with(
                "Examples: b must have 2 rows like left, got 1",
                () -> Examples.of(two, ordered("a", x, "b", x.slice(0, 1))));
        RefusedData.with(
                "Examples: inputs and outcomes must not be empty, got 2 and 0", () -> Examples.of(two, Map.of()));
    }

    @Test
    void weights_are_for_all_outcomes_or_for_each() {
        Tensor ones = Tensor.of(new float[] {1, 1}, 2);
        Tensor weights = Tensor.of(new float[] {3, 0}, 2);
        assertEquals(
                Map.of("a", weights, "b", weights),
                graph.weights(new float[] {3, 0}).weights());
        assertEquals(
                Map.of("a", ones, "b", weights),
                graph.weights(Map.of("b", new float[] {3, 0})).weights());
        RefusedData.with(
                "Examples: weights must name outcomes among 'a', 'b', got 'c'",
                () -> graph.weights(Map.of("c", new float[] {3, 0})));
        RefusedData.with(
                "Examples: weights of 'a' must be 2 numbers, one a row, got 1",
                () -> graph.weights(Map.of("a", new float[1])));
    }

    @Test
    void what_belongs_to_one_is_not_asked_of_several() {
        String message = assertThrows(IllegalStateException.class, graph::x).getMessage();
        assertEquals("Examples: x() must be called on examples with one input, got 'left', 'right'", message);
        assertThrows(IllegalStateException.class, graph::y);
        assertThrows(IllegalStateException.class, graph::labels);
    }
}
