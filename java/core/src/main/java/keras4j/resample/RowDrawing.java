package keras4j.resample;

import java.util.List;
import java.util.stream.IntStream;
import keras4j.internal.resample.RandomDraw;
import keras4j.internal.text.Quoted;
import org.jspecify.annotations.Nullable;

/** Drawing of the splits that a resampling describes. */
final class RowDrawing {
    /** Tolerance of rounding errors: 0.29 * 100 is slightly below 29. */
    private static final double ROUNDING_TOLERANCE = 1e-9;

    private RowDrawing() {}

    static Folds of(Resampling resampling, RowNumbers rows) {
        return of(resampling, rows, new RandomDraw(resampling.seed()));
    }

    static Folds of(Resampling resampling, RowNumbers rows, RandomDraw draw) {
        if (resampling instanceof VFold folds) {
            return folds.draw(rows, draw);
        } else if (resampling instanceof GroupVFold folds) {
            return folds.draw(rows, draw);
        } else if (resampling instanceof MonteCarlo splits) {
            return splits.draw(rows, draw);
        } else if (resampling instanceof Bootstrap bootstrap) {
            return bootstrap.draw(rows, draw);
        } else if (resampling instanceof Holdout holdout) {
            return new Folds(List.of(holdout.draw(rows, draw)));
        } else if (resampling instanceof RollingOrigin origin) {
            return origin.draw(rows);
        } else if (resampling instanceof SlidingWindow window) {
            return window.draw(rows);
        } else if (resampling instanceof GivenSplits given) {
            return given.draw(rows);
        }
        return ((LeaveOneOut) resampling).draw(rows);
    }

    /** Returns a split whose analysis has this fraction of the rows of each stratum, rounded down. */
    static RowSplit fraction(String id, double proportion, @Nullable Strata strata, RowNumbers rows, RandomDraw draw) {
        int[] assessment = rows.strata(strata, draw).stream()
                .flatMapToInt(stratum -> IntStream.of(draw.shuffled(stratum)).skip(share(proportion, stratum.length)))
                .toArray();
        return split(id, proportion, assessment, rows.count());
    }

    /** Returns a split whose analysis has this fraction of the rows, the first ones. */
    static RowSplit first(String id, double proportion, RowNumbers rows) {
        int[] assessment =
                IntStream.range(share(proportion, rows.count()), rows.count()).toArray();
        return split(id, proportion, assessment, rows.count());
    }

    private static int share(double proportion, int rows) {
        return (int) Math.floor(proportion * rows + ROUNDING_TOLERANCE);
    }

    private static RowSplit split(String id, double proportion, int[] assessment, int rows) {
        if (assessment.length == 0 || assessment.length == rows) {
            throw must("proportion", "leave rows on both sides", proportion + " of " + rows + " rows");
        }
        return RowSplit.without(id, assessment, rows);
    }

    static double requireFraction(String what, double proportion) {
        if (!(proportion > 0 && proportion < 1)) {
            throw must(what, "be between 0 and 1", proportion);
        }
        return proportion;
    }

    static int requireAtLeast(String what, int least, int number) {
        if (number < least) {
            throw must(what, "be " + least + " or more", number);
        }
        return number;
    }

    static IllegalArgumentException must(String what, String accepted, Object got) {
        return new IllegalArgumentException("Resampling: " + what + " must " + accepted + ", got " + Quoted.cut(got));
    }
}
