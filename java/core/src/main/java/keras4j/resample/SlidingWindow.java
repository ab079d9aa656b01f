package keras4j.resample;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Sliding-window resampling of rows in order of time: the analysis has a row and those before it, the assessment some
 * rows after it; then the window moves on.
 *
 * @param lookback the number of rows before the current one, 0 or more
 * @param assessStart the distance from the current row to the first assessment row, 1 or more
 * @param assessStop the distance from the current row to the last assessment row, at least {@code assessStart}
 * @param complete whether windows that the first row truncates are left out
 * @param step the distance between the current rows of two windows, 1 or more
 * @param skip the number of windows left out at the beginning, 0 or more
 */
public record SlidingWindow(int lookback, int assessStart, int assessStop, boolean complete, int step, int skip)
        implements Resampling {
    /**
     * Creates a sliding-window resampling.
     *
     * @param lookback the number of rows before the current one, 0 or more
     * @param assessStart the distance from the current row to the first assessment row, 1 or more
     * @param assessStop the distance from the current row to the last assessment row, at least {@code assessStart}
     * @param complete whether windows that the first row truncates are left out
     * @param step the distance between the current rows of two windows, 1 or more
     * @param skip the number of windows left out at the beginning, 0 or more
     */
    public SlidingWindow {
        RowDrawing.requireAtLeast("lookback", 0, lookback);
        RowDrawing.requireAtLeast("assessStart", 1, assessStart);
        RowDrawing.requireAtLeast("assessStop", assessStart, assessStop);
        RowDrawing.requireAtLeast("step", 1, step);
        RowDrawing.requireAtLeast("skip", 0, skip);
    }

    /**
     * Returns a copy with other assessment rows.
     *
     * @param start the distance from the current row to the first assessment row, 1 or more
     * @param stop the distance from the current row to the last assessment row, at least {@code start}
     * @return the resampling
     */
    public SlidingWindow assess(int start, int stop) {
        return new SlidingWindow(lookback, start, stop, complete, step, skip);
    }

    /**
     * Returns a copy with or without windows that the first row truncates.
     *
     * @param complete whether such windows are left out
     * @return the resampling
     */
    public SlidingWindow complete(boolean complete) {
        return new SlidingWindow(lookback, assessStart, assessStop, complete, step, skip);
    }

    /**
     * Returns a copy with another distance between the current rows of two windows.
     *
     * @param step the distance in rows, 1 or more
     * @return the resampling
     */
    public SlidingWindow step(int step) {
        return new SlidingWindow(lookback, assessStart, assessStop, complete, step, skip);
    }

    /**
     * Returns a copy with another number of windows left out at the beginning.
     *
     * @param skip the number of windows, 0 or more
     * @return the resampling
     */
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

    Folds draw(RowNumbers rows) {
        int first = (complete ? lookback : 0) + skip;
        int last = rows.count() - 1 - assessStop;
        if (last < first) {
            throw RowDrawing.must(
                    "data", "have at least " + (first + 1 + assessStop) + " rows for one window", rows.count());
        }
        List<String> ids = Folds.ids("Slice", (last - first) / step + 1);
        List<RowSplit> splits = new ArrayList<>();
        for (int now = first; now <= last; now += step) {
            splits.add(RowSplit.of(
                    ids.get(splits.size()),
                    IntStream.rangeClosed(Math.max(0, now - lookback), now).toArray(),
                    IntStream.rangeClosed(now + assessStart, now + assessStop).toArray()));
        }
        return new Folds(splits);
    }
}
