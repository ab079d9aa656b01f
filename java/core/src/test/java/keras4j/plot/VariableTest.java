package keras4j.plot;

import static keras4j.Refused.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What charts are made from. */
class VariableTest {
    @Test
    void names_may_have_levels_in_an_order_of_their_own() {
        Variable variable = Variable.of("units", List.of("64", "16"), List.of("16", "32", "64"));
        assertEquals(List.of(2.0, 0.0), variable.values());
        refused(
                "Variable: values of 'units' must be among [16, 32], got '64'",
                () -> Variable.of("units", List.of("64"), List.of("16", "32")));
        refused("Variable: errors must have 2 values like 'rate', got 1", () -> Variable.of("rate", 1, 2)
                .errors(0.5));
        assertNotEquals(Variable.of("rate", 1, 2), Variable.of("rate", 1, 2).errors(0.5, 0.5));
        assertNotEquals(Variable.of("rate", 1, 2), Variable.of("rate", 1, 2).aside("failed", Set.of(1)));
    }

    @Test
    void names_are_numbered_in_the_order_of_their_rows() {
        Variable variable = Variable.of("activation", List.of("relu", "elu", "relu"));
        assertEquals(List.of(0.0, 1.0, 0.0), variable.values());
        assertEquals("elu", variable.label(1));
        assertEquals("Variable 'activation', 3 rows", variable.toString());
    }

    @Test
    void a_logarithm_needs_numbers_above_zero() {
        refused("Variable: values of 'rate' must be above 0, got −0.5 at row 1", () -> Variable.of("rate", 1, -0.5)
                .log());
        refused(
                "Variable: values of 'activation' must be above 0, got 'relu' at row 0",
                () -> Variable.of("activation", List.of("relu")).log());
        assertEquals(2, Variable.of("rate", Double.NaN, 0.1).log().size());
    }

    @Test
    void variables_and_points_are_values() {
        assertEquals(Variable.of("a", 1, 2), Variable.of("a", 1, 2));
        assertEquals(Variable.of("a", 1, 2).hashCode(), Variable.of("a", 1, 2).hashCode());
        assertNotEquals(Variable.of("a", 1, 2), Variable.of("a", 1, 2).log());
        assertEquals(Points.of("a", new double[] {1, 2}, new double[] {3, 4}), Points.of("a", 3, 4));
        assertEquals("Points 'a', 2", Points.of("a", 3, 4).toString());
    }

    @Test
    void points_need_both_coordinates() {
        refused(
                "Points: y must have 1 values like x, got 2",
                () -> Points.of("a", new double[] {1}, new double[] {1, 2}));
        refused("Points: x must have at least one value, got none", () -> Points.of("a"));
    }
}
