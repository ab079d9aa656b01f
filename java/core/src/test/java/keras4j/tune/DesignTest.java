package keras4j.tune;

import static keras4j.Refused.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import keras4j.expr.Hyperparameter;
import keras4j.expr.OpenRange;
import keras4j.expr.Point;
import keras4j.expr.Space;
import keras4j.optimizer.Optimizers;
import keras4j.tune.SearchSession.TrialCount;
import org.dflib.DataFrame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DesignTest {
    private static final Space VIGNETTE = Space.of(
            Hyperparameter.of("num_hidden_1", OpenRange.between(1, 3)),
            Hyperparameter.of("hidden_1_units", OpenRange.between(64, 256)),
            Hyperparameter.of("hidden_1_rate", OpenRange.between(0.2, 0.4)));

    private static List<String> texts(NonAdaptiveSearch design, Space space) {
        return design.points(space, 1).map(Point::toString).toList();
    }

    @Test
    void three_levels_of_three_values_are_the_27_rows_of_grid_regular_in_its_order() {
        List<String> rows = texts(Search.grid(3), VIGNETTE);
        assertEquals(27, rows.size());
        assertEquals(
                List.of(
                        "num_hidden_1=1, hidden_1_units=64, hidden_1_rate=0.2",
                        "num_hidden_1=2, hidden_1_units=64, hidden_1_rate=0.2",
                        "num_hidden_1=3, hidden_1_units=64, hidden_1_rate=0.2",
                        "num_hidden_1=1, hidden_1_units=160, hidden_1_rate=0.2",
                        "num_hidden_1=2, hidden_1_units=160, hidden_1_rate=0.2",
                        "num_hidden_1=3, hidden_1_units=160, hidden_1_rate=0.2",
                        "num_hidden_1=1, hidden_1_units=256, hidden_1_rate=0.2",
                        "num_hidden_1=2, hidden_1_units=256, hidden_1_rate=0.2",
                        "num_hidden_1=3, hidden_1_units=256, hidden_1_rate=0.2",
                        "num_hidden_1=1, hidden_1_units=64, hidden_1_rate=0.3"),
                rows.subList(0, 10));
        assertEquals("num_hidden_1=3, hidden_1_units=256, hidden_1_rate=0.4", rows.get(26));
        assertEquals(Optional.of(TrialCount.exactly(81)), Search.grid(3).extent(VIGNETTE, 3, 1));
    }

    @Test
    void a_value_may_have_a_number_of_levels_of_its_own() {
        assertEquals(
                List.of("x=-1.0, y=0", "x=0.0, y=0", "x=1.0, y=0", "x=-1.0, y=4", "x=0.0, y=4", "x=1.0, y=4"),
                texts(Search.grid(2).levels("x", 3), KnownOptimumSearch.SPACE));
        refused("grid: levels must be at least 1, got 0 {}", () -> Search.grid(0));
    }

    @Test
    void what_does_not_matter_is_not_varied() {
        Space space = Space.of(
                Hyperparameter.of("depth", OpenRange.between(0, 2)),
                Hyperparameter.of("units", OpenRange.between(8, 16).when("depth", OpenRange.between(1, 2))),
                Hyperparameter.of("rate", OpenRange.oneOf("low", "high")));
        List<String> rows = texts(Search.grid(3), space);
        assertEquals(2 + 2 * 3 * 2, rows.size());
        assertEquals(rows.size(), new HashSet<>(rows).size());
        assertEquals("depth=0, rate=\"low\"", rows.get(0));
        assertEquals(rows.size(), Search.grid(3).points(space, 1).distinct().count());
        assertEquals(
                Optional.of(TrialCount.exactly(2L * rows.size())),
                Search.grid(3).extent(space, 2, 1));
    }

    @Test
    void a_grid_of_a_billion_points_takes_no_memory_before_it_is_run() {
        Space wide = new Space(IntStream.range(0, 9)
                .mapToObj(at -> Hyperparameter.of("v" + at, OpenRange.between(0.0, 1.0)))
                .toList());
        Iterator<Trial> trials =
                Search.grid(10).begin(wide, 3, KnownOptimumSearch.RMSE, 1).ask(new Results());
        TaskPlan plan = new TaskPlan(trials, BatchingRule.ALONE, 0);
        for (int task = 0; task < 100_000; task++) {
            assertEquals(task, plan.next().number());
        }
        assertEquals(
                Optional.of(TrialCount.exactly(3_000_000_000L)), Search.grid(10).extent(wide, 3, 1));
    }

    static Stream<NonAdaptiveSearch> drawn() {
        return Stream.of(Search.random(40), Search.latinHypercube(40), Search.spaceFilling(40));
    }

    @ParameterizedTest
    @MethodSource("drawn")
    void the_same_seed_draws_the_same_points_within_their_ranges(NonAdaptiveSearch design) {
        List<Point> points = design.points(VIGNETTE, 3).toList();
        assertEquals(points, design.points(VIGNETTE, 3).toList());
        assertNotEquals(points, design.points(VIGNETTE, 4).toList());
        points.forEach(point -> assertEquals(point, VIGNETTE.checked(point)));
        assertEquals(40, points.size());
        assertEquals(Optional.of(TrialCount.exactly(120)), design.extent(VIGNETTE, 3, 3));
    }

    @ParameterizedTest
    @MethodSource("drawn")
    void points_drawn_twice_are_there_once(NonAdaptiveSearch design) {
        Space few = Space.of(Hyperparameter.of("n", OpenRange.between(1, 3)));
        assertEquals(3, design.points(few, 1).distinct().count());
        assertEquals(3, design.points(few, 1).count());
    }

    @Test
    void a_latin_hypercube_has_one_point_in_each_part_of_each_range() {
        int size = 25;
        List<Point> points =
                Search.latinHypercube(size).points(KnownOptimumSearch.SPACE, 5).toList();
        Set<Integer> parts = new HashSet<>();
        points.forEach(point -> parts.add((int) ((point.number("x") + 1) / 2 * size)));
        assertEquals(size, parts.size());
        assertEquals(5, points.stream().filter(point -> point.number("y") == 2).count());
    }

    @Test
    void a_halton_sequence_fills_boxes_evenly() {
        Space square = Space.of(
                Hyperparameter.of("a", OpenRange.between(0.0, 1.0)),
                Hyperparameter.of("b", OpenRange.between(0.0, 1.0)));
        int[][] boxes = new int[8][9];
        Search.spaceFilling(720)
                .points(square, 11)
                .forEach(point -> boxes[(int) (8 * point.number("a"))][(int) (9 * point.number("b"))]++);
        for (int[] row : boxes) {
            for (int count : row) {
                assertEquals(10, count);
            }
        }
    }

    @Test
    void a_table_of_ones_own_is_tried_row_by_row() {
        DataFrame table = DataFrame.foldByRow("y", "x").of(1, 0.5, 2, 0.25, 1, 0.5);
        assertEquals(List.of("x=0.5, y=1", "x=0.25, y=2"), texts(Search.table(table), KnownOptimumSearch.SPACE));
        refused(
                "point: y must be chosen from between(0, 4), got 9",
                () -> texts(Search.table(DataFrame.foldByRow("y", "x").of(9, 0.5)), KnownOptimumSearch.SPACE));
        refused("points: at least one must be given, got none", () -> Search.points(List.of()));
    }

    @Test
    void a_grid_of_more_points_than_can_be_counted_is_refused() {
        Space wide = new Space(IntStream.range(0, 20)
                .mapToObj(at -> Hyperparameter.of("v" + at, OpenRange.between(0.0, 1.0)))
                .toList());
        refused(
                "grid: combinations of levels must be at most 1e+15, got 1.0e+20; use fewer levels, or random(100)",
                () -> Search.grid(10).extent(wide, 3, 1));
    }

    @Test
    void a_grid_that_is_too_long_to_be_gone_through_says_at_most_how_long_it_is() {
        Space wide = Space.of(
                Hyperparameter.of("depth", OpenRange.between(1, 1000)),
                Hyperparameter.of("a", OpenRange.between(0.0, 1.0).when("depth", 1)),
                Hyperparameter.of("b", OpenRange.between(0.0, 1.0)));
        assertEquals(
                Optional.of(TrialCount.atMost(3_000_000)),
                Search.grid(100).levels("depth", 100).extent(wide, 3, 1));
    }

    @Test
    void a_table_may_have_whole_numbers_for_real_ones_and_names_for_objects() {
        Space space = Space.of(
                Hyperparameter.of("x", OpenRange.between(-1.0, 1.0)),
                Hyperparameter.of("units", OpenRange.between(8, 64)),
                Hyperparameter.of("optimizer", OpenRange.oneOf(Optimizers.adam(), Optimizers.rmsprop())));
        DataFrame table = DataFrame.foldByRow("x", "units", "optimizer").of(1, 16.0, "adam", 0.5, 8, "RMSprop()");
        assertEquals(
                List.of("x=1.0, units=16, optimizer=Adam()", "x=0.5, units=8, optimizer=RMSprop()"),
                texts(Search.table(table), space));
        refused(
                "point: units must be chosen from between(8, 64), got 16.5",
                () -> space.checked(Point.of("x", 1).with("units", 16.5).with("optimizer", "adam")));
    }

    @Test
    void sizes_are_checked() {
        refused("random: size must be at least 1, got 0", () -> Search.random(0));
        refused("latin hypercube: size must be at least 1, got 0", () -> Search.latinHypercube(0));
        refused("space filling: size must be at least 1, got -1", () -> Search.spaceFilling(-1));
    }

    @Test
    void searches_tell_what_they_are() {
        assertEquals("grid of 3 levels {x=5}", Search.grid(3).levels("x", 5).toString());
        assertEquals("random 9", Search.random(9).toString());
        assertEquals(
                "race of latin hypercube of 9, burn_in 3, alpha 0.05, ties 10",
                Search.race(Search.latinHypercube(9)).toString());
        assertEquals("hyperband, one in 3", Search.hyperband().toString());
        assertEquals("halving of 9, one in 2", Search.halving(9).eta(2).toString());
        assertTrue(Search.annealing(9).toString().startsWith("annealing from random 1, 9 iterations"));
    }

    @Test
    void points_are_a_table_before_they_are_tried() {
        Space space = Space.of(
                Hyperparameter.of("rate", OpenRange.between(0.1, 0.5)),
                Hyperparameter.of("act", OpenRange.oneOf("relu", "tanh")));
        DataFrame table = Search.grid(2).toFrame(space, 1);
        assertEquals(List.of("rate", "act"), List.of(table.getColumnsIndex().toArray()));
        assertEquals(List.of(0.1, 0.5, 0.1, 0.5), table.getColumn("rate").toList());
        assertEquals(
                List.of("relu", "relu", "tanh", "tanh"), table.getColumn("act").toList());
        assertEquals(texts(Search.grid(2), space), texts(Search.table(table), space));
        assertEquals(
                Search.random(5)
                        .points(VIGNETTE, 3)
                        .map(point -> point.value("hidden_1_rate"))
                        .toList(),
                Search.random(5).toFrame(VIGNETTE, 3).getColumn("hidden_1_rate").toList());
    }
}
