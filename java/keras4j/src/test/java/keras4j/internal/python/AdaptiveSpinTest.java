package keras4j.internal.python;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Tests of waiting, on a clock that each reading moves on by a microsecond. */
class AdaptiveSpinTest {
    private static final int WAKE_UP_MICROS = 45;

    private long micros;
    private final AdaptiveSpin waiting = new AdaptiveSpin(() -> 1_000 * ++micros);

    /** Makes calls, and returns the percentage of those whose callers spun. */
    private int spun(int calls, int micros, int slowedByOthers) {
        int spun = 0;
        for (int call = 0; call < calls; call++) {
            spun += spun(micros, slowedByOthers) ? 1 : 0;
        }
        return 100 * spun / calls;
    }

    private boolean spun(int work, int slowed) {
        boolean[] looked = new boolean[1];
        long start = waiting.start();
        long end = micros + work;
        waiting.caller(() -> {
            looked[0] = true;
            return micros >= end + slowed;
        });
        micros = Math.max(micros, looked[0] ? micros : end + WAKE_UP_MICROS);
        micros = Math.max(micros, looked[0] ? end + slowed : micros);
        waiting.ended(start);
        return looked[0];
    }

    @Test
    void callers_spin_where_that_saves_the_time_to_wake_up() {
        assertTrue(spun(1_000, 60, 0) > 75);
        assertTrue(spun(1_000, 60, 20) > 95, "trials become rare");
    }

    @Test
    void callers_sleep_where_spinning_slows_the_lane_down() {
        assertTrue(spun(1_000, 60, 100) < 25);
        assertTrue(spun(1_000, 60, 100) < 5, "trials become rare");
    }

    @Test
    void callers_sleep_while_a_call_takes_much_longer_than_to_wake_up() {
        spun(1_000, 5_000, 0);
        assertTrue(spun(10_000, 5_000, 0) <= 2);
    }

    @Test
    void another_thread_that_comes_or_goes_changes_the_way() {
        spun(10_000, 60, 0);
        spun(1_000, 60, 100);
        assertTrue(spun(1_000, 60, 100) < 5);
        spun(10_000, 60, 0);
        assertTrue(spun(1_000, 60, 0) > 95);
    }

    @Test
    void a_lane_spins_only_while_callers_do() {
        spun(1_000, 60, 100);
        long before = micros;
        waiting.lane(() -> false);
        assertEquals(before, micros);
        spun(10_000, 60, 0);
        before = micros;
        waiting.lane(() -> false);
        assertTrue(micros - before >= 50, "at most 50 microseconds, which the lane has waited");
    }
}
