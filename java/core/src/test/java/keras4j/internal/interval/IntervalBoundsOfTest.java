package keras4j.internal.interval;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntervalBoundsOfTest {
    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.8, 0.95, 0.999})
    void a_normal_interval_is_as_wide_as_scipy_says(double level) {
        double half =
                IntervalReference.expected("halves").get(String.valueOf(level)).asDouble();
        assertEquals(half, NormalDistribution.halfWidth(level), 1e-12);
    }

    @Test
    void levels_next_to_0_and_1_have_widths_too() {
        assertEquals(0, NormalDistribution.halfWidth(1e-12), 1e-11);
        assertEquals(6.46695, NormalDistribution.halfWidth(1 - 1e-10), 1e-4);
    }

    @Test
    void an_event_is_open_where_both_answers_are_probable() {
        assertEquals(new IntervalBoundsOf(0, 1), IntervalBoundsOf.ofEvent(0.5, 0.95));
        assertEquals(new IntervalBoundsOf(0, 0), IntervalBoundsOf.ofEvent(0.02, 0.95));
        assertEquals(new IntervalBoundsOf(1, 1), IntervalBoundsOf.ofEvent(0.98, 0.95));
        assertEquals(new IntervalBoundsOf(0, 1), IntervalBoundsOf.ofEvent(0.98, 0.99));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -0.1, 95, Double.NaN})
    void a_level_lies_between_0_and_1(double level) {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> IntervalBoundsOf.requireLevel(level));
        assertEquals("Intervals: level must be between 0 and 1, got " + level, refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.8, 0.9})
    void one_model_has_split_conformal_intervals(double level) {
        assertBounds("split", residuals(1).around(predicted(1), level), level);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.8, 0.95})
    void several_models_have_those_of_cv_plus(double level) {
        assertBounds("cv", residuals(3).around(predicted(3), level), level);
    }

    @Test
    void distances_hold_where_too_few_are_smaller() {
        ConformityScores one = new ConformityScores(List.of(List.of(0.1, 0.2, 0.3, 0.4)));
        assertEquals(List.of(true, true, false), held(one, new double[][] {{0.05}, {0.3}, {0.31}}, 0.6));
        ConformityScores two = new ConformityScores(List.of(List.of(0.1, 0.2), List.of(0.3, 0.4)));
        assertEquals(List.of(true, false, true), held(two, new double[][] {{0.2, 0.4}, {0.3, 0.4}, {0.3, 0.3}}, 0.6));
    }

    private static List<Boolean> held(ConformityScores scores, double[][] distances, double level) {
        return java.util.Arrays.stream(distances)
                .map(each -> scores.hold(each, level))
                .toList();
    }

    private static void assertBounds(String kind, IntervalBoundsOf found, double level) {
        double[] expected =
                IntervalReference.numbers(IntervalReference.expected(kind).get(String.valueOf(level)));
        assertArrayEquals(expected, new double[] {found.lower(), found.upper()}, 1e-12);
    }

    private static ConformityScores residuals(int models) {
        JsonNode distances = IntervalReference.given("conformal").get("distances");
        return new ConformityScores(List.of(0, 1, 2).subList(0, models).stream()
                .map(model -> DoubleStream.of(IntervalReference.numbers(distances.get(model)))
                        .boxed()
                        .toList())
                .toList());
    }

    private static double[] predicted(int models) {
        double[] all =
                IntervalReference.numbers(IntervalReference.given("conformal").get("predicted"));
        return java.util.Arrays.copyOf(all, models);
    }

    @Test
    void a_level_that_the_rows_cannot_promise_is_refused() {
        assertEquals(
                new IntervalBoundsOf(-9, 9),
                new ConformityScores(List.of(DoubleStream.iterate(1, d -> d + 1)
                                .limit(9)
                                .boxed()
                                .toList()))
                        .around(new double[] {0}, 0.9));
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> residuals(1).around(predicted(1), 0.95));
        assertEquals(
                "Conformal: level must be at most 11/12 with 11 rows to measure by, got 0.95", refused.getMessage());
    }
}
