package keras4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import keras4j.data.Examples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fits, restorations and saves without end: neither memory nor Python's objects grow, and nothing changes. */
class LeakIT {
    private static final long GROWTH = 24L << 20;
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
        memory.assertFlat(GROWTH);
        return memory;
    }

    @FunctionalInterface
    private interface Round {
        void go(int at) throws IOException;
    }

    @Test
    void fits_and_restorations_leave_nothing_behind() throws IOException {
        try (Keras keras = Keras.open()) {
            flat(Figure.ROUNDS.count(), seed -> {
                Fitted fitted = Scenes.fitted(keras, seed);
                keras.release(fitted);
                keras.predict(fitted, Scenes.rows()[0]);
                keras.release(fitted);
            });
            Figure.ROUNDS.is(Figure.ROUNDS.count());
        }
    }

    @Test
    void saves_and_loads_change_nothing_and_leave_nothing_behind(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("model.keras4j");
        try (Keras keras = Keras.open()) {
            Fitted first = Scenes.fitted(keras, 1);
            float[] expected = Scenes.alone(keras, first);
            byte[] bytes = first.toBytes();
            first.save(file);
            flat(Figure.CYCLES.count(), at -> {
                Fitted loaded = Fitted.load(file);
                keras.release(loaded);
                assertArrayEquals(expected, Scenes.alone(keras, loaded));
                loaded.replace(file);
                assertArrayEquals(bytes, loaded.toBytes());
            });
            Figure.CYCLES.is(keras.session().restorations());
        }
    }

    @Test
    void hours_of_everything_leave_nothing_behind(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("model.keras4j");
        long warm = Duration.ofSeconds(Figure.SOAK.count()).toNanos() / 3;
        Random random = new Random(SEED);
        try (Keras keras = Keras.open()) {
            Fitted fitted = Scenes.fitted(keras, 1);
            float[] expected = Scenes.alone(keras, fitted);
            double loss = loss(keras, fitted);
            Memory memory = new Memory();
            for (int part = 1; part <= 3; part++) {
                long start = System.nanoTime();
                while (System.nanoTime() - start < warm) {
                    switch (random.nextInt(5)) {
                        case 0 -> keras.release(Scenes.fitted(keras, random.nextInt(100)));
                        case 1 -> keras.release(fitted);
                        case 2 -> fitted.replace(file);
                        case 3 -> assertEquals(loss, loss(keras, fitted));
                        default -> assertArrayEquals(expected, Scenes.alone(keras, fitted), "seed " + SEED);
                    }
                }
                memory.mark();
            }
            if (Figure.isFull()) { // Seconds are not enough to be warm.
                memory.assertFlat(GROWTH);
            }
            Figure.SOAK.write(Figure.SOAK.count() + " s, " + memory.growth() + " more");
        }
    }

    private static double loss(Keras keras, Fitted fitted) {
        return keras.evaluate(fitted, Examples.of(Scenes.x(), Scenes.y())).loss();
    }
}
