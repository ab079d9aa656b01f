package keras4j;

import static keras4j.Models.workflow;
import static keras4j.measure.Measure.RMSE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import keras4j.data.Batches;
import keras4j.data.Datasets;
import keras4j.data.Examples;
import keras4j.environment.Settings;
import keras4j.fitted.Fitted;
import keras4j.model.Backend;
import keras4j.python.StoppedException;
import keras4j.python.StoppedException.Reason;
import keras4j.tune.Tuned;
import keras4j.tune.Tuned.StopReason;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that every verb that waits obeys its own deadline and interrupt, and that no other caller is affected. */
@Tag("once")
@Timeout(value = 1_800, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WaitingIT {
    private static final Duration LIMIT = Duration.ofMillis(500);
    /** Time after a deadline or an interrupt until a caller of many is back, on a busy machine. */
    private static final long MAX_LATE_MILLIS = 2_000;

    @TempDir
    private Path folder;

    static Keras open(boolean ownProcess) {
        return Keras.open(Backend.chosen(), Settings.defaults().withOwnProcess(ownProcess));
    }

    /**
     * Calls every verb twice at once, with a deadline and with an interrupt, and returns how many callers came back as
     * they should.
     */
    static int left(Keras keras, Map<String, Function<Keras, Object>> verbs) throws Exception {
        List<Callable<String>> calls = new ArrayList<>();
        verbs.forEach((name, verb) -> {
            calls.add(() -> name + ": " + ending(() -> verb.apply(keras.within(LIMIT)), Thread.currentThread(), false));
            calls.add(() -> interrupted(name, () -> verb.apply(keras)));
        });
        List<String> endings = SessionFixtures.atOnce(calls);
        List<String> expected = verbs.keySet().stream()
                .flatMap(name -> List.of(name + ": DEADLINE in time", name + ": INTERRUPTED in time").stream())
                .toList();
        assertEquals(String.join("\n", expected), String.join("\n", endings));
        return endings.size();
    }

    private static String interrupted(String name, Callable<Object> call) throws Exception {
        FutureTask<String> task = new FutureTask<>(() -> ending(call, Thread.currentThread(), true));
        Thread caller = new Thread(task, name);
        caller.start();
        Thread.sleep(LIMIT.toMillis());
        caller.interrupt();
        return name + ": " + task.get();
    }

    /** Returns the reason why a call was stopped, and whether that was in time. */
    private static String ending(Callable<Object> call, Thread caller, boolean interrupted) throws Exception {
        long start = System.nanoTime();
        String how;
        try {
            Object made = call.call();
            how = made instanceof Tuned tuned && !interrupted && tuned.ending() == StopReason.TIME_SPENT
                    ? "DEADLINE"
                    : made instanceof Tuned tuned && tuned.ending() == StopReason.CANCELLED ? "INTERRUPTED" : "done";
        } catch (StoppedException stopped) {
            how = stopped.reason().toString();
        } catch (RuntimeException other) {
            how = other.toString();
        }
        long late = (System.nanoTime() - start) / 1_000_000 - LIMIT.toMillis();
        String flag = interrupted == caller.isInterrupted() ? "" : ", flag lost";
        return how + flag + (late <= MAX_LATE_MILLIS ? " in time" : " after " + late + " ms");
    }

    /** Calls every verb once, and checks that it ends well. */
    static void assertAllWork(Keras keras, Map<String, Function<Keras, Object>> verbs) {
        verbs.forEach((name, verb) -> assertTrue(verb.apply(keras) != null, name));
    }

    @Test
    void callers_leave_busy_lanes_when_their_time_is_over_and_all_others_are_answered() throws Exception {
        ReliabilityFigure.WAITS.is(left(false) + left(true));
    }

    private int left(boolean own) throws Exception {
        try (Keras keras = open(own)) {
            WaitingVerbs verbs = new WaitingVerbs(keras);
            Gates gates = new Gates(keras, folder);
            Map<String, Function<Keras, Object>> all = verbs.all();
            all.put("predict rows of a model in restoration", view -> view.predict(gates.slow(), SessionFixtures.x()));
            all.put("tune", verbs::tune);
            int left = 0;
            while (left < ReliabilityFigure.WAITS.count() / 2) {
                gates.close();
                left += left(keras, all);
                gates.open();
            }
            all.remove("tune");
            assertAllWork(keras, all);
            return left;
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void an_interrupt_of_the_first_caller_of_a_restoration_leaves_it_to_the_others(boolean own) throws Exception {
        try (Keras keras = open(own)) {
            Fitted other = SessionFixtures.fitted(keras, 1);
            float[] expected = SessionFixtures.alone(keras, other);
            Gates gates = new Gates(keras, folder);
            gates.restoring();
            FutureTask<StoppedException> first = new FutureTask<>(
                    () -> assertThrows(StoppedException.class, () -> keras.predict(gates.slow(), SessionFixtures.x())));
            Thread caller = new Thread(first);
            caller.start();
            gates.reached();
            List<FutureTask<float[]>> others = new ArrayList<>();
            for (int at = 0; at < 4; at++) {
                FutureTask<float[]> waiting = new FutureTask<>(
                        () -> keras.predict(gates.slow(), SessionFixtures.x()).floats());
                new Thread(waiting).start();
                others.add(waiting);
            }
            caller.interrupt();
            assertEquals("slow: interrupted while it is restored", first.get().getMessage());
            assertEquals(Reason.INTERRUPTED, first.get().reason());
            assertArrayEquals(expected, SessionFixtures.alone(keras, other), "rows of another model pass");
            gates.open();
            for (FutureTask<float[]> each : others) {
                assertArrayEquals(gates.slowly(), each.get(), 1e-6f);
            }
            assertEquals(1, keras.session().restorations());
        }
    }

    /** Batches of which only the first comes. */
    private static Batches stuck() {
        Examples rows = Examples.of(SessionFixtures.x(), SessionFixtures.y());
        return Batches.of(() -> new Iterator<>() {
            private boolean given;

            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public Examples next() {
                if (given) {
                    awaitInterrupt();
                }
                given = true;
                return rows;
            }
        });
    }

    private static void awaitInterrupt() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException ended) {
            throw new IllegalStateException(ended);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_call_of_many_parts_and_a_fit_whose_batches_do_not_come_have_one_deadline(boolean own) throws Exception {
        try (Keras keras = open(own)) {
            Fitted fitted = keras.fit(workflow("mpg ~ wt + hp", SessionFixtures.tiny(1)), Datasets.mtcars());
            Map<String, Function<Keras, Object>> verbs = Map.of(
                    "importance",
                    view -> view.importance(fitted, Datasets.mtcars(), RMSE, 100_000, 1),
                    "fit of batches",
                    view -> view.fit(SessionFixtures.tiny(3), stuck()));
            assertEquals(4, left(keras, verbs));
        }
    }
}
