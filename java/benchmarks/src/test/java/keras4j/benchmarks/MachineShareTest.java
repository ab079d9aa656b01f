package keras4j.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class MachineShareTest {
    private static final String PROCESS = "42 (a name) b) S 1 42 42 0 -1 4194560 9 9 9 9 %d %d %d %d 20 0 1 0 100";

    @Test
    void others_have_the_busy_time_that_is_not_that_of_the_process_and_its_children() {
        MachineShare before = MachineShare.of("cpu  100 0 100 1000 50 0 0 10 7 0", PROCESS.formatted(1, 2, 3, 4));
        MachineShare after = MachineShare.of("cpu  160 5 115 1090 70 2 3 25 9 0", PROCESS.formatted(11, 12, 23, 24));
        assertEquals(new MachineShare(1260, 210, 10), before);
        assertEquals((100 - 60) / 210.0, after.ofOthersSince(before), 1e-12);
    }

    @Test
    void a_process_that_worked_more_than_the_machine_by_its_ticks_leaves_nothing_for_others() {
        MachineShare before = new MachineShare(0, 0, 0);
        assertEquals(0, new MachineShare(10, 4, 5).ofOthersSince(before));
        assertEquals(0, before.ofOthersSince(before));
    }

    @Test
    void this_machine_has_them() throws IOException {
        MachineShare before = MachineShare.now();
        assertTrue(before.total() > before.busy() && before.busy() > 0 && before.own() >= 0, before::toString);
        assertTrue(MachineShare.now().ofOthersSince(before) <= 1);
    }
}
