package keras4j.internal.python;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import keras4j.environment.Settings.Accelerator;
import keras4j.internal.environment.PythonEnvironment;
import keras4j.internal.python.SpareWorkers.Kind;
import org.junit.jupiter.api.Test;

class SpareWorkersTest {
    private final List<Python> ended = new CopyOnWriteArrayList<>();

    private static Kind kind(String backend) {
        return new Kind(
                backend,
                Duration.ofMinutes(1),
                new PythonEnvironment(
                        Path.of("python"),
                        "3.11.7",
                        Path.of("libpython.so"),
                        Path.of("jep"),
                        "4.3.1",
                        Map.of(),
                        Accelerator.CPU,
                        "a test",
                        null));
    }

    /** A worker that only notes its end. */
    private Python worker() {
        return (Python) Proxy.newProxyInstance(
                Python.class.getClassLoader(), new Class<?>[] {Python.class}, (self, method, arguments) -> {
                    switch (method.getName()) {
                        case "close" -> {
                            ended.add((Python) self);
                            return null;
                        }
                        case "equals" -> {
                            return self == arguments[0];
                        }
                        default -> throw new AssertionError(method);
                    }
                });
    }

    @Test
    void a_worker_serves_the_next_search_of_its_kind_and_no_other() {
        try (SpareWorkers spares = new SpareWorkers(Duration.ofHours(1))) {
            Python worker = worker();
            spares.give(kind("jax"), worker);
            assertNotSame(worker, spares.take(kind("tensorflow"), this::worker));
            assertSame(worker, spares.take(kind("jax"), this::worker));
            assertNotSame(worker, spares.take(kind("jax"), this::worker));
            assertEquals(List.of(), ended);
        }
        assertEquals(List.of(), ended);
    }

    @Test
    void a_worker_without_work_ends_after_a_while() {
        try (SpareWorkers spares = new SpareWorkers(Duration.ofMillis(50))) {
            Python worker = worker();
            spares.give(kind("jax"), worker);
            await().atMost(Duration.ofSeconds(20)).until(() -> ended.contains(worker));
            assertNotSame(worker, spares.take(kind("jax"), this::worker));
        }
        assertEquals(1, ended.size());
    }

    @Test
    void a_worker_that_was_taken_does_not_end_while_it_works() {
        try (SpareWorkers spares = new SpareWorkers(Duration.ofMillis(50))) {
            Python busy = worker();
            Python idle = worker();
            spares.give(kind("jax"), busy);
            assertSame(busy, spares.take(kind("jax"), this::worker));
            spares.give(kind("jax"), idle);
            await().atMost(Duration.ofSeconds(20)).until(() -> ended.contains(idle));
            assertEquals(List.of(idle), ended);
        }
    }

    @Test
    void closing_ends_the_idle_workers_and_those_that_come_back_later() {
        SpareWorkers spares = new SpareWorkers(Duration.ofHours(1));
        Python first = worker();
        Python second = worker();
        spares.give(kind("jax"), first);
        spares.close();
        spares.give(kind("jax"), second);
        assertEquals(List.of(first, second), ended);
    }
}
