package keras4j.internal.python;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class AdaptiveSpinTest {
    private final AtomicInteger looks = new AtomicInteger();

    @Test
    void looking_that_never_helps_is_given_up_and_tried_again_much_later() {
        AdaptiveSpin patience = new AdaptiveSpin(0);
        assertEquals(4, calls(patience, this::never, 1000));
        assertTrue(calls(patience, this::never, 1000) > 0);
    }

    @Test
    void looking_that_helps_goes_on() {
        AdaptiveSpin patience = new AdaptiveSpin(0);
        calls(patience, this::never, 3);
        assertEquals(1000, calls(patience, this::atOnce, 1000));
    }

    @Test
    void a_lane_looks_no_longer_than_it_helps_the_callers() {
        AdaptiveSpin patience = new AdaptiveSpin(0);
        calls(patience, this::never, 4);
        looks.set(0);
        patience.lane(this::atOnce);
        assertEquals(0, looks.get());
        assertFalse(calls(patience, this::atOnce, 2000) == 0);
        patience.lane(this::atOnce);
        assertTrue(looks.get() > 0);
    }

    private boolean never() {
        looks.incrementAndGet();
        return false;
    }

    private boolean atOnce() {
        looks.incrementAndGet();
        return true;
    }

    private int calls(AdaptiveSpin patience, BooleanSupplier news, int count) {
        looks.set(0);
        for (int i = 0; i < count; i++) {
            patience.caller(news);
        }
        return looks.get();
    }
}
