package keras4j.serving;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import keras4j.fitted.ModelStore;
import keras4j.onnx.OnnxScorer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Server under more load than it takes, for twenty seconds, or for ten minutes in the full build: predictions, broken
 * bodies, clients that hang up or write slowly, and models that are exchanged.
 */
@Tag("slow")
class MixedLoadTest {
    private static final Duration TIME =
            Boolean.getBoolean("keras4j.full") ? Duration.ofMinutes(10) : Duration.ofSeconds(20);
    private static final int CLIENTS = 8;
    private static final long MAX_GROWTH = 24L << 20;

    private final List<Thread> threads = new ArrayList<>();

    @Test
    void no_answer_is_wrong_none_is_lost_and_nothing_is_left(@TempDir Path folder) throws Exception {
        ModelStore store = ModelStore.at(folder);
        store.publish("survival", Survival.model(1));
        store.publish("survival", Survival.model(2));
        store.tag("survival", "production", 1);
        try (OnnxScorer scorer = OnnxScorer.open()) {
            ModelServer server = Serving.of(scorer)
                    .models(store, "production")
                    .maxRequests(1)
                    .deadline(Duration.ofSeconds(5))
                    .start(0);
            server.awaitReady(Duration.ofMinutes(1));
            LoadClient load = new LoadClient(server.uri(), Set.of(429));
            RoughClient rough = new RoughClient(server.uri());
            start(load, rough);
            long growth = exchange(store, server);
            await().atMost(Duration.ofMinutes(3)).until(() -> enough(load, rough) || !load.failures.isEmpty());
            stop(load, rough);
            server.close();
            report(load, rough, growth, server);
            assertSound(load, rough, growth, server);
        }
        assertNoThreads();
    }

    private void start(LoadClient load, RoughClient rough) {
        for (int seed = 0; seed < CLIENTS; seed++) {
            threads.add(load.start(seed));
        }
        Random fuzz = new Random(1);
        Random hangUp = new Random(2);
        threads.add(rough.start("fuzz", () -> {
            rough.fuzz(fuzz);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }));
        threads.add(rough.start("hang-up", () -> {
            rough.hangUp(hangUp);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }));
        for (int each = 0; each < 4; each++) {
            threads.add(rough.start("slow-" + each, rough::writeSlowly));
        }
    }

    /** Exchanges the version that answers until the time is over; returns the growth of memory in the second half. */
    private static long exchange(ModelStore store, ModelServer server) {
        long end = System.nanoTime() + TIME.toNanos();
        long half = end - TIME.toNanos() / 2;
        long before = -1;
        for (int turn = 0; System.nanoTime() < end; turn++) {
            store.tag("survival", "production", 1 + turn % 2);
            server.reload();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            before = before < 0 && System.nanoTime() > half ? used() : before;
        }
        return used() - before;
    }

    /** Whether the server was overloaded and met each kind of client; a slow machine takes longer than the time for it. */
    private static boolean enough(LoadClient load, RoughClient rough) {
        return load.count(200) > 1_000
                && load.count(429) > 10
                && rough.fuzzed.sum() > 100
                && rough.hungUp.sum() > 100
                && rough.endedSlow.sum() >= 4;
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private void stop(LoadClient load, RoughClient rough) throws InterruptedException {
        load.stopped = true;
        rough.stopped = true;
        for (Thread thread : threads) {
            thread.join(30_000);
            assertTrue(!thread.isAlive(), thread::getName);
        }
    }

    private static void report(LoadClient load, RoughClient rough, long growth, ModelServer server) {
        System.out.println(
                "Mixed load for " + TIME + ": answers " + load.statuses + ", fuzzed " + rough.fuzzed + ", hung up "
                        + rough.hungUp + ", slow " + rough.endedSlow + ", growth " + growth / 1_024 + " KB; " + server);
    }

    private static void assertSound(LoadClient load, RoughClient rough, long growth, ModelServer server) {
        assertEquals(List.of(), load.failures.stream().limit(5).toList());
        assertEquals(List.of(), rough.failures.stream().limit(5).toList());
        assertTrue(server.toString().contains(", 0 unanswered"), server::toString);
        assertTrue(growth < MAX_GROWTH, "memory grew by " + growth);
    }

    private static void assertNoThreads() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        List<String> left;
        do {
            left = Thread.getAllStackTraces().keySet().stream()
                    .map(Thread::getName)
                    .filter(name -> name.startsWith("keras4j-serving") || name.startsWith("HTTP-Dispatcher"))
                    .toList();
        } while (!left.isEmpty() && System.nanoTime() < end);
        assertEquals(List.of(), left);
    }
}
