package keras4j.plot;

import static keras4j.Refused.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Variables of charts and their errors. */
class ChartVariableTest {
    @Test
    void names_may_have_levels_in_an_order_of_their_own() {
        ChartVariable variable = ChartVariable.of("units", List.of("64", "16"), List.of("16", "32", "64"));
        assertEquals(List.of(2.0, 0.0), variable.values());
        refused(
                "ChartVariable: values of 'units' must be among [16, 32], got '64'",
                () -> ChartVariable.of("units", List.of("64"), List.of("16", "32")));
        refused("ChartVariable: errors must have 2 values like 'rate', got 1", () -> ChartVariable.of("rate", 1, 2)
                .errors(0.5));
        assertNotEquals(
                ChartVariable.of("rate", 1, 2), ChartVariable.of("rate", 1, 2).errors(0.5, 0.5));
        assertNotEquals(
                ChartVariable.of("rate", 1, 2), ChartVariable.of("rate", 1, 2).excluded("failed", Set.of(1)));
    }

    @Test
    void names_are_numbered_in_the_order_of_their_rows() {
        ChartVariable variable = ChartVariable.of("activation", List.of("relu", "elu", "relu"));
        assertEquals(List.of(0.0, 1.0, 0.0), variable.values());
        assertEquals("elu", variable.label(1));
        assertEquals("Variable 'activation', 3 rows", variable.toString());
    }

    @Test
    void a_logarithm_needs_numbers_above_zero() {
        refused(
                "ChartVariable: values of 'rate' must be above 0, got −0.5 at row 1",
                () -> ChartVariable.of("rate", 1, -0.5).log());
        refused(
                "ChartVariable: values of 'activation' must be above 0, got 'relu' at row 0",
                () -> ChartVariable.of("activation", List.of("relu")).log());
        assertEquals(2, ChartVariable.of("rate", Double.NaN, 0.1).log().size());
    }

    @Test
    void variables_and_points_are_values() {
        assertEquals(ChartVariable.of("a", 1, 2), ChartVariable.of("a", 1, 2));
        assertEquals(
                ChartVariable.of("a", 1, 2).hashCode(),
                ChartVariable.of("a", 1, 2).hashCode());
        assertNotEquals(ChartVariable.of("a", 1, 2), ChartVariable.of("a", 1, 2).log());
        assertEquals(ChartPoints.of("a", new double[] {1, 2}, new double[] {3, 4}), ChartPoints.of("a", 3, 4));
        assertEquals("Points 'a', 2", ChartPoints.of("a", 3, 4).toString());
    }

    @Test
    void points_need_both_coordinates() {
        refused(
                "ChartPoints: y must have 1 values like x, got 2",
                () -> ChartPoints.of("a", new double[] {1}, new double[] {1, 2}));
        refused("ChartPoints: x must have at least one value, got none", () -> ChartPoints.of("a"));
    }
}
