package keras4j.resample;

import java.util.BitSet;
import java.util.stream.IntStream;
import keras4j.internal.resample.RandomDraw;
import org.jspecify.annotations.Nullable;

/**
 * Bootstrap resampling. The analysis has as many rows as the data, drawn with replacement; the assessment has the rows
 * never drawn, about 37 percent. B. Efron: Bootstrap methods: another look at the jackknife, 1979.
 *
 * @param times the number of splits, 1 or more
 * @param strata the strata, from each of which as many rows are drawn as it has; null for none
 * @param seed the seed of the random draws; null for another draw each time
 */
public record Bootstrap(
        int times, @Nullable Strata strata, @Nullable Long seed) implements Resampling {
    /**
     * Creates a bootstrap resampling.
     *
     * @param times the number of splits, 1 or more
     * @param strata the strata, from each of which as many rows are drawn as it has; null for none
     * @param seed the seed of the random draws; null for another draw each time
     */
    public Bootstrap {
        RowDrawing.requireAtLeast("times", 1, times);
    }

    /**
     * Returns a copy with strata by the levels or ranges of a column.
     *
     * @param column the name of the column
     * @return the resampling
     */
    public Bootstrap strata(String column) {
        return strata(Strata.of(column));
    }

    /**
     * Returns a copy with other strata.
     *
     * @param strata the strata
     * @return the resampling
     */
    public Bootstrap strata(Strata strata) {
        return new Bootstrap(times, strata, seed);
    }

    @Override
    public Bootstrap seed(long seed) {
        return new Bootstrap(times, strata, seed);
    }

    Folds draw(RowNumbers rows, RandomDraw draw) {
        return new Folds(Folds.ids("Bootstrap", times).stream()
                .map(id -> split(id, rows, draw))
                .toList());
    }

    private RowSplit split(String id, RowNumbers rows, RandomDraw draw) {
        int[] drawn = rows.strata(strata, draw).stream()
                .flatMapToInt(stratum -> IntStream.of(draw.withReplacement(stratum)))
                .sorted()
                .toArray();
        BitSet in = new BitSet();
        IntStream.of(drawn).forEach(in::set);
        return RowSplit.of(
                id,
                drawn,
                IntStream.range(0, rows.count()).filter(row -> !in.get(row)).toArray());
    }
}
