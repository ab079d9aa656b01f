package keras4j.internal.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Tests of the sharing of worker processes. */
class ScorerPoolTest {
    private final AtomicInteger opened = new AtomicInteger();
    private final ScorerPool<String> pool = new ScorerPool<>(() -> "worker " + opened.incrementAndGet());

    @Test
    void calls_one_after_another_share_a_scorer() {
        assertEquals("worker 1", pool.with(0, scorer -> scorer));
        assertEquals("worker 1", pool.with(0, scorer -> scorer));
        assertEquals(1, pool.opened().size());
    }

    @Test
    void calls_at_once_have_a_scorer_each() {
        assertEquals("worker 2", pool.with(0, first -> pool.with(0, second -> second)));
        assertEquals(2, pool.opened().size());
    }

    @Test
    void a_call_beyond_the_limit_waits() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        CompletableFuture<String> first = CompletableFuture.supplyAsync(() -> pool.with(1, scorer -> {
            begun.countDown();
            awaitQuietly(end);
            return scorer;
        }));
        begun.await();
        CompletableFuture<String> second = CompletableFuture.supplyAsync(() -> pool.with(1, scorer -> scorer));
        assertTrue(!second.isDone());
        end.countDown();
        assertEquals(first.get(), second.get());
        assertEquals(1, opened.get());
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    @Test
    void an_interrupted_wait_is_a_cancellation() {
        pool.with(1, scorer -> {
            Thread.currentThread().interrupt();
            CancellationException stopped =
                    assertThrows(CancellationException.class, () -> pool.with(1, other -> other));
            assertEquals("Spark: the task was cancelled while it waited for a worker process", stopped.getMessage());
            assertTrue(Thread.interrupted());
            return scorer;
        });
    }

    @Test
    void a_scorer_that_can_not_be_opened_takes_no_place() {
        AtomicInteger attempts = new AtomicInteger();
        ScorerPool<String> failing = new ScorerPool<>(() -> {
            if (attempts.getAndIncrement() == 0) {
                throw new IllegalStateException("no Python");
            }
            return "worker " + attempts.get();
        });
        assertEquals(
                "no Python",
                Objects.requireNonNull(
                        assertThrows(IllegalStateException.class, () -> failing.with(1, scorer -> scorer))
                                .getMessage()));
        assertEquals("worker 2", failing.with(1, scorer -> scorer));
    }
}
