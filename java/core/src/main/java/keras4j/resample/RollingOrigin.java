package keras4j.resample;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Rolling-origin resampling of rows in order of time: the analysis has the rows up to an origin, the assessment those
 * after it; then the origin moves on.
 *
 * @param initial the number of rows up to the first origin, 1 or more
 * @param assess the number of rows after each origin, 1 or more
 * @param cumulative whether the analysis grows, or keeps the last {@code initial} rows
 * @param skip the number of origins left out between two, 0 or more
 * @param lag the number of rows before the origin that are also in the assessment, for lagged predictors; at most
 *     {@code initial}
 */
public record RollingOrigin(int initial, int assess, boolean cumulative, int skip, int lag) implements Resampling {
    /**
     * Creates a rolling-origin resampling.
     *
     * @param initial the number of rows up to the first origin, 1 or more
     * @param assess the number of rows after each origin, 1 or more
     * @param cumulative whether the analysis grows, or keeps the last {@code initial} rows
     * @param skip the number of origins left out between two, 0 or more
     * @param lag the number of rows before the origin that are also in the assessment, for lagged predictors; at most
     *     {@code initial}
     */
    public RollingOrigin {
        RowDrawing.requireAtLeast("initial", 1, initial);
        RowDrawing.requireAtLeast("assess", 1, assess);
        RowDrawing.requireAtLeast("skip", 0, skip);
        if (RowDrawing.requireAtLeast("lag", 0, lag) > initial) {
            throw RowDrawing.must("lag", "be at most initial, which is " + initial, lag);
        }
    }

    /**
     * Returns a copy with a growing or a fixed number of analysis rows.
     *
     * @param cumulative whether the analysis grows, or keeps the last {@code initial} rows
     * @return the resampling
     */
    public RollingOrigin cumulative(boolean cumulative) {
        return new RollingOrigin(initial, assess, cumulative, skip, lag);
    }

    /**
     * Returns a copy with another number of origins left out between two.
     *
     * @param skip the number of origins, 0 or more
     * @return the resampling
     */
    public RollingOrigin skip(int skip) {
        return new RollingOrigin(initial, assess, cumulative, skip, lag);
    }

    /**
     * Returns a copy with another number of rows before the origin that are also in the assessment.
     *
     * @param lag the number of rows, from 0 to {@code initial}
     * @return the resampling
     */
    public RollingOrigin lag(int lag) {
        return new RollingOrigin(initial, assess, cumulative, skip, lag);
    }

    @Override
    @JsonIgnore
    public @Nullable Long seed() {
        return null;
    }

    @Override
    public RollingOrigin seed(long seed) {
        return this;
    }

    Folds draw(RowNumbers rows) {
        if (rows.count() < initial + assess) {
            throw RowDrawing.must(
                    "data", "have at least initial + assess = " + (initial + assess) + " rows", rows.count());
        }
        int count = (rows.count() - assess - initial) / (skip + 1) + 1;
        List<String> ids = Folds.ids("Slice", count);
        List<RowSplit> splits = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int origin = initial + i * (skip + 1);
            int from = cumulative ? 0 : origin - initial;
            splits.add(RowSplit.of(
                    ids.get(i),
                    IntStream.range(from, origin).toArray(),
                    IntStream.range(origin - lag, origin + assess).toArray()));
        }
        return new Folds(splits);
    }
}
