package keras4j.resample;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Rows in the order of time: all up to an origin to learn from, those after it to judge by; then the origin moves on.
 *
 * @param initial rows up to the first origin, 1 or more
 * @param assess rows after each origin, 1 or more
 * @param cumulative whether rows to learn from become more, or stay {@code initial}, the last ones
 * @param skip origins that are left out between two, 0 or more
 * @param lag rows before the origin that are also in the assessment, for lagged predictors; at most {@code initial}
 */
public record RollingOrigin(int initial, int assess, boolean cumulative, int skip, int lag) implements Resampling {
    public RollingOrigin {
        Drawing.requireAtLeast("initial", 1, initial);
        Drawing.requireAtLeast("assess", 1, assess);
        Drawing.requireAtLeast("skip", 0, skip);
        if (Drawing.requireAtLeast("lag", 0, lag) > initial) {
            throw Drawing.must("lag", "be at most initial, which is " + initial, lag);
        }
    }

    public RollingOrigin cumulative(boolean cumulative) {
        return new RollingOrigin(initial, assess, cumulative, skip, lag);
    }

    public RollingOrigin skip(int skip) {
        return new RollingOrigin(initial, assess, cumulative, skip, lag);
    }

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

    Folds draw(Rows rows) {
        if (rows.count() < initial + assess) {
            throw Drawing.must(
                    "data", "have at least initial + assess = " + (initial + assess) + " rows", rows.count());
        }
        int count = (rows.count() - assess - initial) / (skip + 1) + 1;
        List<String> ids = Folds.ids("Slice", count);
        List<Split> splits = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int origin = initial + i * (skip + 1);
            int from = cumulative ? 0 : origin - initial;
            splits.add(Split.of(
                    ids.get(i),
                    IntStream.range(from, origin).toArray(),
                    IntStream.range(origin - lag, origin + assess).toArray()));
        }
        return new Folds(splits);
    }
}
