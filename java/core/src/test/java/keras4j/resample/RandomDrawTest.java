package keras4j.resample;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import keras4j.internal.resample.RandomDraw;
import org.junit.jupiter.api.Test;

class RandomDrawTest {
    private static final int[] TEN = IntStream.range(0, 10).toArray();

    @Test
    void numbers_are_those_of_split_mix() {
        for (long seed : new long[] {0, 1, -1, 1234567}) {
            SplittableRandom published = new SplittableRandom(seed);
            RandomDraw draw = new RandomDraw(seed);
            for (int i = 0; i < 100; i++) {
                assertEquals(published.nextLong(), draw.next(), "seed " + seed);
            }
        }
    }

    @Test
    void the_same_seed_gives_these_rows_on_every_machine() {
        assertArrayEquals(new int[] {6, 0, 1, 9, 5, 4, 8, 7, 3, 2}, new RandomDraw(1L).shuffled(TEN));
        assertArrayEquals(new int[] {0, 0, 2, 2, 4, 5, 5, 6, 7, 9}, new RandomDraw(1L).withReplacement(TEN));
    }

    @Test
    void without_a_seed_each_drawing_is_another() {
        assertNotEquals(new RandomDraw(null).next(), new RandomDraw(null).next());
    }

    @Test
    void every_row_comes_to_every_place_about_as_often() {
        RandomDraw draw = new RandomDraw(5L);
        int[][] counts = new int[5][5];
        for (int i = 0; i < 10_000; i++) {
            int[] shuffled = draw.shuffled(new int[] {0, 1, 2, 3, 4});
            for (int place = 0; place < 5; place++) {
                counts[shuffled[place]][place]++;
            }
        }
        // 2,000 expected; a binomial's standard deviation is 40.
        assertTrue(Arrays.stream(counts).flatMapToInt(Arrays::stream).allMatch(n -> Math.abs(n - 2000) < 200));
    }
}
