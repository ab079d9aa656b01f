package keras4j;

import static keras4j.Models.arg;
import static keras4j.Models.between;
import static keras4j.Models.block;
import static keras4j.Models.classifier;
import static keras4j.Models.holdout;
import static keras4j.Models.input;
import static keras4j.Models.metrics;
import static keras4j.Models.output;
import static keras4j.Models.regressor;
import static keras4j.Models.workflow;
import static keras4j.activation.Activation.RELU;
import static keras4j.layer.Layers.dense;
import static keras4j.layer.Layers.dropout;
import static keras4j.measure.Measure.MN_LOG_LOSS;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import keras4j.data.Examples;
import keras4j.fitted.Fitted;
import keras4j.internal.python.PythonTrial;
import keras4j.optimizer.Optimizers;
import keras4j.schedule.Schedules;
import keras4j.session.ProgressListener;
import keras4j.spec.Spec;
import keras4j.tune.Search;
import keras4j.tune.SearchProgress;
import keras4j.tune.Tuned;
import keras4j.tune.Tuning;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Leak tests of repeated fits, restorations and saves: neither memory nor the number of Python's objects grows. */
class LeakIT {
    private static final long GROWTH = 24L << 20;
    /** Growth after seconds, in which a process does not become warm. */
    private static final long COLD_GROWTH = 200L << 20;
    /** The limit of memory.py, from which compiled programs are dropped, and what one more fit needs. */
    private static final long COMPILED_GROWTH = 176L << 20;
    /** Bytes of the programs of a few architectures, which JAX keeps until they are dropped. */
    private static final long COMPILED_BYTES = 20L << 20;
    /** Fits after which Keras has loaded what it needs. */
    private static final int WARM = 5;

    private static final long SEED = 20_260_103;

    /** Does something again and again, and looks at the memory from three fifths of it on. */
    private static Memory flat(int rounds, Round round) throws IOException {
        Memory memory = new Memory();
        for (int at = 0; at < rounds; at++) {
            if (at >= rounds * 3 / 5 && at % (rounds / 5) == 0) {
                memory.mark();
            }
            round.go(at);
        }
        memory.mark();
        // Over few rounds the allocator's own ups and downs count for more; the number of objects is exact.
        memory.assertFlat(ReliabilityFigure.isFull() ? GROWTH : 2 * GROWTH);
        return memory;
    }

    @FunctionalInterface
    private interface Round {
        void go(int at) throws IOException;
    }

    @Test
    @Tag("once")
    void fits_and_restorations_leave_nothing_behind() throws IOException {
        try (Keras keras = Keras.open()) {
            flat(ReliabilityFigure.ROUNDS.count(), seed -> {
                Fitted fitted = SessionFixtures.fitted(keras, seed);
                keras.release(fitted);
                keras.predict(fitted, SessionFixtures.rows()[0]);
                keras.release(fitted);
            });
            ReliabilityFigure.ROUNDS.is(keras.session().restorations());
        }
    }

    @Test
    void architectures_leave_no_more_behind_than_the_limit_of_compiled_programs() throws IOException {
        int count = ReliabilityFigure.ARCHITECTURES.count();
        Memory memory = new Memory();
        Set<String> architectures = new HashSet<>();
        int others = SessionFixtures.live(Keras.open());
        try (Keras keras = Keras.open()) {
            for (int width = 1; width <= count; width++) {
                Fitted fitted = keras.fit(architecture(width), SessionFixtures.x(), SessionFixtures.y());
                // XLA, which compiles predictions of TensorFlow, never frees a program.
                if (PythonTrial.onJax()) {
                    keras.predict(fitted, SessionFixtures.rows()[0]);
                }
                keras.release(fitted);
                architectures.add(fitted.summary());
                if (width == WARM || width % 10 == 0) {
                    memory.mark();
                }
            }
        }
        assertEquals(count, architectures.size(), "each fit has another architecture");
        int live = SessionFixtures.live(Keras.open());
        assertTrue(live <= others, () -> live + " live, " + others + " before");
        memory.assertNeverMore(COMPILED_GROWTH);
        ReliabilityFigure.ARCHITECTURES.write(count + ": " + memory);
    }

    @Test
    @Tag("jax")
    void close_gives_back_the_memory_of_architectures() throws IOException {
        // From here on, the fits grow by less than what makes the session give back memory by itself.
        closed();
        Memory memory = new Memory();
        try (Keras keras = Keras.open()) {
            for (int width = 400; width < 406; width++) {
                keras.fit(architecture(width), SessionFixtures.x(), SessionFixtures.y());
            }
            memory.mark();
        }
        closed();
        memory.mark();
        memory.assertLess(COMPILED_BYTES);
    }

    private static void closed() {
        Keras.open().close();
        assertTrue(Keras.open().session().python().awaitIdle(Duration.ofSeconds(30)));
    }

