package keras4j.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AxisTicksTest {
    private static List<String> labels(List<AxisTick> ticks) {
        return ticks.stream().map(AxisTick::label).toList();
    }

    private static List<String> linear(double low, double high, int wanted) {
        return labels(AxisTicks.linear(new NumericExtent(low, high), wanted, false));
    }

    @Test
    void ticks_are_at_round_numbers_inside_the_span() {
        assertEquals(List.of("0", "0.2", "0.4", "0.6", "0.8", "1"), linear(0, 1, 5));
        assertEquals(List.of("−1", "−0.5", "0", "0.5", "1"), linear(-1.04, 1.04, 5));
        assertEquals(List.of("5,000", "10,000"), linear(1_200, 12_000, 3));
        assertEquals(List.of("1e−7", "2e−7"), linear(0.5e-7, 2.1e-7, 2));
        assertEquals(List.of("1,000,000.1", "1,000,000.2"), linear(1_000_000.05, 1_000_000.25, 2));
        assertEquals(List.of("−2e8", "−1e8", "0"), linear(-2.1e8, 1e7, 3));
    }

    @Test
    void whole_numbers_have_no_ticks_between_them() {
        assertEquals(List.of("1", "2", "3"), labels(AxisTicks.linear(new NumericExtent(0.9, 3.1), 12, true)));
        assertEquals(List.of("1"), labels(AxisTicks.linear(new NumericExtent(0.9, 1.1), 5, true)));
    }

    @Test
    void logarithmic_ticks_are_powers_of_ten_and_more_where_these_are_few() {
        assertEquals(
                List.of("0.0001", "0.001", "0.01", "0.1"),
                labels(AxisTicks.logarithmic(new NumericExtent(1e-4, 0.1), 6)));
        assertEquals(List.of("1e−8", "0.0001", "1"), labels(AxisTicks.logarithmic(new NumericExtent(1e-8, 10), 2)));
        assertEquals(
                List.of("20", "50", "100", "200", "500"), labels(AxisTicks.logarithmic(new NumericExtent(16, 512), 6)));
        assertEquals(List.of("3.2", "3.4", "3.6"), labels(AxisTicks.logarithmic(new NumericExtent(3.1, 3.7), 3)));
    }

    @Test
    void every_span_has_a_few_ticks_inside() {
        Random random = new Random(7);
        for (int round = 0; round < 2_000; round++) {
            double low = random.nextGaussian() * StrictMath.pow(10, random.nextInt(12) - 6);
            NumericExtent span = new NumericExtent(
                    low, low + StrictMath.pow(10, random.nextInt(12) - 6) * (0.01 + random.nextDouble()));
            int wanted = 2 + random.nextInt(9);
            List<AxisTick> ticks = AxisTicks.linear(span, wanted, false);
            double room = span.length() * 1e-6;
            assertTrue(ticks.size() >= 1 && ticks.size() <= 4 * wanted + 1, span + " " + ticks);
            assertTrue(
                    ticks.stream()
                            .allMatch(tick -> tick.value() >= span.low() - room && tick.value() <= span.high() + room),
                    span + " " + ticks);
            assertEquals(ticks.size(), labels(ticks).stream().distinct().count(), span + " " + ticks);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "0.123456, 0.123",
        "123.456, 123",
        "1234567, '1,234,567'",
        "12345678, 1.23e7",
        "-0.00001234, −1.23e−5",
        "100, 100",
        "NaN, NaN",
        "-Infinity, −∞"
    })
    void measured_numbers_have_three_digits(double value, String label) {
        assertEquals(label, AxisTicks.label(value));
    }
}
