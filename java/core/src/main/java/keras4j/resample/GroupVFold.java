package keras4j.resample;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import keras4j.internal.resample.RandomDraw;
import keras4j.internal.text.Preconditions;
import org.jspecify.annotations.Nullable;

/**
 * Grouped V-fold cross-validation: rows of one group stay together. The numbers of groups in two folds differ by at
 * most one.
 *
 * @param group the column whose equal cells form a group
 * @param v the number of folds, 2 or more; null for as many as there are groups
 * @param seed the seed of the random assignment; null for another assignment each time
 */
public record GroupVFold(
        String group, @Nullable Integer v, @Nullable Long seed) implements Resampling {
    /**
     * Creates a grouped cross-validation.
     *
     * @param group the column whose equal cells form a group
     * @param v the number of folds, 2 or more; null for as many as there are groups
     * @param seed the seed of the random assignment; null for another assignment each time
     */
    public GroupVFold {
        Preconditions.notNull("GroupVFold", "group", group);
        if (v != null) {
            RowDrawing.requireAtLeast("v", 2, v);
        }
    }

    /**
     * Returns a copy with another number of folds.
     *
     * @param v the number of folds, 2 or more
     * @return the resampling
     */
    public GroupVFold v(int v) {
        return new GroupVFold(group, v, seed);
    }

    @Override
    public GroupVFold seed(long seed) {
        return new GroupVFold(group, v, seed);
    }

    Folds draw(RowNumbers rows, RandomDraw draw) {
        List<@Nullable Object> cells = rows.column("group", group);
        Map<Object, Integer> groups = new LinkedHashMap<>();
        int[] groupOf = new int[cells.size()];
        for (int row = 0; row < groupOf.length; row++) {
            groupOf[row] = groups.computeIfAbsent(present(cells.get(row), row), added -> groups.size());
        }
        return draw(groupOf, groups.size(), draw);
    }

    private Object present(@Nullable Object cell, int row) {
        if (cell == null) {
            throw RowDrawing.must("group '" + group + "'", "have no missing values", "null at row " + row);
        }
        return cell;
    }

    private Folds draw(int[] groupOf, int groups, RandomDraw draw) {
        int folds = v == null ? groups : v;
        if (groups < 2 || folds > groups) {
            throw RowDrawing.must("v", "be at most the number of groups, which is " + groups, folds);
        }
        int[] dealt = draw.shuffled(IntStream.range(0, groups).toArray());
        int[] foldOfGroup = new int[groups];
        for (int i = 0; i < groups; i++) {
            foldOfGroup[dealt[i]] = i % folds;
        }
        int[] foldOf = IntStream.of(groupOf).map(group -> foldOfGroup[group]).toArray();
        List<String> ids = Folds.ids("Resample", folds);
        return new Folds(IntStream.range(0, folds)
                .mapToObj(fold -> RowSplit.without(ids.get(fold), VFold.where(foldOf, fold), foldOf.length))
                .toList());
    }
}
