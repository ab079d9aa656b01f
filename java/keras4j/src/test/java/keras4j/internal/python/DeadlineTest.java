package keras4j.internal.python;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import keras4j.Refused;
import org.junit.jupiter.api.Test;

class DeadlineTest {
    @Test
    void a_time_longer_than_the_clock_counts_is_as_good_as_none() {
        Deadline deadline = Deadline.after(ChronoUnit.FOREVER.getDuration());
        assertTrue(deadline.left() > Duration.ofDays(365L * 99).toNanos(), deadline::toString);
    }

    @Test
    void a_time_that_is_not_positive_is_refused() {
        Refused.refused("within: the time must be positive, got PT0S", () -> Deadline.after(Duration.ZERO));
    }
}
