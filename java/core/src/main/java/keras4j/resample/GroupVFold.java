package keras4j.resample;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Cross-validation that keeps rows of one group together: groups are dealt to folds, as many to each, give or take one.
 *
 * @param group the column whose equal cells are a group
 * @param v how many folds, 2 or more; as many as there are groups where it is not set
 * @param seed where the drawing begins
 */
public record GroupVFold(
        String group, @Nullable Integer v, @Nullable Long seed) implements Resampling {
    public GroupVFold {
        if (v != null) {
            Drawing.requireAtLeast("v", 2, v);
        }
    }

    public GroupVFold v(int v) {
        return new GroupVFold(group, v, seed);
    }

    @Override
    public GroupVFold seed(long seed) {
        return new GroupVFold(group, v, seed);
    }

    Folds draw(Rows rows, Draw draw) {
        List<@Nullable Object> cells = rows.column("group", group);
        Map<Object, Integer> groups = new LinkedHashMap<>();
        int[] groupOf = new int[cells.size()];
        for (int row = 0; row < groupOf.length; row++) {
            Object cell = cells.get(row);
            if (cell == null) {
                throw Drawing.must("group '" + group + "'", "have no missing values", "null at row " + row);
            }
            groupOf[row] = groups.computeIfAbsent(cell, added -> groups.size());
        }
        return draw(groupOf, groups.size(), draw);
    }

    private Folds draw(int[] groupOf, int groups, Draw draw) {
        int folds = v == null ? groups : v;
        if (groups < 2 || folds > groups) {
            throw Drawing.must("v", "be at most the number of groups, which is " + groups, folds);
        }
        int[] dealt = draw.shuffled(IntStream.range(0, groups).toArray());
        int[] foldOfGroup = new int[groups];
        for (int i = 0; i < groups; i++) {
            foldOfGroup[dealt[i]] = i % folds;
        }
        int[] foldOf = IntStream.of(groupOf).map(group -> foldOfGroup[group]).toArray();
        List<String> ids = Folds.ids("Resample", folds);
        return new Folds(IntStream.range(0, folds)
                .mapToObj(fold -> Split.without(ids.get(fold), VFold.where(foldOf, fold), foldOf.length))
                .toList());
    }
}
