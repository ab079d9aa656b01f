package keras4j.resample;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import keras4j.internal.resample.RandomDraw;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StrataTest {
    private static List<@Nullable Object> repeated(@Nullable Object cell, int times) {
        return new ArrayList<>(Collections.nCopies(times, cell));
    }

    private static List<int[]> strata(Strata strata, List<@Nullable Object> cells) {
        return strata.of(cells, new RandomDraw(1L));
    }

    @Test
    void levels_are_strata() {
        List<int[]> strata = strata(Strata.of("y"), List.of("b", "a", "b", "a"));
        assertArrayEquals(new int[] {1, 3}, strata.get(0));
        assertArrayEquals(new int[] {0, 2}, strata.get(1));
    }

    @Test
    void up_to_five_numbers_are_levels() {
        assertEquals(5, strata(Strata.of("y"), List.of(1, 2, 3, 4, 5)).size());
    }

    @Test
    void rare_levels_and_missing_values_are_dealt_to_the_others() {
        List<@Nullable Object> cells = repeated("a", 50);
        cells.addAll(repeated("b", 45));
        cells.addAll(repeated("c", 3));
        cells.add(null);
        cells.add(Double.NaN);
        List<int[]> strata = strata(Strata.of("y"), cells);
        assertEquals(2, strata.size());
        assertEquals(100, strata.stream().mapToInt(rows -> rows.length).sum());
        assertEquals(3, strata(new Strata("y", 4, 0.03), cells).size());
    }

    @Test
    void ranges_have_at_least_20_rows() {
        List<@Nullable Object> cells = IntStream.range(0, 50).boxed().collect(Collectors.toList());
        List<int[]> strata = strata(Strata.of("y"), cells);
        assertEquals(2, strata.size());
        assertArrayEquals(IntStream.range(0, 25).toArray(), strata.get(0));
    }

    @Test
    void missing_numbers_are_dealt_to_the_ranges() {
        List<@Nullable Object> cells = IntStream.range(0, 40).boxed().collect(Collectors.toList());
        cells.add(null);
        List<int[]> strata = strata(Strata.of("y"), cells);
        assertEquals(2, strata.size());
        assertEquals(41, strata.stream().mapToInt(rows -> rows.length).sum());
    }

    @Test
    void a_number_that_is_most_often_there_leaves_fewer_ranges() {
        List<@Nullable Object> cells = repeated(0, 60);
        IntStream.range(1, 41).forEach(cells::add);
        List<int[]> strata = strata(Strata.of("y"), cells);
        assertEquals(List.of(60, 15, 25), sizes(strata));
    }

    private static List<Integer> sizes(List<int[]> strata) {
        return strata.stream().map(rows -> rows.length).toList();
    }

    @Test
    void without_two_strata_rows_are_drawn_without() {
        Stream.of(
                        repeated("a", 5),
                        IntStream.range(0, 30)
                                .mapToObj(row -> (Object) ("level " + row))
                                .toList(),
                        IntStream.range(0, 30).mapToObj(row -> (Object) row).toList())
                .forEach(cells -> {
                    List<int[]> strata = strata(Strata.of("y"), cells);
                    assertEquals(1, strata.size());
                    assertArrayEquals(IntStream.range(0, cells.size()).toArray(), strata.get(0));
                });
    }

    @Test
    void dealing_is_seeded() {
        List<@Nullable Object> cells = repeated("a", 50);
        cells.addAll(repeated("b", 45));
        cells.addAll(repeated(null, 5));
        assertTrue(Arrays.deepEquals(
                strata(Strata.of("y"), cells).toArray(),
                strata(Strata.of("y"), cells).toArray()));
    }
}
