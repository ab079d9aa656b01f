package keras4j.internal.interval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ForecastColumnsTest {
    @Test
    void names_of_leads_are_read_in_the_order_of_the_steps() {
        assertEquals(
                new ForecastColumns(List.of(1, 2, 10), Map.of("load", List.of(2, 0, 1))),
                ForecastColumns.of(List.of("lead_2_load", "lead_10_load", "lead_1_load")));
    }

    @Test
    void several_variables_have_the_same_steps_each() {
        assertEquals(
                new ForecastColumns(List.of(1, 2), Map.of("load", List.of(0, 1), "wind_speed", List.of(3, 2))),
                ForecastColumns.of(List.of("lead_1_load", "lead_2_load", "lead_2_wind_speed", "lead_1_wind_speed")));
    }

    @Test
    void another_prefix_does_as_well() {
        assertEquals(
                new ForecastColumns(List.of(0, 1), Map.of("y", List.of(0, 1))),
                ForecastColumns.of(List.of("ahead.0_y", "ahead.1_y")));
    }

    @Test
    void columns_of_other_names_are_steps_one_after_another() {
        assertEquals(
                new ForecastColumns(List.of(1, 2), Map.of("", List.of(0, 1))),
                ForecastColumns.of(List.of("mpg", "lead_1_qsec")));
        assertEquals(ForecastColumns.counted(2), ForecastColumns.of(List.of("a_1_y", "b_2_y")));
    }

    @Test
    void variables_of_different_steps_are_refused() {
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class, () -> ForecastColumns.of(List.of("lead_1_a", "lead_2_a", "lead_1_b")));
        assertEquals(
                "steps(): columns must be the same steps of each variable, got lead_1_a, lead_2_a, lead_1_b",
                refused.getMessage());
    }
}
