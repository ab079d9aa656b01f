package keras4j.resample;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import keras4j.data.Datasets;
import keras4j.data.Examples;
import keras4j.data.Labels;
import keras4j.data.RefusedData;
import keras4j.data.Tensor;
import keras4j.resample.Nested.NestedFolds;
import keras4j.resample.ThreeWay.ThreeWaySplit;
import org.dflib.DataFrame;
import org.dflib.Series;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ResamplingTest {
    private static List<String> ids(Folds folds) {
        return folds.splits().stream().map(RowSplit::id).toList();
    }

    private static void assertRows(RowSplit split, int[] analysis, int[] assessment) {
        assertArrayEquals(analysis, split.analysis());
        assertArrayEquals(assessment, split.assessment());
    }

    static Stream<Resampling> all() {
        return Stream.of(
                Resampling.folds(5).repeats(2).strata("y").seed(1),
                Resampling.folds(3),
                Resampling.groupFolds("g").v(2).seed(2),
                Resampling.groupFolds("g"),
                Resampling.leaveOneOut(),
                Resampling.monteCarlo(3)
                        .proportion(0.6)
                        .strata(new Strata("y", 2, 0.05))
                        .seed(3),
                Resampling.bootstraps(25).strata("y").seed(4),
                Resampling.holdout(0.8).strata("y").seed(5),
                Resampling.holdout(0.8).inOrderOfTime(),
                Resampling.rollingOrigin(5, 2).cumulative(false).skip(1).lag(2),
                Resampling.slidingWindow(3).assess(2, 4).step(2).skip(1).complete(false));
    }

    @ParameterizedTest
    @MethodSource("all")
    void a_resampling_is_json(Resampling resampling) throws JsonProcessingException {
        ObjectMapper json = new ObjectMapper();
        assertEquals(resampling, json.readValue(json.writeValueAsString(resampling), Resampling.class));
    }

    @Test
    void json_has_what_was_set() throws JsonProcessingException {
        assertEquals(
                "{\"resampling\":\"folds\",\"v\":5,\"repeats\":1,\"strata\":{\"column\":\"y\",\"breaks\":4,\"pool\":0.1},"
                        + "\"seed\":1}",
                new ObjectMapper()
                        .writeValueAsString(Resampling.folds(5).strata("y").seed(1)));
        assertEquals(
                "{\"resampling\":\"leave_one_out\"}", new ObjectMapper().writeValueAsString(Resampling.leaveOneOut()));
    }

    @Test
    void ids_are_those_of_rsample() {
        assertEquals(List.of("Fold1", "Fold2"), ids(Resampling.folds(2).of(4)));
        assertEquals("Fold01", ids(Resampling.folds(10).of(10)).get(0));
        assertEquals(
                List.of("Repeat1.Fold1", "Repeat1.Fold2", "Repeat2.Fold1", "Repeat2.Fold2"),
                ids(Resampling.folds(2).repeats(2).of(4)));
        assertEquals("Resample01", ids(Resampling.monteCarlo(25).of(8)).get(0));
        assertEquals("Bootstrap1", ids(Resampling.bootstraps(3).seed(1).of(20)).get(0));
        assertEquals("Resample003", ids(Resampling.leaveOneOut().of(100)).get(2));
        assertEquals("Slice1", ids(Resampling.rollingOrigin(2, 1).of(4)).get(0));
        assertEquals(List.of("holdout"), ids(Resampling.holdout(0.75).of(4)));
    }

    @Test
    void the_same_seed_gives_these_rows_on_every_machine() {
        Folds folds = Resampling.folds(3).seed(1).of(7);
        assertRows(folds.splits().get(0), new int[] {0, 3, 5, 6}, new int[] {1, 2, 4});
        RowSplit half = Resampling.holdout(0.5).seed(1).split(Datasets.mtcars());
        assertArrayEquals(new int[] {1, 3, 4, 6, 9, 10, 13, 17, 18, 19, 21, 22, 24, 28, 29, 30}, half.analysis());
        RowSplit boot = Resampling.bootstraps(1).seed(1).of(8).splits().get(0);
        assertRows(boot, new int[] {0, 0, 2, 2, 3, 4, 5, 7}, new int[] {1, 6});
    }

    @Test
    void without_a_seed_each_drawing_is_another() {
        assertNotEquals(Resampling.holdout(0.5).of(100), Resampling.holdout(0.5).of(100));
        assertNotEquals(
                Resampling.holdout(0.5).seed(1).of(100),
                Resampling.holdout(0.5).seed(2).of(100));
    }

    @Test
    void leave_one_out_judges_by_each_row_once() {
        Folds folds = Resampling.leaveOneOut().of(3);
        assertRows(folds.splits().get(1), new int[] {0, 2}, new int[] {1});
        assertEquals(3, folds.size());
    }

    @Test
    void the_first_rows_of_a_series_come_before_the_last() {
        assertRows(Resampling.holdout(0.75).inOrderOfTime().split(5), new int[] {0, 1, 2}, new int[] {3, 4});
    }

    @Test
    void an_origin_rolls_over_a_series() {
        Folds folds = Resampling.rollingOrigin(2, 1).of(4);
        assertRows(folds.splits().get(0), new int[] {0, 1}, new int[] {2});
        assertRows(folds.splits().get(1), new int[] {0, 1, 2}, new int[] {3});
        assertEquals(2, folds.size());
        Folds window =
                Resampling.rollingOrigin(2, 2).cumulative(false).skip(1).lag(1).of(7);
        assertRows(window.splits().get(0), new int[] {0, 1}, new int[] {1, 2, 3});
        assertRows(window.splits().get(1), new int[] {2, 3}, new int[] {3, 4, 5});
        assertEquals(2, window.size());
    }

    @Test
    void a_window_slides_over_a_series() {
        Folds folds = Resampling.slidingWindow(1).assess(2, 3).of(6);
        assertRows(folds.splits().get(0), new int[] {0, 1}, new int[] {3, 4});
        assertRows(folds.splits().get(1), new int[] {1, 2}, new int[] {4, 5});
        assertEquals(2, folds.size());
        Folds thin = Resampling.slidingWindow(2).complete(false).skip(1).step(2).of(7);
        assertRows(thin.splits().get(0), new int[] {0, 1}, new int[] {2});
        assertRows(thin.splits().get(1), new int[] {1, 2, 3}, new int[] {4});
        assertRows(thin.splits().get(2), new int[] {3, 4, 5}, new int[] {6});
        assertEquals(3, thin.size());
    }

    @Test
    void groups_stay_together_and_are_folds_of_their_own() {
        DataFrame frame = DataFrame.byColumn("g").of(Series.of("a", "b", "a", "c", "b"));
        Folds folds = Resampling.groupFolds("g").seed(1).of(frame);
        List<List<Integer>> assessed = folds.splits().stream()
                .map(split -> Arrays.stream(split.assessment()).boxed().toList())
                .toList();
        assertEquals(3, folds.size());
        assertEquals(Set.of(List.of(0, 2), List.of(1, 4), List.of(3)), Set.copyOf(assessed));
    }

    @Test
    void frames_and_examples_of_the_same_outcome_are_split_alike() {
        Labels labels = Labels.of("a", "b", "a", "b", "a", "b", "a", "a");
        Examples examples = Examples.of(Tensor.of(new float[8], 8, 1), labels);
        DataFrame frame = DataFrame.byColumn("y").of(Series.of("a", "b", "a", "b", "a", "b", "a", "a"));
        VFold folds = Resampling.folds(2).strata("y").seed(9);
        assertEquals(folds.of(frame), folds.of(examples));
    }

    @Test
    void rows_are_split_in_three() {
        ThreeWaySplit split = Resampling.threeWay(0.6, 0.2).seed(1).of(10);
        assertEquals("ThreeWaySplit 6 training, 2 validation, 2 testing", split.toString());
        int[] known = Stream.of(
                        split.validation().analysis(), split.validation().assessment())
                .flatMapToInt(Arrays::stream)
                .sorted()
                .toArray();
        assertArrayEquals(split.test().analysis(), known);
    }

    @Test
    void inner_splits_are_of_the_rows_of_their_outer_split() {
        NestedFolds nested = Resampling.nested(
                        Resampling.folds(3).seed(1), Resampling.folds(2).seed(2))
                .of(9);
        assertEquals("NestedFolds 3 outer, 6 inner", nested.toString());
        for (int i = 0; i < 3; i++) {
            for (RowSplit inner : nested.inner().get(i).splits()) {
                int[] rows = Stream.of(inner.analysis(), inner.assessment())
                        .flatMapToInt(Arrays::stream)
                        .sorted()
                        .toArray();
                assertArrayEquals(nested.outer().splits().get(i).analysis(), rows);
            }
        }
    }

    @Test
    void nested_and_three_way_splits_are_json() throws JsonProcessingException {
        ObjectMapper json = new ObjectMapper();
        Nested nested = Resampling.nested(
                Resampling.folds(3).seed(1), Resampling.bootstraps(2).seed(2));
        assertEquals(nested, json.readValue(json.writeValueAsString(nested), Nested.class));
        NestedFolds folds = nested.of(20);
        assertEquals(folds, json.readValue(json.writeValueAsString(folds), NestedFolds.class));
        ThreeWay three = Resampling.threeWay(0.6, 0.2).strata("y").seed(1);
        assertEquals(three, json.readValue(json.writeValueAsString(three), ThreeWay.class));
        ThreeWaySplit split = Resampling.threeWay(0.6, 0.2).of(10);
        assertEquals(split, json.readValue(json.writeValueAsString(split), ThreeWaySplit.class));
    }

    @Test
    void numbers_that_make_no_sense_are_refused() {
        RefusedData.with("Resampling: v must be 2 or more, got 1", () -> Resampling.folds(1));
        RefusedData.with("Resampling: v must be 2 or more, got 1", () -> Resampling.groupFolds("g")
                .v(1));
        RefusedData.with("Resampling: repeats must be 1 or more, got 0", () -> Resampling.folds(2)
                .repeats(0));
        RefusedData.with("Resampling: times must be 1 or more, got 0", () -> Resampling.monteCarlo(0));
        RefusedData.with("Resampling: times must be 1 or more, got 0", () -> Resampling.bootstraps(0));
        RefusedData.with("Resampling: proportion must be between 0 and 1, got 1.0", () -> Resampling.holdout(1));
        RefusedData.with("Resampling: proportion must be between 0 and 1, got NaN", () -> Resampling.monteCarlo(1)
                .proportion(Double.NaN));
        RefusedData.with(
                "Resampling: training + validation must be between 0 and 1, got 1.25",
                () -> Resampling.threeWay(0.75, 0.5));
        RefusedData.with("Resampling: validation must be between 0 and 1, got 0.0", () -> Resampling.threeWay(0.75, 0));
        RefusedData.with("Strata: breaks must be 2 or more, got 1", () -> new Strata("y", 1, 0.1));
        RefusedData.with("Strata: pool must be from 0 to 1, got -0.1", () -> new Strata("y", 4, -0.1));
    }

    @Test
    void windows_that_make_no_sense_are_refused() {
        RefusedData.with("Resampling: initial must be 1 or more, got 0", () -> Resampling.rollingOrigin(0, 1));
        RefusedData.with("Resampling: assess must be 1 or more, got 0", () -> Resampling.rollingOrigin(1, 0));
        RefusedData.with("Resampling: skip must be 0 or more, got -1", () -> Resampling.rollingOrigin(1, 1)
                .skip(-1));
        RefusedData.with(
                "Resampling: lag must be at most initial, which is 1, got 2",
                () -> Resampling.rollingOrigin(1, 1).lag(2));
        RefusedData.with("Resampling: lookback must be 0 or more, got -1", () -> Resampling.slidingWindow(-1));
        RefusedData.with("Resampling: assessStart must be 1 or more, got 0", () -> Resampling.slidingWindow(1)
                .assess(0, 1));
        RefusedData.with("Resampling: assessStop must be 3 or more, got 2", () -> Resampling.slidingWindow(1)
                .assess(3, 2));
        RefusedData.with("Resampling: step must be 1 or more, got 0", () -> Resampling.slidingWindow(1)
                .step(0));
    }

    @Test
    void strata_have_no_place_in_the_order_of_time() {
        RefusedData.with(
                "Resampling: strata must not be set for a split in order of time, got 'y'",
                () -> Resampling.holdout(0.5).inOrderOfTime().strata("y"));
    }

    @Test
    void data_that_are_too_few_are_refused() {
        RefusedData.with("Resampling: data must have at least 2 rows, got 1", () -> Resampling.leaveOneOut()
                .of(1));
        RefusedData.with(
                "Resampling: v must be at most the number of rows, which is 3, got 4",
                () -> Resampling.folds(4).of(3));
        RefusedData.with(
                "Resampling: proportion must leave rows on both sides, got 0.1 of 5 rows",
                () -> Resampling.holdout(0.1).of(5));
        RefusedData.with(
                "Resampling: data must have at least initial + assess = 6 rows, got 5",
                () -> Resampling.rollingOrigin(4, 2).of(5));
        RefusedData.with(
                "Resampling: data must have at least 5 rows for one window, got 4",
                () -> Resampling.slidingWindow(3).of(4));
    }

    @Test
    void columns_that_are_not_there_are_refused() {
        DataFrame frame = DataFrame.byColumn("species", "g").of(Series.of("a", "b"), Series.of("a", null));
        RefusedData.with(
                "Resampling: strata must be one of the columns ['species', 'g'], got 'specis'; did you mean 'species'?",
                () -> Resampling.folds(2).strata("specis").of(frame));
        RefusedData.with("Resampling: group must be one of the columns [], got 'g'", () -> Resampling.groupFolds("g")
                .of(10));
        RefusedData.with(
                "Resampling: group 'g' must have no missing values, got null at row 1",
                () -> Resampling.groupFolds("g").of(frame));
        RefusedData.with(
                "Resampling: v must be at most the number of groups, which is 2, got 3",
                () -> Resampling.groupFolds("species").v(3).of(frame));
        Examples examples = Examples.of(Tensor.of(new float[4], 2, 2), Tensor.of(new float[4], 2, 2));
        RefusedData.with(
                "Resampling: strata must be one of the columns [], got 'y'",
                () -> Resampling.folds(2).strata("y").of(examples));
    }

    @Test
    void rows_that_are_drawn_twice_are_not_split_again() {
        RefusedData.with(
                "Resampling: outer must draw no row twice, or inner splits would have it on both sides, got bootstraps",
                () -> Resampling.nested(Resampling.bootstraps(2), Resampling.folds(2)));
        Folds two = Resampling.folds(2).of(4);
        RefusedData.with(
                "NestedFolds: inner must be 2 folds, one per outer split, got 1",
                () -> new NestedFolds(two, List.of(two)));
    }

    @Test
    void bootstraps_of_few_rows_are_drawn_until_a_row_is_left() {
        for (int rows : new int[] {2, 3, 5}) {
            for (long seed = 1; seed <= 20; seed++) {
                Folds folds = Resampling.bootstraps(25).seed(seed).of(rows);
                assertEquals(25, folds.size());
                for (RowSplit split : folds.splits()) {
                    assertEquals(rows, split.analysis().length);
                    Set<Integer> drawn = Arrays.stream(split.analysis()).boxed().collect(Collectors.toSet());
                    assertEquals(rows - drawn.size(), split.assessment().length);
                    assertTrue(split.assessment().length > 0);
                }
            }
        }
    }

    @Test
    void bootstraps_of_strata_of_one_row_are_refused() {
        DataFrame frame = DataFrame.byColumn("y").of(Series.of("a", "b", "c"));
        RefusedData.with(
                "Resampling: data must have a stratum of at least two rows for bootstraps, got 3 rows",
                () -> Resampling.bootstraps(2).strata("y").of(frame));
    }
}
