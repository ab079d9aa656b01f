package keras4j.internal.python;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import keras4j.internal.python.Python.Work;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Test of calls from listeners while Python waits, and of the Python threads that may call Java. */
class CallbacksIT {
    private static final Python PYTHON = PythonTrial.python();
    private static long model;
    private static CompiledModel predictor;

    @BeforeAll
    static void a_model_lives() {
        model = PYTHON.call(Work.TRAINING, Net.fit(1), CallListener.NONE, Deadline.NONE)
                .value()
                .path("model")
                .asLong();
        predictor = PYTHON.predictor(model, Net.INPUTS, Net.OUTPUTS);
    }

    @AfterAll
    static void the_model_is_released() {
        PYTHON.release(List.of(model));
    }

    @Test
    void a_fit_called_from_a_listener_of_a_fit_is_an_error() {
        CallListener watch = text -> PYTHON.call(Work.TRAINING, Net.fit(1), CallListener.NONE, Deadline.NONE);
        assertEquals(
                "fit of net: can't be called from a callback of a call that must finish first",
                assertThrows(
                                IllegalStateException.class,
                                () -> PYTHON.call(Work.TRAINING, Net.endless(), watch, Deadline.NONE))
                        .getMessage());
    }

    @Test
    void predicting_from_a_listener_of_a_fit_works() {
        TestRows alone = new TestRows(3);
        predictor.predict(alone, Deadline.NONE);
        List<float[]> during = new ArrayList<>();
        CallListener watch = text -> {
            TestRows rows = new TestRows(3);
            predictor.predict(rows, Deadline.NONE);
            during.add(rows.predictions());
        };
        PythonReply reply = PYTHON.call(Work.TRAINING, Net.fit(2), watch, Deadline.NONE);
        PYTHON.release(List.of(reply.value().path("model").asLong()));
        assertFalse(during.isEmpty());
        during.forEach(predictions -> assertArrayEquals(alone.predictions(), predictions));
    }

    @Test
    void predictions_complete_while_a_fit_is_under_way() throws Exception {
        CountDownLatch training = new CountDownLatch(1);
        CountDownLatch enough = new CountDownLatch(1);
        AtomicInteger batches = new AtomicInteger();
        CallListener watch = text -> {
            batches.incrementAndGet();
            training.countDown();
            if (enough.getCount() == 0) {
                throw new IllegalStateException("enough");
            }
        };
        Thread fit = new Thread(() -> assertThrows(
                IllegalStateException.class, () -> PYTHON.call(Work.TRAINING, Net.endless(), watch, Deadline.NONE)));
        fit.start();
        training.await();
        int before = batches.get();
        do {
            predictor.predict(new TestRows(1), Deadline.NONE);
            assertTrue(fit.isAlive());
        } while (batches.get() < before + 10);
        enough.countDown();
        fit.join();
    }

    @Test
    void threads_that_python_made_may_report_and_print() {
        List<String> heard = Collections.synchronizedList(new ArrayList<>());
        PythonTrial.call("""
                import threading
                def work(number):
                    events(str(number))
                    print("from thread", number)
                threads = [threading.Thread(target=work, args=(n,)) for n in range(8)]
                for thread in threads:
                    thread.start()
                for thread in threads:
                    thread.join()
                """, heard::add, Deadline.NONE);
        Collections.sort(heard);
        assertEquals(IntStream.range(0, 8).mapToObj(Integer::toString).toList(), heard);
    }

    @Test
    void a_listener_that_fails_on_a_thread_of_python_s_stops_the_call_and_comes_out_as_itself() {
        CallListener watch = text -> {
            throw new IllegalArgumentException("from a worker");
        };
        assertEquals(
                "from a worker",
                assertThrows(IllegalArgumentException.class, () -> PythonTrial.call("""
                                        import threading
                                        said = []
                                        worker = threading.Thread(target=lambda: said.append(events("x")))
                                        worker.start()
                                        worker.join()
                                        assert said == [False]
                                        """, watch, Deadline.NONE))
                        .getMessage());
    }

    @Test
    void calls_of_many_threads_for_one_model_are_merged_and_every_answer_is_right() throws Exception {
        TestRows alone = new TestRows(7);
        predictor.predict(alone, Deadline.NONE);
        AtomicInteger right = new AtomicInteger();
        List<Thread> threads = IntStream.range(0, 32)
                .mapToObj(number -> new Thread(() -> {
                    for (int call = 0; call < 20; call++) {
                        TestRows rows = new TestRows(1 + (number + call) % 7);
                        predictor.predict(rows, Deadline.NONE);
                        if (close(alone.predictions(), rows.predictions())) {
                            right.incrementAndGet();
                        }
                    }
                }))
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(32 * 20, right.get());
    }

    private static boolean close(float[] expected, float[] actual) {
        return IntStream.range(0, actual.length).allMatch(i -> Math.abs(expected[i] - actual[i]) <= 1e-6f);
    }
}
