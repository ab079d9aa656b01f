package keras4j;

import static keras4j.Models.block;
import static keras4j.Models.input;
import static keras4j.Models.layer;
import static keras4j.Models.output;
import static keras4j.Models.regressor;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import keras4j.environment.Settings;
import keras4j.expr.CustomObject;
import keras4j.fitted.Fitted;
import keras4j.model.Backend;
import keras4j.python.WorkerDiedException;
import keras4j.spec.Spec;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests of Python in a process of its own that is stopped, hangs, is killed, or is busy for long. */
@Tag("once")
@Timeout(value = 900, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StoppedWorkerIT {
    private static final Duration SILENCE = Duration.ofSeconds(3);
    /** Time after the silence until the last of many callers has its exception, on a busy machine. */
    private static final Duration MAX_LATE = Duration.ofSeconds(3);
    /** Callers of one round: each verb with a deadline and with an interrupt. */
    private static final int CALLERS = 54;

    /** Processes that another session of this JVM has left or keeps. */
    private Set<ProcessHandle> others = Set.of();

    private Keras open(Duration silence) {
        others = IrisFixtures.workers().collect(Collectors.toSet());
        return Keras.open(
                Backend.chosen(), Settings.defaults().withOwnProcess(true).withSilence(silence));
    }

    private ProcessHandle worker() {
        return IrisFixtures.workers()
                .filter(worker -> worker.isAlive() && !others.contains(worker))
                .findAny()
                .orElseThrow();
    }

    private void signal(String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, String.valueOf(worker().pid()))
                .inheritIO()
                .start();
        assertEquals(0, kill.waitFor());
    }

    @Test
    void callers_of_a_stopped_process_or_of_a_new_one_leave_when_their_time_is_over() throws Exception {
        int rounds = ReliabilityFigure.WORKER_WAITS.count() / CALLERS;
        int starts = Math.max(1, rounds / 4);
        ReliabilityFigure.WORKER_WAITS.is(leftStopped(rounds - starts) + leftStarting(starts));
    }

    private int leftStopped(int rounds) throws Exception {
        long start;
        int right = 0;
        try (Keras keras = open(Duration.ofMinutes(5))) {
            WaitingVerbs verbs = new WaitingVerbs(keras);
            float[] expected = SessionFixtures.alone(keras, verbs.model());
            signal("STOP");
            for (int round = 0; round < rounds; round++) {
                right += WaitingIT.left(keras, verbs.all());
                keras.release(verbs.model());
            }
            signal("CONT");
            assertArrayEquals(expected, SessionFixtures.alone(keras, verbs.model()));
            WaitingIT.assertAllWork(keras, verbs.all());
            signal("STOP");
            start = System.nanoTime();
            keras.release(verbs.model());
        }
        assertTrue(System.nanoTime() - start < Duration.ofSeconds(2).toNanos(), "close does not wait");
        return right;
    }

    @Test
    void callers_without_a_deadline_hear_that_a_stopped_process_was_ended_and_the_next_call_is_answered()
            throws Exception {
        try (Keras keras = open(SILENCE)) {
            WaitingVerbs verbs = new WaitingVerbs(keras);
            float[] expected = SessionFixtures.alone(keras, verbs.model());
            int right = 0;
            for (Map<String, Function<Keras, Object>> together : parts(verbs.all())) {
                signal("STOP");
                right += ended(keras, together);
                assertArrayEquals(expected, SessionFixtures.alone(keras, verbs.model()));
            }
            ReliabilityFigure.STOPPED_WORKERS.is(right);
        }
    }

    /** Returns the verbs at once in a build, one by one in the full form. */
    private static List<Map<String, Function<Keras, Object>>> parts(Map<String, Function<Keras, Object>> verbs) {
        if (!ReliabilityFigure.isFull() && !ReliabilityFigure.isThorough()) {
            return List.of(verbs);
        }
        List<Map<String, Function<Keras, Object>>> parts = new ArrayList<>();
        verbs.forEach((name, verb) -> parts.add(Map.of(name, verb)));
        return parts;
    }

    private int ended(Keras keras, Map<String, Function<Keras, Object>> verbs) throws Exception {
        List<Callable<String>> calls = new ArrayList<>();
        verbs.forEach((name, verb) -> calls.add(() -> name + " " + ending(() -> verb.apply(keras))));
        List<String> expected =
                verbs.keySet().stream().map(name -> name + " ended, in time").toList();
        List<String> endings = SessionFixtures.atOnce(calls);
        assertEquals(String.join("\n", expected), String.join("\n", endings));
        return endings.size();
    }

    private static String ending(Callable<Object> call) throws Exception {
        long start = System.nanoTime();
        String how;
        try {
            how = "gave " + call.call();
        } catch (WorkerDiedException died) {
            String end = ": the worker process has ended: it did not respond for " + SILENCE.toSeconds() + " s";
            how = String.valueOf(died.getMessage()).endsWith(end) ? "ended" : died.getMessage();
        } catch (RuntimeException other) {
            how = other.toString();
        }
        Duration late = Duration.ofNanos(System.nanoTime() - start).minus(SILENCE);
        return how + (late.compareTo(MAX_LATE) < 0 ? ", in time" : " after " + late);
    }

    private int leftStarting(int rounds) throws Exception {
        try (Keras keras = open(Duration.ofMinutes(1))) {
            WaitingVerbs verbs = new WaitingVerbs(keras);
            float[] expected = SessionFixtures.alone(keras, verbs.model());
            int right = 0;
            for (int round = 0; round < rounds; round++) {
                ProcessHandle killed = worker();
                killed.destroyForcibly();
                killed.onExit().join();
                right += WaitingIT.left(keras, verbs.all());
                assertArrayEquals(expected, SessionFixtures.alone(keras, verbs.model()));
            }
            WaitingIT.assertAllWork(keras, verbs.all());
            return right;
        }
    }

    /** Returns a model with a layer that runs some Python when it is built. */
    private static Spec building(String name, String python) {
        String source = "import ctypes\nimport keras\n\n\nclass Building(keras.layers.Layer):\n    def call(self, x):\n"
                + "        " + python + "\n        return x\n";
        return regressor(name, input(), block("building", layer(CustomObject.of("Building", source))), output())
                .epochs(1)
                .seed(1);
    }

    @Test
    void a_computingcomputation_is_no_silence_even_if_it_lets_no_other_python_run() {
        try (Keras keras = open(Duration.ofSeconds(1))) {
            long start = System.nanoTime();
            Spec computing = building("long", "sum(range(150_000_000))");
            assertEquals(
                    1,
                    keras.fit(computing, SessionFixtures.x(), SessionFixtures.y())
                            .history()
                            .epochs());
            assertTrue(System.nanoTime() - start > Duration.ofSeconds(2).toNanos(), "the computation was long");
        }
    }

    @Test
    void a_native_call_that_never_returns_is_ended_and_the_next_call_is_answered() {
        try (Keras keras = open(SILENCE)) {
            Fitted fitted = SessionFixtures.fitted(keras, 1);
            float[] expected = SessionFixtures.alone(keras, fitted);
            for (String library : List.of("CDLL", "PyDLL")) {
                Spec hanging = building(library, "ctypes." + library + "(None).pause()");
                WorkerDiedException died = assertThrows(
                        WorkerDiedException.class, () -> keras.fit(hanging, SessionFixtures.x(), SessionFixtures.y()));
                assertEquals(
                        "fit of " + library + ": the worker process has ended: it did not respond for 3 s",
                        died.getMessage());
                assertArrayEquals(expected, SessionFixtures.alone(keras, fitted));
            }
        }
    }
}
