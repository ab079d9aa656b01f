package keras4j.internal.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import keras4j.internal.text.StatusLine;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class SetupProgressTest {
    private static final Duration LONG = Duration.ofHours(1);

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final StatusLine terminal = status(true);

    private StatusLine status(boolean isTerminal) {
        return new StatusLine(new PrintStream(bytes, true, StandardCharsets.UTF_8), isTerminal);
    }

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void a_step_goes_to_the_listener_and_is_not_printed() {
        List<String> lines = new ArrayList<>();
        new SetupProgress(lines::add, LONG, terminal).step("Unpacking …");
        assertEquals(List.of("Unpacking …"), lines);
        assertEquals("", printed());
    }

    @Test
    void without_a_listener_a_step_is_printed_unless_the_log_shows_it() {
        new SetupProgress(null, LONG, status(false)).step("Unpacking …");
        boolean logged = LoggerFactory.getLogger("keras4j.python").isInfoEnabled();
        assertEquals(logged ? "" : "Unpacking …\n", printed());
    }

    @Test
    void the_bar_has_the_bytes_and_the_time_left() {
        assertEquals(
                "[#####...............] 6.4 MB of 25.7 MB, 0:12 left",
                SetupProgress.bar(6_425_000, 25_700_000, Duration.ofSeconds(4)));
        assertEquals("[....................] 0.0 MB of 2.5 GB", SetupProgress.bar(0, 2_500_000_000L, Duration.ZERO));
    }

    @Test
    void a_terminal_shows_a_bar_below_the_steps_and_a_file_does_not() {
        SetupProgress progress = new SetupProgress(null, LONG, terminal);
        boolean draws = progress.draws();
        progress.detail("Progress 25700000 of 25700000");
        progress.end();
        assertEquals(draws, printed().contains("[####################] 25.7 MB of 25.7 MB, 0:00 left"), printed());
        assertTrue(draws || LoggerFactory.getLogger("keras4j.python").isInfoEnabled());
        bytes.reset();
        new SetupProgress(null, LONG, status(false)).bytes(1, 2);
        assertEquals("", printed());
    }
}
