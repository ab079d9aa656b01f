package keras4j.internal.python;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import keras4j.internal.python.Python.Work;
import keras4j.python.StoppedException;
import keras4j.python.StoppedException.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Test that a call ends when its caller cancels it or its listener fails, and leaves nothing behind. */
class StoppingIT {
    private static final Python PYTHON = PythonTrial.python();

    @AfterEach
    void nothing_runs_on_the_lanes() {
        assertTrue(PYTHON.awaitIdle(Duration.ofSeconds(60)));
    }

    @Test
    void an_interrupted_fit_stops_at_its_next_batch_and_the_flag_is_set_again() throws Exception {
        List<Integer> before = PythonTrial.live();
        CountDownLatch training = new CountDownLatch(1);
        FutureTask<Boolean> caller = new FutureTask<>(() -> {
            StoppedException stopped = assertThrows(
                    StoppedException.class,
                    () -> PYTHON.call(Work.TRAINING, Net.endless(), text -> training.countDown(), Deadline.NONE));
            assertEquals(Reason.INTERRUPTED, stopped.reason());
            assertTrue(message(stopped).startsWith("fit of net: interrupted"), stopped::getMessage);
            return Thread.currentThread().isInterrupted();
        });
        Thread thread = new Thread(caller);
        thread.start();
        training.await();
        thread.interrupt();
        assertTrue(caller.get());
        assertReleased(before);
    }

    @Test
    void a_fit_past_its_deadline_stops_and_its_model_is_released() {
        List<Integer> before = PythonTrial.live();
        CountDownLatch training = new CountDownLatch(1);
        Duration span = Duration.ofSeconds(2);
        while (training.getCount() > 0) { // On a busy machine the first batch may take longer.
            span = span.multipliedBy(2);
            assertTrue(span.toSeconds() < 100, "no batch within " + span.dividedBy(2));
            StoppedException stopped = stoppedAfter(span, training);
            assertEquals(Reason.DEADLINE, stopped.reason());
            assertTrue(
                    message(stopped).startsWith("fit of net: not done within " + span.toMillis() + " ms, stopped"),
                    stopped::getMessage);
            assertReleased(before);
        }
    }

    private static StoppedException stoppedAfter(Duration span, CountDownLatch training) {
        return assertThrows(
                StoppedException.class,
                () -> PYTHON.call(Work.TRAINING, Net.endless(), text -> training.countDown(), Deadline.after(span)));
    }

    @Test
    void a_deadline_during_a_compilation_frees_the_caller_at_once_and_the_lane_when_it_is_over() {
        List<Integer> before = PythonTrial.live();
        String deep = manyLayers(30);
        PythonRequest slow = PythonTrial.fit(Net.program(1_000_000, deep), Net.rows(64), Net.codes(64), Net.CLASSES);
        AtomicInteger batches = new AtomicInteger();
        long start = System.nanoTime();
        StoppedException stopped = assertThrows(
                StoppedException.class,
                () -> PYTHON.call(
                        Work.TRAINING,
                        slow,
                        text -> {
                            if (text != null && !text.startsWith("{")) {
                                batches.incrementAndGet();
                            }
                        },
                        Deadline.after(Duration.ofMillis(300))));
        assertTrue(System.nanoTime() - start < Duration.ofSeconds(3).toNanos());
        // A slow model build may last until the deadline; then the fit stops before its first epoch.
        String message = String.valueOf(stopped.getMessage());
        assertTrue(message.matches("fit of net: not done within 300 ms, stopped( after 0 epochs)?"), message);
        assertEquals(0, batches.get());
        assertReleased(before);
        assertEquals(0, batches.get(), "nobody hears of a call that was given up");
    }

    @Test
    @Tag("once")
    void a_call_of_an_interrupted_thread_never_begins() {
        Thread.currentThread().interrupt();
        StoppedException stopped = assertThrows(
                StoppedException.class,
                () -> PYTHON.call(Work.TRAINING, Net.endless(), CallListener.NONE, Deadline.NONE));
        assertTrue(Thread.interrupted());
        assertEquals(Reason.INTERRUPTED, stopped.reason());
        assertEquals("fit of net: interrupted before it began", stopped.getMessage());
    }

