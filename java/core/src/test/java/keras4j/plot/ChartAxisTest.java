package keras4j.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Test;

class ChartAxisTest {
    @Test
    void data_has_room_on_both_sides_but_not_beyond_bounds() {
        assertEquals(new NumericExtent(0.6, 11.4), rounded(ChartAxis.linear("").scale(new NumericExtent(1, 11), 0, 1)));
        assertEquals(
                new NumericExtent(0, 10.4),
                rounded(ChartAxis.linear("").bounded(0, 0).scale(new NumericExtent(1, 10), 0, 1)));
        assertEquals(
                new NumericExtent(0, 1),
                rounded(ChartAxis.linear("").bounded(0, 1).scale(new NumericExtent(0.2, 0.7), 0, 1)));
        assertEquals(
                new NumericExtent(-0.28, 1.05),
                rounded(ChartAxis.linear("").bounded(0, 0).scale(new NumericExtent(-0.23, 1), 0, 1)));
        assertEquals(
                new NumericExtent(0.64, 10.36), rounded(ChartAxis.whole("").scale(new NumericExtent(1, 10), 0, 1)));
    }

    private static NumericExtent rounded(AxisScale scale) {
        return new NumericExtent(
                Math.rint(scale.span().low() * 100) / 100,
                Math.rint(scale.span().high() * 100) / 100);
    }

    @Test
    void a_logarithmic_scale_has_equal_steps_for_equal_factors() {
        AxisScale scale = new AxisScale(ChartAxis.log(""), new NumericExtent(1, 100), 0, 200);
        assertEquals(100, scale.at(10), 1e-9);
        assertFalse(scale.shows(0));
    }

    @Test
    void categories_have_a_band_each() {
        AxisScale scale = ChartAxis.bands("", List.of("a", "b", "c", "d")).scale(NumericExtent.NONE, 0, 100);
        assertEquals(25, scale.band());
        assertEquals(12.5, scale.at(0));
        assertEquals(List.of(new AxisTick(0, "a"), new AxisTick(2, "c")), scale.ticks(40));
    }
}
