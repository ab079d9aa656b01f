package keras4j.resample;

import java.util.BitSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * As many rows as there are, drawn with replacement, to learn from; those that were never drawn, about 37 percent, to judge by.
 * B. Efron: Bootstrap methods: another look at the jackknife, 1979.
 *
 * @param times how many splits, 1 or more
 * @param strata from each of which as many rows are drawn as it has
 * @param seed where the drawing begins
 */
public record Bootstrap(
        int times, @Nullable Strata strata, @Nullable Long seed) implements Resampling {
    public Bootstrap {
        Drawing.requireAtLeast("times", 1, times);
    }

    /** Strata by the levels or ranges of a column. */
    public Bootstrap strata(String column) {
        return strata(Strata.of(column));
    }

    public Bootstrap strata(Strata strata) {
        return new Bootstrap(times, strata, seed);
    }

    @Override
    public Bootstrap seed(long seed) {
        return new Bootstrap(times, strata, seed);
    }

    Folds draw(Rows rows, Draw draw) {
        return new Folds(Folds.ids("Bootstrap", times).stream()
                .map(id -> split(id, rows, draw))
                .toList());
    }

    private Split split(String id, Rows rows, Draw draw) {
        int[] drawn = rows.strata(strata, draw).stream()
                .flatMapToInt(stratum -> IntStream.of(draw.withReplacement(stratum)))
                .sorted()
                .toArray();
        BitSet in = new BitSet();
        IntStream.of(drawn).forEach(in::set);
        return Split.of(
                id,
                drawn,
                IntStream.range(0, rows.count()).filter(row -> !in.get(row)).toArray());
    }
}
