package keras4j.resample;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import keras4j.internal.resample.RandomDraw;
import keras4j.internal.text.Preconditions;
import org.jspecify.annotations.Nullable;

/**
 * V-fold cross-validation. The sizes of two folds differ by at most one, in all and in each stratum.
 *
 * @param v the number of folds, 2 or more
 * @param repeats the number of times that all rows are assigned anew, 1 or more
 * @param strata the strata, of which every fold gets its share; null for none
 * @param seed the seed of the random assignment; null for another assignment each time
 */
public record VFold(
        int v,
        int repeats,
        @Nullable Strata strata,
        @Nullable Long seed) implements Resampling {
    /**
     * Creates a V-fold cross-validation.
     *
     * @param v the number of folds, 2 or more
     * @param repeats the number of times that all rows are assigned anew, 1 or more
     * @param strata the strata, of which every fold gets its share; null for none
     * @param seed the seed of the random assignment; null for another assignment each time
     */
    public VFold {
        RowDrawing.requireAtLeast("v", 2, v);
        RowDrawing.requireAtLeast("repeats", 1, repeats);
    }

    /**
     * Returns a copy with another number of repeats.
     *
     * @param repeats the number of repeats, 1 or more
     * @return the resampling
     */
    public VFold repeats(int repeats) {
        return new VFold(v, repeats, strata, seed);
    }

    /**
     * Returns a copy with strata by the levels or ranges of a column.
     *
     * @param column the name of the column
     * @return the resampling
     */
    public VFold strata(String column) {
        return strata(Strata.of(column));
    }

    /**
     * Returns a copy with other strata.
     *
     * @param strata the strata
     * @return the resampling
     */
    public VFold strata(Strata strata) {
        Preconditions.notNull("VFold", "strata", strata);
        return new VFold(v, repeats, strata, seed);
    }

    @Override
    public VFold seed(long seed) {
        return new VFold(v, repeats, strata, seed);
    }

    Folds draw(RowNumbers rows, RandomDraw draw) {
        if (v > rows.count()) {
            throw RowDrawing.must("v", "be at most the number of rows, which is " + rows.count(), v);
        }
        List<String> names = Folds.ids("Fold", v);
        List<RowSplit> splits = new ArrayList<>();
        for (String repeat : Folds.ids("Repeat", repeats)) {
            String prefix = repeats == 1 ? "" : repeat + ".";
            int[] foldOf = deal(rows.strata(strata, draw), rows.count(), draw);
            for (int fold = 0; fold < v; fold++) {
                splits.add(RowSplit.without(prefix + names.get(fold), where(foldOf, fold), rows.count()));
            }
        }
        return new Folds(splits);
    }

    /** Assigns rows to folds in turn; each stratum continues with the fold after the last one used. */
    private int[] deal(List<int[]> strata, int rows, RandomDraw draw) {
        int[] foldOf = new int[rows];
        int dealt = 0;
        for (int[] stratum : strata) {
            for (int row : draw.shuffled(stratum)) {
                foldOf[row] = dealt++ % v;
            }
        }
        return foldOf;
    }

    static int[] where(int[] foldOf, int fold) {
        return IntStream.range(0, foldOf.length)
                .filter(row -> foldOf[row] == fold)
                .toArray();
    }
}
