package keras4j.resample;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import keras4j.internal.resample.RandomDraw;
import keras4j.resample.ThreeWay.ThreeWaySplit;
import org.dflib.DataFrame;
import org.dflib.Series;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Properties that hold for any data and any seed; the name of a failed test has the seed. */
class ResamplingPropertyTest {
    static LongStream seeds() {
        return LongStream.range(0, 30);
    }

    private static DataFrame letters(Random random) {
        int rows = 20 + random.nextInt(200);
        return DataFrame.byColumn("y")
                .of(Series.ofIterable(IntStream.range(0, rows)
                        .mapToObj(row -> String.valueOf((char) ('a' + random.nextInt(3))))
                        .toList()));
    }

    private static long count(DataFrame frame, String letter) {
        return frame.getColumn("y").toList().stream().filter(letter::equals).count();
    }

    private static void assertPartition(RowSplit split, int rows) {
        int[] all = IntStream.concat(Arrays.stream(split.analysis()), Arrays.stream(split.assessment()))
                .sorted()
                .toArray();
        assertArrayEquals(IntStream.range(0, rows).toArray(), all);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void folds_assess_every_row_once_and_are_of_one_size(long seed) {
        Random random = new Random(seed);
        int rows = 10 + random.nextInt(100);
        int v = 2 + random.nextInt(9);
        Folds folds = Resampling.folds(v).seed(seed).of(rows);
        int[] assessed = folds.splits().stream()
                .flatMapToInt(split -> Arrays.stream(split.assessment()))
                .sorted()
                .toArray();
        assertArrayEquals(IntStream.range(0, rows).toArray(), assessed);
        folds.splits().forEach(split -> {
            assertPartition(split, rows);
            assertTrue(Set.of(rows / v, rows / v + 1).contains(split.assessment().length));
        });
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void every_fold_has_its_share_of_every_stratum(long seed) {
        DataFrame frame = letters(new Random(seed));
        Folds folds = Resampling.folds(5).strata("y").seed(seed).of(frame);
        for (String letter : List.of("a", "b", "c")) {
            long all = count(frame, letter);
            for (RowSplit split : folds.splits()) {
                long part = count(split.assessment(frame), letter);
                assertTrue(part == all / 5 || part == all / 5 + 1, letter + " " + part + " of " + all);
            }
        }
        folds.splits().forEach(split -> assertTrue(Math.abs(split.assessment().length - frame.height() / 5.0) < 1));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void every_side_has_its_share_of_every_stratum(long seed) {
        DataFrame frame = letters(new Random(seed));
        for (RowSplit split : Resampling.monteCarlo(3)
                .proportion(0.7)
                .strata("y")
                .seed(seed)
                .of(frame)
                .splits()) {
            assertPartition(split, frame.height());
            for (String letter : List.of("a", "b", "c")) {
                assertEquals(
                        (long) Math.floor(0.7 * count(frame, letter) + 1e-9), count(split.analysis(frame), letter));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void all_three_parts_have_their_share_of_every_stratum(long seed) {
        DataFrame frame = letters(new Random(seed));
        ThreeWaySplit split =
                Resampling.threeWay(0.5, 0.25).strata("y").seed(seed).of(frame);
        for (String letter : List.of("a", "b", "c")) {
            double all = count(frame, letter);
            assertEquals(0.5 * all, (double) count(split.validation().analysis(frame), letter), 1.5);
            assertEquals(0.25 * all, (double) count(split.validation().assessment(frame), letter), 1.5);
            assertEquals(0.25 * all, (double) count(split.test().assessment(frame), letter), 1.5);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void numbers_are_cut_into_ranges_of_equal_counts(long seed) {
        Random random = new Random(seed);
        double[] numbers = random.doubles(80 + random.nextInt(100)).toArray();
        List<int[]> strata =
                Strata.of("y").of(Arrays.stream(numbers).boxed().collect(Collectors.toList()), new RandomDraw(seed));
        assertEquals(4, strata.size());
        double before = -1;
        for (int[] stratum : strata) {
            assertEquals(numbers.length / 4.0, stratum.length, 1);
            double least = Arrays.stream(stratum)
                    .mapToDouble(row -> numbers[row])
                    .min()
                    .orElseThrow();
            assertTrue(least > before);
            before = Arrays.stream(stratum)
                    .mapToDouble(row -> numbers[row])
                    .max()
                    .orElseThrow();
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void a_bootstrap_judges_by_the_rows_that_it_has_not_drawn(long seed) {
        DataFrame frame = letters(new Random(seed));
        for (RowSplit split :
                Resampling.bootstraps(3).strata("y").seed(seed).of(frame).splits()) {
            assertEquals(frame.height(), split.analysis().length);
            Set<Integer> drawn = Arrays.stream(split.analysis()).boxed().collect(Collectors.toSet());
            assertEquals(frame.height() - drawn.size(), split.assessment().length);
            assertTrue(Arrays.stream(split.assessment()).noneMatch(drawn::contains));
            assertEquals(count(frame, "a"), count(split.analysis(frame), "a"));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void a_group_is_never_on_both_sides(long seed) {
        DataFrame frame = letters(new Random(seed));
        Folds folds = Resampling.groupFolds("y").v(2).seed(seed).of(frame);
        int assessed = 0;
        for (RowSplit split : folds.splits()) {
            Set<Object> learned =
                    new HashSet<>(split.analysis(frame).getColumn("y").toList());
            assertTrue(split.assessment(frame).getColumn("y").toList().stream().noneMatch(learned::contains));
            assertPartition(split, frame.height());
            assessed += split.assessment().length;
        }
        assertEquals(frame.height(), assessed);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void the_same_seed_gives_the_same_rows(long seed) {
        DataFrame frame = letters(new Random(seed));
        for (Resampling resampling : List.of(
                Resampling.folds(3).repeats(2).strata("y").seed(seed),
                Resampling.monteCarlo(2).seed(seed),
                Resampling.bootstraps(2).seed(seed),
                Resampling.holdout(0.5).seed(seed))) {
            assertEquals(resampling.of(frame), resampling.of(frame));
        }
    }
}
