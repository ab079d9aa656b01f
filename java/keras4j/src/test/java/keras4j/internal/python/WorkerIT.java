package keras4j.internal.python;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import keras4j.environment.Settings;
import keras4j.internal.catalogue.Catalogue;
import keras4j.internal.python.Python.Work;
import keras4j.python.PythonException;
import keras4j.python.StoppedException;
import keras4j.python.StoppedException.Reason;
import keras4j.python.WorkerDiedException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Test that a worker process does what the Python inside the JVM does, and that its death is reported as an exception.
 */
class WorkerIT {
    private static WorkerPython python;

    @BeforeAll
    static void starts() {
        python = worker(PythonTrial.BACKEND);
    }

    @AfterAll
    static void ends() {
        long pid = python.pid();
        python.close();
        await().until(() -> ended(pid));
    }

    private static WorkerPython worker(String backend) {
        return assertInstanceOf(
                WorkerPython.class,
                Python.open(backend, Settings.defaults().withOwnProcess(true), () -> Catalogue.keras()
                        .calls()));
    }

    private static boolean ended(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty();
    }

    private static PythonReply fitted(Python where, PythonRequest request) {
        return where.call(Work.TRAINING, request, CallListener.NONE, Deadline.NONE);
    }

    private static long model(PythonReply reply) {
        return reply.value().path("model").asLong();
    }

    private static float[] predicted(Python where, long model, int rows) {
        TestRows some = new TestRows(rows);
        where.predictor(model, Net.INPUTS, Net.OUTPUTS).predict(some, Deadline.NONE);
        return some.predictions();
    }

    @Test
    void a_fit_gives_the_bytes_that_the_python_inside_the_jvm_gives() {
        PythonReply there = fitted(python, Net.fit(2));
        PythonReply here = fitted(PythonTrial.python(), Net.fit(2));
        assertArrayEquals(here.attachments().get(0), there.attachments().get(0));
        assertEquals(here.value().path("history"), there.value().path("history"));
        assertEquals(here.value().path("summary"), there.value().path("summary"));
        PythonTrial.python().release(List.of(model(here)));
    }

    @Test
    void predictions_are_those_of_the_python_inside_the_jvm() {
        PythonReply there = fitted(python, Net.fit(1));
        PythonReply here = fitted(PythonTrial.python(), Net.fit(1));
        for (int rows : new int[] {1, 7, 128}) {
            assertArrayEquals(
                    predicted(PythonTrial.python(), model(here), rows), predicted(python, model(there), rows), 1e-6f);
        }
        PythonArray large = Net.rows(3_000);
        PythonArray out = PythonArray.zeros(Net.OUTPUTS.get(0), 3_000);
        python.predictor(model(there), Net.INPUTS, Net.OUTPUTS).predict(List.of(large), List.of(out), Deadline.NONE);
        float[] first = new float[Net.CLASSES];
        out.memory().asFloatBuffer().get(first);
        assertArrayEquals(predicted(python, model(there), 1), first, 1e-6f);
        PythonTrial.python().release(List.of(model(here)));
    }

    @Test
    @Tag("once")
    void rows_that_are_handed_over_once_serve_many_fits() {
        Path file;
        try (SharedArrays shared = SharedArrays.of(List.of(Net.rows(64), Net.codes(64)))) {
            file = Objects.requireNonNull(shared.arrays().get(0).place()).file();
            PythonRequest request = PythonTrial.fit(
                    Net.program(1), shared.arrays().get(0), shared.arrays().get(1), Net.CLASSES);
            byte[] first = fitted(python, request).attachments().get(0);
            assertArrayEquals(first, fitted(python, request).attachments().get(0));
            assertArrayEquals(first, fitted(python, Net.fit(1)).attachments().get(0));
        }
        assertFalse(Files.exists(file));
    }