    @Test
    @Tag("once")
    void a_call_that_waits_behind_another_until_its_deadline_never_begins() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        Thread busy = occupy(release);
        PythonRequest marks = PythonTrial.request("import trial\ntrial.marked = True");
        StoppedException stopped = assertThrows(
                StoppedException.class,
                () -> PYTHON.call(Work.TRAINING, marks, CallListener.NONE, Deadline.after(Duration.ofMillis(50))));
        assertEquals("trial: not done within 50 ms, stopped before it began", stopped.getMessage());
        release.countDown();
        busy.join();
        assertFalse(PythonTrial.run("import trial\nresult = hasattr(trial, 'marked')")
                .asBoolean());
    }

    @ParameterizedTest
    @Tag("once")
    @ValueSource(strings = {"exception", "error"})
    void what_a_listener_throws_stops_the_fit_and_comes_out_as_itself(String kind) {
        List<Integer> before = PythonTrial.live();
        Throwable failure = kind.equals("error") ? new AssertionError("boom") : new IllegalStateException("boom");
        AtomicInteger heard = new AtomicInteger();
        CallListener watch = text -> {
            if (heard.incrementAndGet() == 3) {
                LaneTask.rethrow(failure);
            }
        };
        Throwable thrown =
                assertThrows(failure.getClass(), () -> PYTHON.call(Work.TRAINING, Net.endless(), watch, Deadline.NONE));
        assertSame(failure, thrown);
        assertEquals(3, heard.get());
        assertReleased(before);
    }

    @Test
    @Tag("once")
    void a_fit_after_a_stopped_one_is_whole() {
        assertThrows(
                StoppedException.class,
                () -> PYTHON.call(
                        Work.TRAINING, Net.endless(), CallListener.NONE, Deadline.after(Duration.ofMillis(500))));
        PythonReply reply = PYTHON.call(Work.TRAINING, Net.fit(2), CallListener.NONE, Deadline.NONE);
        assertEquals(2, reply.value().path("epochs").asInt());
        assertFalse(reply.value().path("stopped").asBoolean());
        PYTHON.release(List.of(reply.value().path("model").asLong()));
    }

    @Test
    @Tag("once")
    void when_a_queue_is_full_callers_wait_until_there_is_room_or_their_time_is_over() throws Exception {
        EmbeddedPython narrow = PythonTrial.narrow(1);
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        PythonRequest waits = PythonTrial.request("events(None)");
        Thread running = new Thread(() -> narrow.call(
                Work.TRAINING,
                waits,
                text -> {
                    begun.countDown();
                    awaitQuietly(release);
                },
                Deadline.NONE));
        running.start();
        begun.await();
        Thread waiting = new Thread(() -> narrow.call(Work.TRAINING, waits, CallListener.NONE, Deadline.NONE));
        waiting.start();
        await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);
        StoppedException stopped = assertThrows(
                StoppedException.class,
                () -> narrow.call(Work.TRAINING, waits, CallListener.NONE, Deadline.after(Duration.ofMillis(50))));
        assertEquals(
                "trial: not done within 50 ms, stopped while 1 calls were queued ahead of it", stopped.getMessage());
        Thread patient = new Thread(() -> narrow.call(Work.TRAINING, waits, CallListener.NONE, Deadline.NONE));
        patient.start();
        release.countDown();
        for (Thread thread : List.of(running, waiting, patient)) {
            thread.join();
        }
    }

    private static String message(Throwable thrown) {
        return String.valueOf(thrown.getMessage());
    }

    private static void assertReleased(List<Integer> before) {
        await().atMost(Duration.ofSeconds(60)).until(() -> PythonTrial.live().equals(before));
    }

    private static String manyLayers(int count) {
        StringBuilder layers = new StringBuilder();
        for (int i = 0; i < count; i++) {
            layers.append("keras.layers.Dense(16, activation=\"gelu\", name=\"hidden_")
                    .append(i)
                    .append("\"), ");
        }
        return layers.toString();
    }

    private static Thread occupy(CountDownLatch release) throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CallListener watch = text -> {
            begun.countDown();
            awaitQuietly(release);
        };
        Thread thread = new Thread(() -> PythonTrial.call("events(None)", watch, Deadline.NONE));
        thread.start();
        begun.await();
        return thread;
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException never) {
            throw new IllegalStateException(never);
        }
    }
}
