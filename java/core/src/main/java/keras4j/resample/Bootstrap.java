package keras4j.resample;

import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import keras4j.internal.resample.RandomDraw;
import keras4j.internal.text.Preconditions;
import org.jspecify.annotations.Nullable;

/**
 * Bootstrap resampling. The analysis has as many rows as the data, drawn with replacement; the assessment has the rows
 * never drawn, about 37 percent; a draw of all rows, likely only of few, is repeated. B. Efron: Bootstrap methods: another look at the jackknife, 1979.
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
        Preconditions.notNull("Bootstrap", "strata", strata);
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

    /** Draws until a row is left for assessment; where each stratum has one row, there is never one. */
    private RowSplit split(String id, RowNumbers rows, RandomDraw draw) {
        List<int[]> strataRows = rows.strata(strata, draw);
        if (strataRows.stream().allMatch(stratum -> stratum.length == 1)) {
            throw RowDrawing.must("data", "have a stratum of at least two rows for bootstraps", rows.count() + " rows");
        }
        int[] assessment;
        int[] drawn;
        do {
            drawn = strataRows.stream()
                    .flatMapToInt(stratum -> IntStream.of(draw.withReplacement(stratum)))
                    .sorted()
                    .toArray();
            assessment = without(drawn, rows.count());
        } while (assessment.length == 0);
        return RowSplit.of(id, drawn, assessment);
    }

    private static int[] without(int[] drawn, int rows) {
        BitSet in = new BitSet();
        IntStream.of(drawn).forEach(in::set);
        return IntStream.range(0, rows).filter(row -> !in.get(row)).toArray();
    }
}
