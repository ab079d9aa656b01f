package keras4j.resample;

import keras4j.internal.resample.RandomDraw;
import keras4j.internal.text.Preconditions;
import org.jspecify.annotations.Nullable;

/**
 * Monte Carlo cross-validation: random splits drawn independently of each other.
 *
 * @param proportion the fraction of rows in the analysis, of each stratum, rounded down
 * @param times the number of splits, 1 or more
 * @param strata the strata, of which both sides get their share; null for none
 * @param seed the seed of the random draws; null for another draw each time
 */
public record MonteCarlo(
        double proportion,
        int times,
        @Nullable Strata strata,
        @Nullable Long seed) implements Resampling {
    /**
     * Creates a Monte Carlo cross-validation.
     *
     * @param proportion the fraction of rows in the analysis, of each stratum, rounded down
     * @param times the number of splits, 1 or more
     * @param strata the strata, of which both sides get their share; null for none
     * @param seed the seed of the random draws; null for another draw each time
     */
    public MonteCarlo {
        RowDrawing.requireFraction("proportion", proportion);
        RowDrawing.requireAtLeast("times", 1, times);
    }

    /**
     * Returns a copy with another fraction of rows in the analysis.
     *
     * @param proportion the fraction, above 0 and below 1
     * @return the resampling
     */
    public MonteCarlo proportion(double proportion) {
        return new MonteCarlo(proportion, times, strata, seed);
    }

    /**
     * Returns a copy with strata by the levels or ranges of a column.
     *
     * @param column the name of the column
     * @return the resampling
     */
    public MonteCarlo strata(String column) {
        return strata(Strata.of(column));
    }

    /**
     * Returns a copy with other strata.
     *
     * @param strata the strata
     * @return the resampling
     */
    public MonteCarlo strata(Strata strata) {
        Preconditions.notNull("MonteCarlo", "strata", strata);
        return new MonteCarlo(proportion, times, strata, seed);
    }

    @Override
    public MonteCarlo seed(long seed) {
        return new MonteCarlo(proportion, times, strata, seed);
    }

    Folds draw(RowNumbers rows, RandomDraw draw) {
        return new Folds(Folds.ids("Resample", times).stream()
                .map(id -> RowDrawing.fraction(id, proportion, strata, rows, draw))
                .toList());
    }
}
