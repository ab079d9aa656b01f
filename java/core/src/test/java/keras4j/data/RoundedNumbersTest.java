package keras4j.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.dflib.DataFrame;
import org.dflib.Series;
import org.junit.jupiter.api.Test;

/** Warnings of whole numbers that float32 does not hold. */
class RoundedNumbersTest {
    private static String logged(Series<?> ids) {
        PrintStream own = System.err;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            DataFrame frame = DataFrame.byColumn("id", "y").of(ids, Series.ofDouble(1, 2));
            Schema.of(frame, Map.of("x", List.of("id")), List.of(Outcome.numbers(frame, List.of("y"))));
        } finally {
            System.setErr(own);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void whole_numbers_beyond_the_range_of_float32_are_warned_of() {
        String expected =
                "Schema: column 'id' has whole numbers beyond 2^24, which float32 rounds, such as 16777217 at row 1 to 16777216; factor(\"id\") makes labels of identifiers, and normalize in a recipe small numbers";
        for (Series<?> ids :
                List.of(Series.ofInt(16777216, 16777217), Series.ofLong(3, 16777217L), Series.of(1L, 16777217L))) {
            String log = logged(ids);
            assertEquals(1, log.lines().count(), log);
            assertTrue(log.contains(expected), log);
        }
        assertTrue(logged(Series.ofDouble(1, 1.7e9 + 1)).contains("1700000001 at row 1 to 1700000000"));
    }

    @Test
    void numbers_that_float32_holds_or_that_are_not_whole_are_no_cause_to_warn() {
        assertEquals("", logged(Series.ofInt(16777216, 33554432)));
        assertEquals("", logged(Series.ofDouble(0.1, 1e6 + 0.3)));
    }
}
