package keras4j;

import static keras4j.Models.between;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import keras4j.expr.Hyperparameter;
import keras4j.expr.Space;
import keras4j.measure.Measure;
import keras4j.resample.Resampling;
import keras4j.tune.Criterion;
import keras4j.tune.Runner;
import keras4j.tune.Search;
import keras4j.tune.Study;
import keras4j.tune.Trial;
import keras4j.tune.TrialResult;
import keras4j.tune.Tuned;
import org.dflib.DataFrame;
import org.dflib.Series;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Test that a search whose process is killed again and again ends with the table of an uninterrupted one. */
@Tag("slow")
@Timeout(value = 1_800, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SearchKilledTest {
    private static final long SEED = 20_260_104;
    private static final int MIN_MILLIS = 10;
    private static final int MAX_MILLIS = 400;

    private static Study study() {
        Space space = Space.of(Hyperparameter.of("x", between(-1.0, 1.0)), Hyperparameter.of("y", between(-1.0, 1.0)));
        DataFrame frame = DataFrame.byColumn("a").of(Series.ofDouble(new double[30]));
        return Study.of(space, Resampling.folds(5).seed(1).of(frame), Criterion.of(Measure.RMSE))
                .search(Search.random(120))
                .seed(7);
    }

    private static Runner runner(long millis) {
        return Runner.of(trial -> {
            LockSupport.parkNanos(millis * 1_000_000);
            return TrialResult.of(Criterion.of(Measure.RMSE), error(trial));
        });
    }

    private static double error(Trial trial) {
        double x = trial.point().number("x");
        double y = trial.point().number("y");
        return x * x + y * y + trial.fold() / 100.0;
    }

    @Test
    void a_search_killed_again_and_again_ends_with_the_same_table(@TempDir Path folder) throws Exception {
        Tuned calm = study().run(runner(0));
        Random random = new Random(SEED);
        int kills = 0;
        int searches = 0;
        while (kills < ReliabilityFigure.KILLED_SEARCHES.count()) {
            Path journal = folder.resolve("search-" + searches++);
            while (kills < ReliabilityFigure.KILLED_SEARCHES.count() && killed(journal, random)) {
                kills++;
            }
            assertEquals(calm, study().journal(journal).run(runner(0)), "seed " + SEED + ", after kill " + kills);
        }
        ReliabilityFigure.KILLED_SEARCHES.is(kills);
    }

    /** Runs the search in another process, and kills that; false if it has ended before. */
    private static boolean killed(Path journal, Random random) throws Exception {
        long before = size(journal);
        Process driver = new ProcessBuilder(ChildJvm.command(SearchKilledTest.Driver.class, journal))
                .inheritIO()
                .start();
        while (driver.isAlive() && size(journal) <= before) {
            Thread.sleep(1);
        }
        int delay = MIN_MILLIS + random.nextInt(MAX_MILLIS - MIN_MILLIS);
        if (driver.waitFor(delay, TimeUnit.MILLISECONDS)) {
            assertEquals(0, driver.exitValue());
            return false;
        }
        assertEquals(137, driver.destroyForcibly().waitFor());
        return true;
    }

    private static long size(Path journal) throws Exception {
        return Files.exists(journal) ? Files.size(journal) : 0;
    }

    /** A JVM that does nothing but search. */
    static final class Driver {
        private Driver() {}

        public static void main(String[] arguments) {
            Tuned tuned =
                    study().journal(Path.of(Arrays.asList(arguments).get(0))).run(runner(2));
            assertEquals(120, tuned.candidates().size());
        }
    }
}
