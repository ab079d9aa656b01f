package keras4j;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import keras4j.python.Trial;
import org.junit.jupiter.api.Test;

/** Fits and restorations without end: neither memory nor Python's objects grow. */
class LeakIT {
    private static final int ROUNDS = Integer.getInteger("keras4j.leak.rounds", 200);
    private static final int WARM_UP = ROUNDS * 2 / 5;
    private static final int EVERY = ROUNDS / 5;
    private static final long GROWTH = 24L << 20;

    private static final int PAGE = 4096;

    /** How many objects Python's collector knows of, once it has collected. */
    private static final String OBJECTS = """
            import gc

            gc.collect()
            gc.collect()
            result = len(gc.get_objects())
            """;

    /** Memory in bytes and Python's objects after some rounds. */
    private record Mark(long memory, long objects) {}

    @Test
    void fits_and_restorations_leave_nothing_behind() throws IOException {
        try (Keras keras = Keras.open()) {
            List<Mark> marks = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                if (round >= WARM_UP && round % EVERY == 0) {
                    marks.add(mark());
                }
                fitAndRestore(keras, round);
            }
            marks.add(mark());
            Mark first = marks.get(0);
            Mark last = marks.get(marks.size() - 1);
            assertTrue(last.objects - first.objects < first.objects / 200, "objects: " + marks);
            assertTrue(last.memory - first.memory < GROWTH, "memory: " + marks);
        }
    }

    private static void fitAndRestore(Keras keras, int seed) {
        Fitted fitted = Scenes.fitted(keras, seed);
        keras.release(fitted);
        keras.predict(fitted, Scenes.rows()[0]);
        keras.release(fitted);
    }

    private static Mark mark() throws IOException {
        System.gc();
        long objects = Trial.run(OBJECTS).asLong();
        String pages = Files.readString(Path.of("/proc/self/statm")).split(" ", -1)[1];
        return new Mark(Long.parseLong(pages) * PAGE, objects);
    }
}
