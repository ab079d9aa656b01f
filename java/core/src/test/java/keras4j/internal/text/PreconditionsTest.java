package keras4j.internal.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import keras4j.Refused;
import keras4j.data.Labels;
import keras4j.data.Tensor;
import keras4j.layer.Layers;
import keras4j.measure.Measure;
import keras4j.plot.ChartPoints;
import keras4j.recipe.Recipe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class PreconditionsTest {
    private static void isNull(String message, Executable what) {
        assertEquals(message, assertThrows(NullPointerException.class, what).getMessage());
    }

    private static void outside(String message, Executable what) {
        assertEquals(
                message, assertThrows(IndexOutOfBoundsException.class, what).getMessage());
    }

    @Test
    @SuppressWarnings("NullAway")
    void a_null_argument_is_named() {
        isNull("Recipe: formula must not be null", () -> Recipe.of(null));
        isNull("ChartPoints: name must not be null", () -> ChartPoints.of(null, 1, 2));
        isNull("Dense: activation must not be null", () -> Layers.dense(2).activation((keras4j.layer.Layer) null));
        isNull("Conv2D: kernel_size must not be null", () -> Layers.conv2D(2, 3).kernelSize((int[]) null));
    }

    @Test
    void a_null_item_is_named_by_its_place() {
        isNull("A: b[1] must not be null", () -> Preconditions.items("A", "b", Arrays.asList(1, null)));
        isNull("A: b[1] must not be null", () -> Preconditions.array("A", "b", new String[] {"x", null}));
        isNull(
                "A: b[key] must not be null",
                () -> Preconditions.entries("A", "b", Collections.singletonMap("key", null)));
        isNull(
                "A: key of b must not be null",
                () -> Preconditions.entries("A", "b", Collections.singletonMap(null, 1)));
        isNull(
                "A: b[key][0] must not be null",
                () -> Preconditions.lists("A", "b", Map.of("key", Collections.singletonList(null))));
    }

    @Test
    void a_copy_keeps_the_order_and_cannot_be_changed() {
        List<Integer> items = Preconditions.items("A", "b", List.of(3, 1, 2));
        assertEquals(List.of(3, 1, 2), items);
        assertThrows(UnsupportedOperationException.class, () -> items.add(4));
    }

    @Test
    void an_index_outside_of_its_range_is_named() {
        Tensor rows = Tensor.of(new float[3], 3, 1);
        outside("Tensor: row must be from 0 to 2, got 3", () -> rows.row(3));
        outside("Tensor: row must be from 0 to 2, got -1", () -> rows.take(0, -1));
        outside("Tensor: from and to must be from 0 to 3, from at most to, got 2 and 1", () -> rows.slice(2, 1));
        outside("Labels: row must be from 0 to 1, got 2", () -> Labels.of("p", "q")
                .label(2));
    }

    @Test
    void a_number_outside_of_its_range_is_named() {
        Refused.refused("A: b must be at least 1, got 0", () -> Preconditions.atLeast("A", "b", 1, 0));
        Refused.refused("A: b must be from 1 to 9, got 10", () -> Preconditions.between("A", "b", 1, 9, 10));
    }

    @Test
    void a_long_value_is_cut_in_a_message() {
        String huge = "x".repeat(100_000);
        assertEquals("x".repeat(200) + "… (100000 characters)", Quoted.cut(huge));
        String message = String.valueOf(assertThrows(IllegalArgumentException.class, () -> Measure.of(huge))
                .getMessage());
        assertEquals(true, message.length() < 1_000, message);
    }

    @Test
    void a_name_too_long_for_a_typing_error_has_no_neighbours_and_takes_no_time() {
        String huge = "x".repeat(100_000);
        assertTimeout(
                Duration.ofSeconds(1),
                () -> assertEquals(Optional.empty(), NearestName.to(huge, List.of(huge + "y", "units"))));
    }
}
