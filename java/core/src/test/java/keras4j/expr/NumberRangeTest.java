package keras4j.expr;

import static keras4j.Refused.refused;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberRangeTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[0, 1]   | between 0 and 1",
                "[1, inf) | at least 1",
                "(0, inf) | above 0",
                "[0, 1)   | at least 0 and below 1",
                "(0, 1)   | above 0 and below 1",
                "[1, 1]   | 1",
                "[0, 0.5] | between 0 and 0.5"
            })
    void an_interval_reads_as_words(String text, String words) {
        assertEquals(words, NumberRange.of(text).toString());
    }

    @Test
    void ends_belong_to_it_or_not() {
        NumberRange interval = NumberRange.of("[0, 1)");
        assertTrue(interval.contains(0));
        assertFalse(interval.contains(1));
        assertFalse(NumberRange.of("(0, 1]").contains(0));
        assertTrue(NumberRange.of("(0, 1]").contains(1));
        assertFalse(NumberRange.of("[1, inf)").contains(Double.POSITIVE_INFINITY));
        assertFalse(NumberRange.FINITE.contains(Double.NaN));
    }

    @Test
    void numbers_are_found_in_lists_maps_and_args() {
        NumberRange rate = NumberRange.of("[0, 1]");
        for (Object value : List.of(2.0, List.of(0.5, 2.0), Map.of("a", 2.0), new Arg("rate", Expr.of(2.0)))) {
            refused(
                    "Dropout: rate must be between 0 and 1, got 2.0",
                    () -> rate.check("Dropout", "rate", Expr.of(value)));
        }
        refused(
                "Dropout: rate must be finite, got NaN",
                () -> NumberRange.FINITE.check("Dropout", "rate", Expr.of(Double.NaN)));
        assertDoesNotThrow(() -> rate.check("Dropout", "rate", Expr.of("a text")));
    }
}
