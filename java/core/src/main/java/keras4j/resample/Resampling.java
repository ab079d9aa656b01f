package keras4j.resample;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import keras4j.data.Examples;
import org.dflib.DataFrame;
import org.jspecify.annotations.Nullable;

/** How rows are split, again and again: described here, drawn for some rows by {@code of}. */
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
     * {@code v} folds: each row is in the assessment of exactly one split.
     *
     * @param v how many, 2 or more
     */
    static VFold folds(int v) {
        return new VFold(v, 1, null, null);
    }

    /** Folds that keep rows of one group together; as many as there are groups unless {@link GroupVFold#v} is set. */
    static GroupVFold groupFolds(String group) {
        return new GroupVFold(group, null, null);
    }

    /** As many splits as rows, each with one row to judge by. */
    static LeaveOneOut leaveOneOut() {
        return new LeaveOneOut();
    }

    /** Splits drawn independently, 3/4 of the rows to learn from: as many as {@code times}. */
    static MonteCarlo monteCarlo(int times) {
        return new MonteCarlo(0.75, times, null, null);
    }

    /** As many rows as there are, drawn with replacement to learn from; those never drawn to judge by. */
    static Bootstrap bootstraps(int times) {
        return new Bootstrap(times, null, null);
    }

    /** One split: an initial split into training and testing rows, or a validation split. 3/4 is rsample's proportion. */
    static Holdout holdout(double proportion) {
        return new Holdout(proportion, false, null, null);
    }

    /**
     * Rows in the order of time: the first {@code initial} and all up to the origin to learn from, the {@code assess} after it
     * to judge by.
     */
    static RollingOrigin rollingOrigin(int initial, int assess) {
        return new RollingOrigin(initial, assess, true, 0, 0);
    }

    /** Rows in the order of time: a row and {@code lookback} before it to learn from, the next to judge by. */
    static SlidingWindow slidingWindow(int lookback) {
        return new SlidingWindow(lookback, 1, 1, true, 1, 0);
    }

    /** Splits that were made before, in this order. */
    static GivenSplits given(Split... splits) {
        return new GivenSplits(new Folds(List.of(splits)));
    }

    /** A split into rows to learn from, to choose by and to judge by at the end; rsample's proportions are 0.6 and 0.2. */
    static ThreeWay threeWay(double training, double validation) {
        return new ThreeWay(training, validation, null, null);
    }

    /** Inner splits of the analysis rows of each outer split. */
    static Nested nested(Resampling outer, Resampling inner) {
        return new Nested(outer, inner);
    }

    /** Where the drawing begins; none where each is to be another, or where nothing is drawn. */
    @Nullable Long seed();

    /** The same with another beginning of the drawing; itself where nothing is drawn. */
    Resampling seed(long seed);

    /**
     * The splits of so many rows.
     *
     * @throws IllegalArgumentException if they are too few, or columns are needed for strata or groups
     */
    default Folds of(int rows) {
        return Drawing.of(this, Rows.of(rows));
    }

    /**
     * The splits of a frame's rows.
     *
     * @throws IllegalArgumentException if rows are too few, or a column is missing
     */
    default Folds of(DataFrame frame) {
        return Drawing.of(this, Rows.of(frame));
    }

    /**
     * The splits of the examples' rows. The outcomes are their columns.
     *
     * @throws IllegalArgumentException if rows are too few, or an outcome is missing
     */
    default Folds of(Examples examples) {
        return Drawing.of(this, Rows.of(examples));
    }
}
