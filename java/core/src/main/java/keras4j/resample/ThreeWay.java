package keras4j.resample;

import com.fasterxml.jackson.annotation.JsonInclude;
import keras4j.data.Examples;
import keras4j.internal.resample.RandomDraw;
import keras4j.internal.text.Preconditions;
import org.dflib.DataFrame;
import org.jspecify.annotations.Nullable;

/**
 * Split into training, validation and testing rows: rsample's initial validation split.
 *
 * @param training the fraction of training rows
 * @param validation the fraction of validation rows; together with {@code training} below 1
 * @param strata the strata, of which all three parts get their share; null for none
 * @param seed the seed of the random draw; null for another draw each time
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ThreeWay(
        double training,
        double validation,
        @Nullable Strata strata,
        @Nullable Long seed) {
    /**
     * Creates a three-way split.
     *
     * @param training the fraction of training rows
     * @param validation the fraction of validation rows; together with {@code training} below 1
     * @param strata the strata, of which all three parts get their share; null for none
     * @param seed the seed of the random draw; null for another draw each time
     */
    public ThreeWay {
        RowDrawing.requireFraction("training", training);
        RowDrawing.requireFraction("validation", validation);
        RowDrawing.requireFraction("training + validation", training + validation);
    }

    /**
     * Returns a copy with strata by the levels or ranges of a column.
     *
     * @param column the name of the column
     * @return the description of the split
     */
    public ThreeWay strata(String column) {
        return strata(Strata.of(column));
    }

    /**
     * Returns a copy with other strata.
     *
     * @param strata the strata
     * @return the description of the split
     */
    public ThreeWay strata(Strata strata) {
        Preconditions.notNull("ThreeWay", "strata", strata);
        return new ThreeWay(training, validation, strata, seed);
    }

    /**
     * Returns a copy with another seed.
     *
     * @param seed the seed of the random draw
     * @return the description of the split
     */
    public ThreeWay seed(long seed) {
        return new ThreeWay(training, validation, strata, seed);
    }

    /**
     * Returns the split of a number of rows.
     *
     * @param rows the number of rows
     * @return the split
     */
    public ThreeWaySplit of(int rows) {
        return draw(RowNumbers.of(rows));
    }

    /**
     * Returns the split of a frame's rows.
     *
     * @param frame the frame
     * @return the split
     */
    public ThreeWaySplit of(DataFrame frame) {
        Preconditions.notNull("ThreeWay", "frame", frame);
        return draw(RowNumbers.of(frame));
    }

    /**
     * Returns the split of the examples' rows.
     *
     * @param examples the examples
     * @return the split
     */
    public ThreeWaySplit of(Examples examples) {
        Preconditions.notNull("ThreeWay", "examples", examples);
        return draw(RowNumbers.of(examples));
    }

    private ThreeWaySplit draw(RowNumbers rows) {
        RandomDraw draw = new RandomDraw(seed);
        RowSplit test = RowDrawing.fraction("test", training + validation, strata, rows, draw);
        int[] known = test.analysis();
        RowSplit inner =
                RowDrawing.fraction("validation", training / (training + validation), strata, rows.take(known), draw);
        return new ThreeWaySplit(inner.within(known), test);
    }

    /**
     * Training, validation and testing rows, as two splits of one data set.
     *
     * @param validation the training rows for analysis, the validation rows for assessment
     * @param test the training and validation rows for the final fit, the testing rows for assessment
     */
    public record ThreeWaySplit(RowSplit validation, RowSplit test) {
        /**
         * Checks the components.
         *
         * @param validation the training rows for analysis, the validation rows for assessment
         * @param test the training and validation rows for the final fit, the testing rows for assessment
         */
        public ThreeWaySplit {
            Preconditions.notNull("ThreeWaySplit", "validation", validation);
            Preconditions.notNull("ThreeWaySplit", "test", test);
        }

        /** {@return a summary, as in {@code ThreeWaySplit 60 training, 20 validation, 20 testing}} */
        @Override
        public String toString() {
            return "ThreeWaySplit " + validation.analysis().length + " training, " + validation.assessment().length
                    + " validation, " + test.assessment().length + " testing";
        }
    }
}