    @Test
    @Tag("once")
    void a_killed_process_costs_its_calls_and_the_next_call_starts_another() throws Exception {
        WorkerPython mortal = worker(PythonTrial.BACKEND);
        try {
            long before = model(fitted(mortal, Net.fit(1)));
            CountDownLatch training = new CountDownLatch(1);
            FutureTask<Throwable> caller = new FutureTask<>(() -> assertThrows(
                    WorkerDiedException.class,
                    () -> mortal.call(Work.TRAINING, Net.endless(), text -> training.countDown(), Deadline.NONE)));
            new Thread(caller).start();
            training.await();
            assertEquals(1, mortal.queueLength());
            int processes = WorkerCounts.processes();
            int restarts = WorkerCounts.restarts();
            long pid = mortal.pid();
            ProcessHandle.of(pid).orElseThrow().destroyForcibly();
            assertEquals(
                    "fit of net: the worker process has ended: it was killed by signal 9",
                    caller.get().getMessage());
            assertThrows(StaleHandleException.class, () -> predicted(mortal, before, 1));
            assertTrue(model(fitted(mortal, Net.fit(1))) > before);
            assertTrue(mortal.pid() != pid);
            assertEquals(restarts + 1, WorkerCounts.restarts());
            assertEquals(processes, WorkerCounts.processes());
            assertEquals(0, mortal.queueLength());
        } finally {
            mortal.close();
        }
        StoppedException closed = assertThrows(StoppedException.class, () -> fitted(mortal, Net.fit(1)));
        assertEquals("Keras: the session is closed", closed.getMessage());
    }

    @Test
    @Tag("once")
    void an_exception_of_python_comes_out_with_its_layer() {
        String wrong = Net.program(1, "keras.layers.Reshape((5,), name=\"folded\"),");
        PythonException raised = assertThrows(
                PythonException.class,
                () -> fitted(python, PythonTrial.fit(wrong, Net.rows(8), Net.codes(8), Net.CLASSES)));
        assertEquals("folded", raised.layer().orElseThrow());
    }

    @Test
    @Tag("once")
    void an_exception_of_the_listener_stops_the_fit_and_comes_out_as_itself() {
        IllegalStateException mine = new IllegalStateException("enough");
        CallListener failing = text -> {
            throw mine;
        };
        assertSame(
                mine,
                assertThrows(
                        IllegalStateException.class,
                        () -> python.call(Work.TRAINING, Net.endless(), failing, Deadline.NONE)));
        assertTrue(python.awaitIdle(Duration.ofSeconds(30)));
    }

    @Test
    @Tag("once")
    void a_listener_may_end_a_fit_and_predict_but_not_fit() {
        long other = model(fitted(python, Net.fit(1)));
        AtomicReference<String> refused = new AtomicReference<>();
        CallListener watch = new CallListener() {
            @Override
            public void onEvent(@Nullable String text) {
                assertEquals(Net.CLASSES, predicted(python, other, 1).length);
                refused.set(assertThrows(IllegalStateException.class, () -> fitted(python, Net.fit(1)))
                        .getMessage());
            }

            @Override
            public boolean ends() {
                return true;
            }
        };
        PythonReply ended = python.call(Work.TRAINING, Net.endless(), watch, Deadline.NONE);
        assertEquals(1, ended.value().path("epochs").asInt());
        assertEquals("fit of net: can't be called from a callback of a call that must finish first", refused.get());
    }

    @Test
    @Tag("once")
    void a_fit_past_its_deadline_stops_and_says_how_far_it_came() {
        fitted(python, Net.fit(1));
        Pattern told = Pattern.compile("fit of net: not done within 6000 ms, stopped after [1-9][0-9]* epochs");
        String said = "";
        // The caller waits 100 ms for the number of epochs; a process without CPU time can't report it by then.
        for (int time = 0; time < 10 && !told.matcher(said).matches(); time++) {
            StoppedException stopped = assertThrows(
                    StoppedException.class,
                    () -> python.call(
                            Work.TRAINING, Net.endless(), CallListener.NONE, Deadline.after(Duration.ofSeconds(6))));
            assertEquals(Reason.DEADLINE, stopped.reason());
            said = String.valueOf(stopped.getMessage());
        }
        assertTrue(told.matcher(said).matches(), said);
        assertTrue(fitted(python, Net.fit(1)).value().has("model"));
    }

