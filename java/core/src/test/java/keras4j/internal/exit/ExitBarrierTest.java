package keras4j.internal.exit;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests of the order of shutdown hooks. */
@Timeout(60)
class ExitBarrierTest {
    private final Object user = new Object();

    @Test
    void a_user_is_waited_for_until_it_leaves() throws InterruptedException {
        ExitBarrier.enter(user, Duration.ofHours(1));
        Thread hook = new Thread(ExitBarrier::await);
        hook.start();
        await().until(() -> hook.getState() == Thread.State.TIMED_WAITING);
        ExitBarrier.leave(user);
        hook.join(30_000);
        assertFalse(hook.isAlive(), "the hook goes on");
    }

    @Test
    void a_user_that_never_leaves_is_not_waited_for_after_its_grace() throws InterruptedException {
        ExitBarrier.enter(user, Duration.ofMillis(10));
        Thread hook = new Thread(ExitBarrier::await);
        hook.start();
        hook.join(30_000);
        ExitBarrier.leave(user);
        assertFalse(hook.isAlive(), "the hook goes on");
    }
}
