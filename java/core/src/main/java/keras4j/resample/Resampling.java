package keras4j.resample;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import keras4j.data.Examples;
import keras4j.internal.text.Preconditions;
import org.dflib.DataFrame;
import org.jspecify.annotations.Nullable;

/** Description of repeated splits of rows, which {@code of} draws for some rows. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "resampling")
@JsonSubTypes({
    @JsonSubTypes.Type(value = VFold.class, name = "folds"),
    @JsonSubTypes.Type(value = GroupVFold.class, name = "group_folds"),
    @JsonSubTypes.Type(value = LeaveOneOut.class, name = "leave_one_out"),
    @JsonSubTypes.Type(value = MonteCarlo.class, name = "monte_carlo"),
    @JsonSubTypes.Type(value = Bootstrap.class, name = "bootstraps"),
    @JsonSubTypes.Type(value = Holdout.class, name = "holdout"),
    @JsonSubTypes.Type(value = RollingOrigin.class, name = "rolling_origin"),
    @JsonSubTypes.Type(value = SlidingWindow.class, name = "sliding_window"),
    @JsonSubTypes.Type(value = GivenSplits.class, name = "given")
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface Resampling
        permits VFold,
                GroupVFold,
                LeaveOneOut,
                MonteCarlo,
                Bootstrap,
                Holdout,
                RollingOrigin,
                SlidingWindow,
                GivenSplits {
    /**
     * Creates a V-fold cross-validation: each row is in the assessment of exactly one split.
     *
     * @param v the number of folds, 2 or more
     * @return the resampling
     */
    static VFold folds(int v) {
        return new VFold(v, 1, null, null);
    }

    /**
     * Creates a grouped V-fold cross-validation, which keeps rows of one group together. There are as many folds as
     * groups unless {@link GroupVFold#v} is set.
     *
     * @param group the column whose equal cells form a group
     * @return the resampling
     */
    static GroupVFold groupFolds(String group) {
        return new GroupVFold(group, null, null);
    }

    /**
     * Creates a leave-one-out cross-validation: as many splits as rows, each with one assessment row.
     *
     * @return the resampling
     */
    static Resampling leaveOneOut() {
        return new LeaveOneOut();
    }

    /**
     * Creates a Monte Carlo cross-validation: splits drawn independently, with 3/4 of the rows in the analysis.
     *
     * @param times the number of splits, 1 or more
     * @return the resampling
     */
    static MonteCarlo monteCarlo(int times) {
        return new MonteCarlo(0.75, times, null, null);
    }

    /**
     * Creates a bootstrap resampling: the analysis has as many rows as the data, drawn with replacement; the assessment
     * has those never drawn.
     *
     * @param times the number of splits, 1 or more
     * @return the resampling
     */
    static Bootstrap bootstraps(int times) {
        return new Bootstrap(times, null, null);
    }

    /**
     * Creates a single split: an initial split into training and testing rows, or a validation split.
     *
     * @param proportion the fraction of rows in the analysis, above 0 and below 1; rsample's is 3/4
     * @return the resampling
     */
    static Holdout holdout(double proportion) {
        return new Holdout(proportion, false, null, null);
    }

    /**
     * Creates rolling-origin splits of rows in order of time. The analysis has all rows up to the origin, at first
     * {@code initial}; the assessment has the {@code assess} rows after it.
     *
     * @param initial the number of rows up to the first origin, 1 or more
     * @param assess the number of rows after each origin, 1 or more
     * @return the resampling
     */
    static RollingOrigin rollingOrigin(int initial, int assess) {
        return new RollingOrigin(initial, assess, true, 0, 0);
    }

    /**
     * Creates sliding-window splits of rows in order of time. The analysis has a row and {@code lookback} rows before
     * it, the assessment the next row.
     *
     * @param lookback the number of rows before the current one, 0 or more
     * @return the resampling
     */
    static SlidingWindow slidingWindow(int lookback) {
        return new SlidingWindow(lookback, 1, 1, true, 1, 0);
    }

    /**
     * Creates a resampling of predefined splits, in this order.
     *
     * @param splits the splits, at least one, with distinct ids
     * @return the resampling
     */
    static Resampling given(RowSplit... splits) {
        Preconditions.array("Resampling", "splits", splits);
        return new GivenSplits(new Folds(List.of(splits)));
    }

    /**
     * Creates a split into training, validation and testing rows; rsample's proportions are 0.6 and 0.2.
     *
     * @param training the fraction of training rows
     * @param validation the fraction of validation rows; together with {@code training} below 1
     * @return the description of the split
     */
    static ThreeWay threeWay(double training, double validation) {
        return new ThreeWay(training, validation, null, null);
    }

    /**
     * Creates a nested resampling: inner splits of the analysis rows of each outer split.
     *
     * @param outer the resampling of all rows, without replacement
     * @param inner the resampling of the analysis rows of each outer split
     * @return the description of the splits
     */
    static Nested nested(Resampling outer, Resampling inner) {
        return new Nested(outer, inner);
    }

    /** {@return the seed of the random draws; null if each draw is to differ, or if nothing is drawn} */
    @Nullable Long seed();

    /**
     * Returns a copy with another seed, or this resampling if nothing is drawn.
     *
     * @param seed the seed of the random draws
     * @return the resampling
     */
    Resampling seed(long seed);

    /**
     * Returns the splits of a number of rows.
     *
     * @param rows the number of rows
     * @return the splits
     * @throws IllegalArgumentException if there are too few rows, or columns are needed for strata or groups
     */
    default Folds of(int rows) {
        return RowDrawing.of(this, RowNumbers.of(rows));
    }

    /**
     * Returns the splits of a frame's rows.
     *
     * @param frame the frame
     * @return the splits
     * @throws IllegalArgumentException if there are too few rows, or a column is missing
     */
    default Folds of(DataFrame frame) {
        Preconditions.notNull("Resampling", "frame", frame);
        return RowDrawing.of(this, RowNumbers.of(frame));
    }

    /**
     * Returns the splits of the examples' rows. The outcomes are their columns.
     *
     * @param examples the examples
     * @return the splits
     * @throws IllegalArgumentException if there are too few rows, or an outcome is missing
     */
    default Folds of(Examples examples) {
        Preconditions.notNull("Resampling", "examples", examples);
        return RowDrawing.of(this, RowNumbers.of(examples));
    }
}
