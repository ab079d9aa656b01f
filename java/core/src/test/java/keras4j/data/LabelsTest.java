package keras4j.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class LabelsTest {
    private final Labels pets = Labels.of("dog", "cat", "dog");

    @Test
    void texts_become_codes_of_sorted_levels() {
        assertEquals(List.of("cat", "dog"), pets.levels());
        assertArrayEquals(new int[] {1, 0, 1}, pets.codes());
        assertEquals("cat", pets.label(1));
        assertEquals(3, pets.rows());
    }

    @Test
    void whole_numbers_are_sorted_by_value() {
        Labels labels = Labels.of(10, 2, -1);
        assertEquals(List.of("-1", "2", "10"), labels.levels());
        assertArrayEquals(new int[] {2, 1, 0}, labels.codes());
    }

    @Test
    void codes_outside_the_levels_are_refused() {
        RefusedData.with(
                "Labels: codes must be from 0 to 1, got -1 at row 2",
                () -> Labels.of(List.of("a", "b"), new int[] {0, 1, -1}));
        RefusedData.with(
                "Labels: codes must be from 0 to 1, got 2 at row 0", () -> Labels.of(List.of("a", "b"), new int[] {2}));
    }

    @Test
    void a_level_that_occurs_twice_is_refused() {
        RefusedData.with("Labels: levels must be distinct, got [a, a]", () -> Labels.of(List.of("a", "a"), new int[0]));
    }

    @Test
    void labels_are_recounted_in_the_levels_of_a_fit() {
        Labels recounted = pets.recodedTo(List.of("ant", "cat", "dog"));
        assertEquals(Labels.of(List.of("ant", "cat", "dog"), new int[] {2, 1, 2}), recounted);
        assertEquals(pets, pets.recodedTo(List.of("cat", "dog")));
    }

    @Test
    void chosen_rows_keep_the_levels() {
        assertEquals(Labels.of(List.of("cat", "dog"), new int[] {1, 1}), pets.take(2, 0));
        assertThrows(IndexOutOfBoundsException.class, () -> pets.take(3));
    }

    @Test
    void a_label_that_fit_never_saw_is_refused() {
        RefusedData.with(
                "Labels: labels must be one of 'ant', 'cat', got 'dog' at row 0",
                () -> pets.recodedTo(List.of("ant", "cat")));
    }

    @Test
    void one_hot_has_one_column_a_level() {
        assertEquals(Tensor.of(new float[][] {{0, 1}, {1, 0}, {0, 1}}), pets.oneHot());
        assertEquals(Tensor.ofInts(new int[] {1, 0, 1}, 3), pets.tensor());
    }

    @Test
    void labels_are_equal_by_content_and_print_on_one_line() {
        assertEquals(pets, Labels.of(List.of("cat", "dog"), new int[] {1, 0, 1}));
        assertEquals(pets.hashCode(), Labels.of("dog", "cat", "dog").hashCode());
        assertNotEquals(pets, Labels.of("dog", "cat", "cat"));
        assertEquals("Labels 3 rows of 2 levels: 'cat', 'dog'", pets.toString());
    }
}
