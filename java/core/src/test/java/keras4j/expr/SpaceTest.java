package keras4j.expr;

import static keras4j.Refused.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SpaceTest {
    private static final Hyperparameter DEPTH = Hyperparameter.of("depth", OpenRange.between(0, 3));
    private static final Hyperparameter UNITS =
            Hyperparameter.of("units", OpenRange.between(8, 64).when("depth", OpenRange.between(1, 3)));

    @Test
    void what_others_depend_on_comes_first() {
        assertEquals(List.of("depth", "units"), Space.of(UNITS, DEPTH).names());
        assertEquals(Space.of(DEPTH, UNITS), Space.of(UNITS, DEPTH));
    }

    @Test
    void a_point_has_only_what_matters() {
        Space space = Space.of(DEPTH, UNITS);
        Map<String, Expr> all = Map.of("depth", Expr.of(0), "units", Expr.of(8));
        assertEquals(Point.of("depth", 0), space.point(all));
        assertEquals(
                Point.of("depth", 2).with("units", 8),
                space.checked(Point.of("units", 8).with("depth", 2)));
    }

    @Test
    void circles_and_twins_and_strangers_are_refused() {
        Hyperparameter one = Hyperparameter.of("one", OpenRange.between(0, 1).when("two", 1));
        Hyperparameter two = Hyperparameter.of("two", OpenRange.between(0, 1).when("one", 1));
        refused(
                "hyperparameters: when must name another of [one, two], without cycles, got one between(0, 1), when two in oneOf(1)",
                () -> Space.of(one, two));
        refused("hyperparameters: names must differ, got depth twice", () -> Space.of(DEPTH, DEPTH));
    }

    @Test
    void a_condition_that_can_not_hold_is_refused() {
        Hyperparameter never =
                Hyperparameter.of("units", OpenRange.between(8, 64).when("depth", 7));
        refused(
                "hyperparameters: when must be something that depth between(0, 3) can be, got units between(8, 64), when depth"
                        + " in oneOf(7)",
                () -> Space.of(DEPTH, never));
        Hyperparameter rate = Hyperparameter.of("rate", OpenRange.between(0.1, 0.4));
        for (OpenRange<?> range :
                List.of(OpenRange.between(0.5, 0.6), OpenRange.oneOf(0.05), OpenRange.between(1, 3))) {
            Hyperparameter value =
                    Hyperparameter.of("units", OpenRange.between(8, 64).when("rate", range));
            refused(
                    "hyperparameters: when must be something that rate between(0.1, 0.4) can be, got " + value,
                    () -> Space.of(rate, value));
        }
        Hyperparameter act = Hyperparameter.of("act", OpenRange.oneOf("relu", "gelu"));
        Hyperparameter alpha =
                Hyperparameter.of("alpha", OpenRange.between(0.0, 1.0).when("act", "elu"));
        refused(
                "hyperparameters: when must be something that act oneOf(\"relu\", \"gelu\") can be, got alpha between(0.0, 1.0),"
                        + " when act in oneOf(\"elu\")",
                () -> Space.of(act, alpha));
    }

    @Test
    void points_are_values() throws Exception {
        Point point = Point.of("units", 64).with("rate", 0.5);
        assertEquals(Point.of("rate", 0.5).with("units", 64), point);
        assertEquals("units=64, rate=0.5", point.toString());
        ObjectMapper json = new ObjectMapper();
        assertEquals("{\"units\":64,\"rate\":0.5}", json.writeValueAsString(point));
        assertEquals(point, json.readValue(json.writeValueAsString(point), Point.class));
        assertEquals(64L, point.value("units"));
        assertEquals(0.5, point.number("rate"));
        refused("point: depth must be a number, got nothing", () -> point.number("depth"));
    }

    @Test
    void equal_points_have_one_hash_and_those_of_a_grid_hardly_ever() {
        assertEquals(
                Point.of("a", 1).with("b", 0.5).hashCode(),
                Point.of("b", 0.5).with("a", 1).hashCode());
        Set<Integer> hashes = new HashSet<>();
        for (int a = 0; a < 100; a++) {
            for (int b = 0; b < 100; b++) {
                hashes.add(Point.of("a", a / 8.0).with("b", b / 8.0).hashCode());
            }
        }
        assertTrue(hashes.size() > 9_500, hashes.size() + " of 10000");
    }

    @Test
    void points_are_ordered_by_a_choice() {
        List<Point> points = List.of(Point.of("n", 10), Point.of("n", 9.5), Point.NONE);
        assertEquals(
                List.of(Point.NONE, Point.of("n", 9.5), Point.of("n", 10)),
                points.stream().sorted(Point.by("n")).toList());
    }
}
