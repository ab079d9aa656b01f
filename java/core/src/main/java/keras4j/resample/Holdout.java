package keras4j.resample;

import keras4j.data.Datasets.TrainTest;
import keras4j.data.Examples;
import keras4j.internal.resample.RandomDraw;
import keras4j.internal.text.Preconditions;
import org.dflib.DataFrame;
import org.jspecify.annotations.Nullable;

/**
 * Single split: rsample's initial split, initial time split and validation split.
 *
 * @param proportion the fraction of rows in the analysis, of each stratum, rounded down
 * @param timeOrdered whether the analysis has the first rows, instead of random ones
 * @param strata the strata, of which both sides get their share; null for none
 * @param seed the seed of the random draw; null for another draw each time
 */
public record Holdout(
        double proportion,
        boolean timeOrdered,
        @Nullable Strata strata,
        @Nullable Long seed) implements Resampling {
    private static final String ID = "holdout";

    /**
     * Creates a single split.
     *
     * @param proportion the fraction of rows in the analysis, of each stratum, rounded down
     * @param timeOrdered whether the analysis has the first rows, instead of random ones
     * @param strata the strata, of which both sides get their share; null for none
     * @param seed the seed of the random draw; null for another draw each time
     */
    public Holdout {
        RowDrawing.requireFraction("proportion", proportion);
        if (timeOrdered && strata != null) {
            throw RowDrawing.must("strata", "not be set for a split in order of time", "'" + strata.column() + "'");
        }
    }

    /**
     * Returns a copy that puts the first rows into the analysis and the last into the assessment. The rows must be in
     * order of time.
     *
     * @return the resampling
     */
    public Holdout inOrderOfTime() {
        return new Holdout(proportion, true, strata, seed);
    }

    /**
     * Returns a copy with strata by the levels or ranges of a column.
     *
     * @param column the name of the column
     * @return the resampling
     */
    public Holdout strata(String column) {
        return strata(Strata.of(column));
    }

    /**
     * Returns a copy with other strata.
     *
     * @param strata the strata
     * @return the resampling
     */
    public Holdout strata(Strata strata) {
        Preconditions.notNull("Holdout", "strata", strata);
        return new Holdout(proportion, timeOrdered, strata, seed);
    }

    @Override
    public Holdout seed(long seed) {
        return new Holdout(proportion, timeOrdered, strata, seed);
    }

    /**
     * Returns the split of a number of rows.
     *
     * @param rows the number of rows
     * @return the split
     */
    public RowSplit split(int rows) {
        return of(rows).splits().get(0);
    }

    /**
     * Returns the split of a frame's rows.
     *
     * @param frame the frame
     * @return the split
     */
    public RowSplit split(DataFrame frame) {
        Preconditions.notNull("Holdout", "frame", frame);
        return of(frame).splits().get(0);
    }

    /**
     * Returns both parts of a frame: the analysis rows as {@code train}, the assessment rows as {@code test}.
     *
     * @param frame the frame
     * @return both parts
     */
    public TrainTest trainTest(DataFrame frame) {
        Preconditions.notNull("Holdout", "frame", frame);
        RowSplit split = split(frame);
        return new TrainTest(split.analysis(frame), split.assessment(frame));
    }

    /**
     * Returns the split of the examples' rows.
     *
     * @param examples the examples
     * @return the split
     */
    public RowSplit split(Examples examples) {
        Preconditions.notNull("Holdout", "examples", examples);
        return of(examples).splits().get(0);
    }

    RowSplit draw(RowNumbers rows, RandomDraw draw) {
        return timeOrdered
                ? RowDrawing.first(ID, proportion, rows)
                : RowDrawing.fraction(ID, proportion, strata, rows, draw);
    }
}
