package keras4j.resample;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Cross-validation: rows are dealt to {@code v} folds, whose sizes differ by at most one, in all and in each stratum.
 *
 * @param v how many folds, 2 or more
 * @param repeats how many times all rows are dealt anew, 1 or more
 * @param strata of which every fold gets its share
 * @param seed where the drawing begins
 */
public record VFold(
        int v,
        int repeats,
        @Nullable Strata strata,
        @Nullable Long seed) implements Resampling {
    public VFold {
        Drawing.requireAtLeast("v", 2, v);
        Drawing.requireAtLeast("repeats", 1, repeats);
    }

    public VFold repeats(int repeats) {
        return new VFold(v, repeats, strata, seed);
    }

    /** Strata by the levels or ranges of a column. */
    public VFold strata(String column) {
        return strata(Strata.of(column));
    }

    public VFold strata(Strata strata) {
        return new VFold(v, repeats, strata, seed);
    }

    @Override
    public VFold seed(long seed) {
        return new VFold(v, repeats, strata, seed);
    }

    Folds draw(Rows rows, Draw draw) {
        if (v > rows.count()) {
            throw Drawing.must("v", "be at most the number of rows, which is " + rows.count(), v);
        }
        List<String> names = Folds.ids("Fold", v);
        List<Split> splits = new ArrayList<>();
        for (String repeat : Folds.ids("Repeat", repeats)) {
            String prefix = repeats == 1 ? "" : repeat + ".";
            int[] foldOf = deal(rows.strata(strata, draw), rows.count(), draw);
            for (int fold = 0; fold < v; fold++) {
                splits.add(Split.without(prefix + names.get(fold), where(foldOf, fold), rows.count()));
            }
        }
        return new Folds(splits);
    }

    /** Goes on with the next fold where the last stratum ended. */
    private int[] deal(List<int[]> strata, int rows, Draw draw) {
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
