package keras4j.resample;

import com.fasterxml.jackson.annotation.JsonInclude;
import keras4j.data.Examples;
import org.dflib.DataFrame;
import org.jspecify.annotations.Nullable;

/**
 * A split into rows to learn from, to choose by and to judge by at the end: rsample's initial validation split.
 *
 * @param training the fraction of rows to learn from
 * @param validation the fraction of rows to choose by; together with {@code training} below 1
 * @param strata of which all three get their share
 * @param seed where the drawing begins
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ThreeWay(
        double training,
        double validation,
        @Nullable Strata strata,
        @Nullable Long seed) {
    public ThreeWay {
        Drawing.requireFraction("training", training);
        Drawing.requireFraction("validation", validation);
        Drawing.requireFraction("training + validation", training + validation);
    }

    /** Strata by the levels or ranges of a column. */
    public ThreeWay strata(String column) {
        return strata(Strata.of(column));
    }

    public ThreeWay strata(Strata strata) {
        return new ThreeWay(training, validation, strata, seed);
    }

    public ThreeWay seed(long seed) {
        return new ThreeWay(training, validation, strata, seed);
    }

    /** The splits of so many rows. */
    public ThreeWaySplit of(int rows) {
        return draw(Rows.of(rows));
    }

    /** The splits of a frame's rows. */
    public ThreeWaySplit of(DataFrame frame) {
        return draw(Rows.of(frame));
    }

    /** The splits of the examples' rows. */
    public ThreeWaySplit of(Examples examples) {
        return draw(Rows.of(examples));
    }

    private ThreeWaySplit draw(Rows rows) {
        Draw draw = new Draw(seed);
        Split test = Drawing.fraction("test", training + validation, strata, rows, draw);
        int[] known = test.analysis();
        Split inner =
                Drawing.fraction("validation", training / (training + validation), strata, rows.take(known), draw);
        return new ThreeWaySplit(inner.within(known), test);
    }
}
