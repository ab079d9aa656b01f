package keras4j.resample;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Rows in the order of time: a row and those before it to learn from, some after it to judge by; then the next row.
 *
 * @param lookback rows before the current one, 0 or more
 * @param assessStart how many rows after the current one the assessment begins, 1 or more
 * @param assessStop how many rows after the current one it ends, not less
 * @param complete whether windows that the first row cuts off are left out
 * @param step take only every so manieth window, 1 or more
 * @param skip windows left out at the beginning, 0 or more
 */
public record SlidingWindow(int lookback, int assessStart, int assessStop, boolean complete, int step, int skip)
        implements Resampling {
    public SlidingWindow {
        Drawing.requireAtLeast("lookback", 0, lookback);
        Drawing.requireAtLeast("assessStart", 1, assessStart);
        Drawing.requireAtLeast("assessStop", assessStart, assessStop);
        Drawing.requireAtLeast("step", 1, step);
        Drawing.requireAtLeast("skip", 0, skip);
    }

    /** Judge by the rows from {@code start} to {@code stop} after the current one, both inclusive. */
    public SlidingWindow assess(int start, int stop) {
        return new SlidingWindow(lookback, start, stop, complete, step, skip);
    }

    public SlidingWindow complete(boolean complete) {
        return new SlidingWindow(lookback, assessStart, assessStop, complete, step, skip);
    }

    public SlidingWindow step(int step) {
        return new SlidingWindow(lookback, assessStart, assessStop, complete, step, skip);
    }

    public SlidingWindow skip(int skip) {
        return new SlidingWindow(lookback, assessStart, assessStop, complete, step, skip);
    }

    @Override
    @JsonIgnore
    public @Nullable Long seed() {
        return null;
    }

    @Override
    public SlidingWindow seed(long seed) {
        return this;
    }

    Folds draw(Rows rows) {
        int first = (complete ? lookback : 0) + skip;
        int last = rows.count() - 1 - assessStop;
        if (last < first) {
            throw Drawing.must(
                    "data", "have at least " + (first + 1 + assessStop) + " rows for one window", rows.count());
        }
        List<String> ids = Folds.ids("Slice", (last - first) / step + 1);
        List<Split> splits = new ArrayList<>();
        for (int now = first; now <= last; now += step) {
            splits.add(Split.of(
                    ids.get(splits.size()),
                    IntStream.rangeClosed(Math.max(0, now - lookback), now).toArray(),
                    IntStream.rangeClosed(now + assessStart, now + assessStop).toArray()));
        }
        return new Folds(splits);
    }
}