    @Test
    @Tag("once")
    void an_interrupted_caller_stops_its_fit_and_keeps_its_flag() throws Exception {
        CountDownLatch training = new CountDownLatch(1);
        FutureTask<Boolean> caller = new FutureTask<>(() -> {
            StoppedException stopped = assertThrows(
                    StoppedException.class,
                    () -> python.call(Work.TRAINING, Net.endless(), text -> training.countDown(), Deadline.NONE));
            assertEquals(Reason.INTERRUPTED, stopped.reason());
            return Thread.currentThread().isInterrupted();
        });
        Thread thread = new Thread(caller);
        thread.start();
        training.await();
        thread.interrupt();
        assertTrue(caller.get());
    }

    @Test
    @Tag("once")
    void batches_are_read_one_after_another() {
        List<Integer> begun = new ArrayList<>();
        BatchFeed source = new BatchFeed() {
            private Iterator<List<PythonArray>> batches =
                    List.<List<PythonArray>>of().iterator();

            @Override
            public void begin(int stream) {
                begun.add(stream);
                List<PythonArray> batch = List.of(Net.rows(16), Net.codes(16));
                batches = List.of(batch, batch, batch).iterator();
            }

            @Override
            public Optional<List<PythonArray>> poll(int stream, Duration atMost) {
                return Optional.of(batches.hasNext() ? batches.next() : List.of());
            }
        };
        PythonRequest rows = Net.fit(2);
        PythonRequest request =
                PythonRequest.of("fit_batches", rows.arguments().put("validation", false), source, "fit of net");
        PythonReply reply = fitted(python, request);
        assertEquals(2, reply.value().path("epochs").asInt());
        assertFalse(begun.isEmpty());
    }

    @Test
    void the_other_backend_runs_beside_the_one_of_the_jvm() {
        String other = PythonTrial.onJax() ? "tensorflow" : "jax";
        WorkerPython beside = worker(other);
        try {
            assertEquals(PythonTrial.BACKEND, PythonTrial.python().backend());
            assertEquals(other, beside.backend());
            PythonReply reply = fitted(beside, Net.fit(1));
            assertTrue(reply.value().has("model"));
        } finally {
            beside.close();
        }
    }

    @Test
    @Tag("once")
    void the_process_dies_with_the_jvm_that_started_it() throws Exception {
        assertDiesWith("kill", "137");
    }

    @ParameterizedTest(name = "{0}: exit status {1}")
    @CsvSource({"term, 143", "exit, 42", "halt, 43"})
    @Tag("jax")
    void however_the_jvm_ends_the_process_ends_too(String way, String status) throws Exception {
        assertDiesWith(way, status);
    }

    private static void assertDiesWith(String way, String status) throws Exception {
        Forked.Outcome outcome = Forked.of(Parent.class, way).run(process -> {
            switch (way) {
                case "kill" -> process.destroyForcibly();
                case "term" -> process.destroy();
                default -> {}
            }
        });
        long pid = Long.parseLong(outcome.out().lines().findFirst().orElseThrow());
        await().until(() -> ended(pid));
        assertEquals(status, outcome.status());
    }

    /** Program that starts an endless fit in a worker process, prints so, and ends as instructed. */
    static final class Parent {
        private Parent() {}

        public static void main(String[] arguments) throws InterruptedException {
            WorkerPython mine = worker(PythonTrial.BACKEND);
            System.out.println(mine.pid());
            CountDownLatch begun = new CountDownLatch(1);
            Thread fit =
                    new Thread(() -> mine.call(Work.TRAINING, Net.endless(), text -> begun.countDown(), Deadline.NONE));
            fit.start();
            begun.await();
            System.out.println("ready");
            switch (arguments[0]) {
                case "exit" -> System.exit(42);
                case "halt" -> Runtime.getRuntime().halt(43);
                default -> fit.join();
            }
        }
    }
}