    /** A network of two hidden layers, whose width makes another architecture. */
    private static Spec architecture(int width) {
        return regressor("wide", input(), block("hidden", dense(width).activation(RELU), dense(width)), output())
                .epochs(1)
                .seed(1);
    }

    @Test
    @Tag("once")
    void saves_and_loads_change_nothing_and_leave_nothing_behind(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("model.keras4j");
        try (Keras keras = Keras.open()) {
            Fitted first = SessionFixtures.fitted(keras, 1);
            float[] expected = SessionFixtures.alone(keras, first);
            byte[] bytes = first.toBytes();
            first.save(file);
            flat(ReliabilityFigure.CYCLES.count(), at -> {
                Fitted loaded = Fitted.load(file);
                keras.release(loaded);
                assertArrayEquals(expected, SessionFixtures.alone(keras, loaded));
                loaded.replace(file);
                assertArrayEquals(bytes, loaded.toBytes());
            });
            ReliabilityFigure.CYCLES.is(keras.session().restorations());
        }
    }

    @Test
    @Tag("once")
    void hours_of_everything_leave_nothing_behind(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("model.keras4j");
        long third = Duration.ofSeconds(ReliabilityFigure.SOAK.count()).toNanos() / 3;
        Random random = new Random(SEED);
        try (Keras keras = Keras.open()) {
            Fitted fitted = SessionFixtures.fitted(keras, 1);
            float[] expected = SessionFixtures.alone(keras, fitted);
            double loss = loss(keras, fitted);
            Round verb = kind -> {
                switch (kind) {
                    case 0 -> keras.release(SessionFixtures.fitted(keras, random.nextInt(100)));
                    case 1 -> keras.release(fitted);
                    case 2 -> fitted.replace(file);
                    case 3 -> assertEquals(loss, loss(keras, fitted));
                    default -> assertArrayEquals(expected, SessionFixtures.alone(keras, fitted), "seed " + SEED);
                }
            };
            for (int kind = 0; kind < 10; kind++) {
                verb.go(kind % 5);
            }
            Memory memory = new Memory();
            for (int part = 1; part <= 3; part++) {
                long start = System.nanoTime();
                while (System.nanoTime() - start < third) {
                    verb.go(random.nextInt(5));
                }
                if (part > 1) {
                    memory.mark();
                }
            }
            memory.assertFlat(ReliabilityFigure.isFull() ? GROWTH : COLD_GROWTH);
            ReliabilityFigure.SOAK.write(ReliabilityFigure.SOAK.count() + " s, " + memory.growth() + " more");
        }
    }

    /** A schedule of its rate keeps a fit from being trained with others. */
    private static Tuning alone(int fits) {
        Spec spec = classifier(
                        "worn",
                        input(),
                        block("hidden", dense(8).activation(RELU), dropout(arg("rate", 0.1))),
                        output())
                .optimizer(Optimizers.adam().learningRate(Schedules.exponentialDecay(0.02, 10, 0.9)))
                .epochs(2)
                .seed(1)
                .with("hidden_rate", between(0.1, 0.3));
        return Tuning.of(workflow("species ~ .", spec), holdout(0.8), Search.random(fits), metrics(MN_LOG_LOSS))
                .workers(1);
    }

    /** Bytes of memory that the only worker has. */
    private static long resident() {
        try {
            long worker = IrisFixtures.workers().findAny().orElseThrow().pid();
            String pages = Files.readString(Path.of("/proc", Long.toString(worker), "statm"))
                    .split(" ", -1)[1];
            return 4096 * Long.parseLong(pages);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    @Tag("once")
    void fits_of_a_search_leave_nothing_behind_in_their_worker() {
        int fits = ReliabilityFigure.WORKER_FITS.count();
        List<Long> memory = new ArrayList<>();
        ProgressListener looking = new ProgressListener() {
            @Override
            public void onSearch(SearchProgress progress) {
                memory.add(resident());
            }
        };
        try (Keras keras = Keras.open()) {
            Tuned tuned = keras.listening(looking).tune(alone(fits), IrisFixtures.FRAME);
            assertEquals(List.of(), tuned.collectNotes().getColumn("note").toList(), tuned.collectNotes()::toString);
        }
        ReliabilityFigure.WORKER_FITS.is(memory.size());
        long early = memory.get(fits / 5 - 1);
        // After a few fits a worker is not warm yet; what each would leave behind shows all the same.
        long most = ReliabilityFigure.isFull() ? early + early / 10 : early + (200L << 20);
        assertTrue(memory.get(fits - 1) <= most, memory::toString);
    }

    private static double loss(Keras keras, Fitted fitted) {
        return keras.evaluate(fitted, Examples.of(SessionFixtures.x(), SessionFixtures.y()))
                .loss();
    }
}
