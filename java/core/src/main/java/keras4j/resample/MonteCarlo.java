package keras4j.resample;

import org.jspecify.annotations.Nullable;

/**
 * Splits that are drawn independently of each other.
 *
 * @param proportion the fraction of rows to learn from, of each stratum, rounded down
 * @param times how many splits, 1 or more
 * @param strata of which both sides get their share
 * @param seed where the drawing begins
 */
public record MonteCarlo(
        double proportion,
        int times,
        @Nullable Strata strata,
        @Nullable Long seed) implements Resampling {
    public MonteCarlo {
        Drawing.requireFraction("proportion", proportion);
        Drawing.requireAtLeast("times", 1, times);
    }

    public MonteCarlo proportion(double proportion) {
        return new MonteCarlo(proportion, times, strata, seed);
    }

    /** Strata by the levels or ranges of a column. */
    public MonteCarlo strata(String column) {
        return strata(Strata.of(column));
    }

    public MonteCarlo strata(Strata strata) {
        return new MonteCarlo(proportion, times, strata, seed);
    }

    @Override
    public MonteCarlo seed(long seed) {
        return new MonteCarlo(proportion, times, strata, seed);
    }

    Folds draw(Rows rows, Draw draw) {
        return new Folds(Folds.ids("Resample", times).stream()
                .map(id -> Drawing.fraction(id, proportion, strata, rows, draw))
                .toList());
    }
}
