package keras4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import keras4j.environment.Settings;
import keras4j.fitted.Fitted;
import keras4j.model.Backend;
import keras4j.python.StoppedException;
import keras4j.python.StoppedException.Reason;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of many threads that predict while models are fitted and evicted: no answer is wrong or lost. */
class ConcurrencyIT {
    private static final long SEED = 20_260_101;
    private static final int CALLS = 30;
    /** One call in so many evicts a model. */
    private static final int EVICTION = 200;
    /** One call in so many evicts a model, so that callers leave restorations. */
    private static final int FREQUENT_EVICTION = 40;
    /** Time after which a caller leaves at the latest. */
    private static final int MAX_STAY_MILLIS = 20;

    @ParameterizedTest
    @ValueSource(ints = {16, 64})
    void threads_get_the_right_answers_while_fits_run_and_models_go(int threads) throws Exception {
        try (Keras keras = Keras.open()) {
            List<Fitted> models = List.of(
                    SessionFixtures.fitted(keras, 1),
                    SessionFixtures.fitted(keras, 2),
                    SessionFixtures.fitted(keras, 3));
            List<float[]> expected = models.stream()
                    .map(model -> SessionFixtures.alone(keras, model))
                    .toList();
            AtomicBoolean done = new AtomicBoolean();
            List<Callable<Integer>> calls = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                Random random = new Random(SEED + thread);
                calls.add(() -> rightAnswers(keras, models, expected, random, CALLS));
            }
            calls.add(() -> evictions(keras, models, done));
            calls.add(() -> {
                try {
                    return SessionFixtures.fitted(keras, 4).history().epochs();
                } finally {
                    done.set(true);
                }
            });
            List<Integer> answers = SessionFixtures.atOnce(calls);
            assertEquals(
                    threads * CALLS,
                    answers.stream().limit(threads).mapToInt(n -> n).sum(),
                    "seed " + SEED);
            assertTrue(answers.get(threads) > 0, "models were evicted");
            assertTrue(keras.session().restorations() > 0, "models were restored");
        }
    }

    @Test
    void sixty_four_threads_get_the_right_answers_while_live_models_go_at_random() throws Exception {
        int threads = 64;
        try (Keras keras = Keras.open()) {
            List<Fitted> models = List.of(
                    SessionFixtures.fitted(keras, 1),
                    SessionFixtures.fitted(keras, 2),
                    SessionFixtures.fitted(keras, 3));
            List<float[]> expected = models.stream()
                    .map(model -> SessionFixtures.alone(keras, model))
                    .toList();
            List<Callable<Integer>> calls = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                Random random = new Random(SEED + thread);
                calls.add(() -> {
                    int right = 0;
                    for (int call = 0; call < ReliabilityFigure.STORM.count() / threads; call++) {
                        if (random.nextInt(EVICTION) == 0) {
                            keras.release(models.get(random.nextInt(models.size())));
                        }
                        right += rightAnswers(keras, models, expected, random, 1);
                    }
                    return right;
                });
            }
            int right = SessionFixtures.atOnce(calls).stream().mapToInt(n -> n).sum();
            assertTrue(keras.session().restorations() > 0, "models were restored");
            ReliabilityFigure.STORM.is(right);
        }
    }

    /** An interrupt of this thread that comes during one call, or not at all. */
    private static final class Interruption {
        private final Thread caller = Thread.currentThread();
        private boolean armed = true;

        synchronized void send() {
            if (armed) {
                caller.interrupt();
            }
        }

        synchronized void disarm() {
            armed = false;
            Thread.interrupted();
        }
    }

    @ParameterizedTest
    @Tag("once")
    @ValueSource(booleans = {false, true})
    void deadlines_and_interrupts_of_some_callers_concern_nobody_else_while_live_models_go(boolean own)
            throws Exception {
        int threads = 64;
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        try (Keras keras = Keras.open(Backend.chosen(), Settings.defaults().withOwnProcess(own))) {
            List<Fitted> models = List.of(SessionFixtures.fitted(keras, 1), SessionFixtures.fitted(keras, 2));
            List<float[]> expected = models.stream()
                    .map(model -> SessionFixtures.alone(keras, model))
                    .toList();
            AtomicInteger stopped = new AtomicInteger();
            List<Callable<Integer>> calls = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                Random random = new Random(SEED + thread);
                calls.add(() -> {
                    int right = 0;
                    for (int call = 0; call < ReliabilityFigure.LEAVING_CALLERS.count() / threads; call++) {
                        if (random.nextInt(FREQUENT_EVICTION) == 0) {
                            keras.release(models.get(random.nextInt(models.size())));
                        }
                        right += switch (random.nextInt(4)) {
                            case 0 -> lateOrRight(keras, models, expected, random, stopped);
                            case 1 -> interruptedOrRight(keras, models, expected, random, clock, stopped);
                            default -> rightAnswers(keras, models, expected, random, 1);
                        };
                    }
                    return right;
                });
            }
            int right = SessionFixtures.atOnce(calls).stream().mapToInt(n -> n).sum();
            assertTrue(keras.session().restorations() > 0, "models were restored");
            assertTrue(stopped.get() > 0, "callers left");
            ReliabilityFigure.LEAVING_CALLERS.is(right);
        } finally {
            clock.shutdownNow();
        }
    }

    private static int lateOrRight(
            Keras keras, List<Fitted> models, List<float[]> expected, Random random, AtomicInteger stopped) {
        try {
            Duration limit = Duration.ofMillis(1 + random.nextInt(MAX_STAY_MILLIS));
            return rightAnswers(keras.within(limit), models, expected, random, 1);
        } catch (StoppedException late) {
            stopped.incrementAndGet();
            return late.reason() == Reason.DEADLINE ? 1 : 0;
        }
    }

    private static int interruptedOrRight(
            Keras keras,
            List<Fitted> models,
            List<float[]> expected,
            Random random,
            ScheduledExecutorService clock,
            AtomicInteger stopped) {
        Interruption interruption = new Interruption();
        var unused = clock.schedule(interruption::send, random.nextInt(MAX_STAY_MILLIS), TimeUnit.MILLISECONDS);
        try {
            return rightAnswers(keras, models, expected, random, 1);
        } catch (StoppedException left) {
            stopped.incrementAndGet();
            return left.reason() == Reason.INTERRUPTED && Thread.currentThread().isInterrupted() ? 1 : 0;
        } finally {
            interruption.disarm();
        }
    }

    private static int rightAnswers(
            Keras keras, List<Fitted> models, List<float[]> expected, Random random, int calls) {
        float[][] rows = SessionFixtures.rows();
        int right = 0;
        for (int call = 0; call < calls; call++) {
            int model = random.nextInt(models.size());
            int row = random.nextInt(rows.length);
            float answer = keras.predict(models.get(model), rows[row])[0];
            right += Math.abs(answer - expected.get(model)[row]) <= 1e-6f ? 1 : 0;
        }
        return right;
    }

    private static int evictions(Keras keras, List<Fitted> models, AtomicBoolean done) {
        Random random = new Random(SEED);
        int evictions = 0;
        do {
            keras.predict(models.get(0), SessionFixtures.rows()[0]);
            keras.release(models.get(random.nextInt(models.size())));
            evictions++;
        } while (!done.get());
        return evictions;
    }

    @Test
    void evaluations_and_predictions_of_one_model_do_not_disturb_each_other() throws Exception {
        try (Keras keras = Keras.open()) {
            Fitted fitted = SessionFixtures.fitted(keras, 1);
            float[] expected = SessionFixtures.alone(keras, fitted);
            keras4j.data.Examples examples = keras4j.data.Examples.of(SessionFixtures.x(), SessionFixtures.y());
            double loss = keras.evaluate(fitted, examples).loss();
            List<Callable<Boolean>> calls = new ArrayList<>();
            for (int thread = 0; thread < 8; thread++) {
                int row = thread;
                calls.add(
                        () -> Math.abs(keras.predict(fitted, SessionFixtures.rows()[row])[0] - expected[row]) <= 1e-6f);
                calls.add(() -> keras.evaluate(fitted, examples).loss() == loss);
            }
            assertEquals(
                    List.of(),
                    SessionFixtures.atOnce(calls).stream()
                            .filter(right -> !right)
                            .toList());
        }
    }
}
