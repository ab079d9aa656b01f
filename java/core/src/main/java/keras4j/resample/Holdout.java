package keras4j.resample;

import keras4j.data.Datasets.TrainTest;
import keras4j.data.Examples;
import org.dflib.DataFrame;
import org.jspecify.annotations.Nullable;

/**
 * One split: rsample's initial split, initial time split and validation split.
 *
 * @param proportion the fraction of rows to learn from, of each stratum, rounded down
 * @param timeOrdered whether these are the first rows, instead of drawn ones
 * @param strata of which both sides get their share
 * @param seed where the drawing begins
 */
public record Holdout(
        double proportion,
        boolean timeOrdered,
        @Nullable Strata strata,
        @Nullable Long seed) implements Resampling {
    private static final String ID = "holdout";

    public Holdout {
        Drawing.requireFraction("proportion", proportion);
        if (timeOrdered && strata != null) {
            throw Drawing.must("strata", "not be set for a split in the order of time", "'" + strata.column() + "'");
        }
    }

    /** The first rows to learn from, the last to judge by: the rows are in the order of time. */
    public Holdout inOrderOfTime() {
        return new Holdout(proportion, true, strata, seed);
    }

    /** Strata by the levels or ranges of a column. */
    public Holdout strata(String column) {
        return strata(Strata.of(column));
    }

    public Holdout strata(Strata strata) {
        return new Holdout(proportion, timeOrdered, strata, seed);
    }

    @Override
    public Holdout seed(long seed) {
        return new Holdout(proportion, timeOrdered, strata, seed);
    }

    /** The split of so many rows. */
    public Split split(int rows) {
        return of(rows).splits().get(0);
    }

    /** The split of a frame's rows. */
    public Split split(DataFrame frame) {
        return of(frame).splits().get(0);
    }

    /** Both parts of a frame: the rows to learn from as {@code train}, the rows to judge by as {@code test}. */
    public TrainTest trainTest(DataFrame frame) {
        Split split = split(frame);
        return new TrainTest(split.analysis(frame), split.assessment(frame));
    }

    /** The split of the examples' rows. */
    public Split split(Examples examples) {
        return of(examples).splits().get(0);
    }

    Split draw(Rows rows, Draw draw) {
        return timeOrdered ? Drawing.first(ID, proportion, rows) : Drawing.fraction(ID, proportion, strata, rows, draw);
    }
}
