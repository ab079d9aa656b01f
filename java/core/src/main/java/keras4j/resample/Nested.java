package keras4j.resample;

import java.util.List;
import keras4j.data.Examples;
import org.dflib.DataFrame;

/**
 * Splits within splits: the inner ones, of the analysis rows of each outer one, choose; the outer ones judge the choice.
 *
 * @param outer splits all rows, none drawn twice
 * @param inner splits the rows to learn from of each outer split; its seed is used once for all of them
 */
public record Nested(Resampling outer, Resampling inner) {
    public Nested {
        if (outer instanceof Bootstrap) {
            throw Drawing.must("outer", "draw no row twice, which inner splits would have on both sides", "bootstraps");
        }
    }

    /** The splits of so many rows. */
    public NestedFolds of(int rows) {
        return draw(Rows.of(rows));
    }

    /** The splits of a frame's rows. */
    public NestedFolds of(DataFrame frame) {
        return draw(Rows.of(frame));
    }

    /** The splits of the examples' rows. */
    public NestedFolds of(Examples examples) {
        return draw(Rows.of(examples));
    }

    private NestedFolds draw(Rows rows) {
        Folds folds = Drawing.of(outer, rows);
        Draw draw = new Draw(inner.seed());
        return new NestedFolds(
                folds,
                folds.splits().stream().map(split -> inner(split, rows, draw)).toList());
    }

    private Folds inner(Split split, Rows rows, Draw draw) {
        int[] known = split.analysis();
        List<Split> splits = Drawing.of(inner, rows.take(known), draw).splits();
        return new Folds(splits.stream().map(each -> each.within(known)).toList());
    }
}
