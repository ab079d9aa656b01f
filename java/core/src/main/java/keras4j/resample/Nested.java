package keras4j.resample;

import java.util.List;
import keras4j.data.Examples;
import keras4j.internal.resample.RandomDraw;
import keras4j.internal.text.Preconditions;
import org.dflib.DataFrame;

/**
 * Nested resampling. Inner splits, drawn from the analysis rows of each outer split, are for tuning; the outer splits
 * evaluate the result.
 *
 * @param outer the resampling of all rows, without replacement
 * @param inner the resampling of the analysis rows of each outer split; its seed is used once for all of them
 */
public record Nested(Resampling outer, Resampling inner) {
    /**
     * Creates a nested resampling.
     *
     * @param outer the resampling of all rows, without replacement
     * @param inner the resampling of the analysis rows of each outer split; its seed is used once for all of them
     */
    public Nested {
        Preconditions.notNull("Nested", "outer", outer);
        Preconditions.notNull("Nested", "inner", inner);
        if (outer instanceof Bootstrap) {
            throw RowDrawing.must(
                    "outer", "draw no row twice, or inner splits would have it on both sides", "bootstraps");
        }
    }

    /**
     * Returns the splits of a number of rows.
     *
     * @param rows the number of rows
     * @return the outer and inner splits
     */
    public NestedFolds of(int rows) {
        return draw(RowNumbers.of(rows));
    }

    /**
     * Returns the splits of a frame's rows.
     *
     * @param frame the frame
     * @return the outer and inner splits
     */
    public NestedFolds of(DataFrame frame) {
        Preconditions.notNull("Nested", "frame", frame);
        return draw(RowNumbers.of(frame));
    }

    /**
     * Returns the splits of the examples' rows.
     *
     * @param examples the examples
     * @return the outer and inner splits
     */
    public NestedFolds of(Examples examples) {
        Preconditions.notNull("Nested", "examples", examples);
        return draw(RowNumbers.of(examples));
    }

    private NestedFolds draw(RowNumbers rows) {
        Folds folds = RowDrawing.of(outer, rows);
        RandomDraw draw = new RandomDraw(inner.seed());
        return new NestedFolds(
                folds,
                folds.splits().stream().map(split -> inner(split, rows, draw)).toList());
    }

    private Folds inner(RowSplit split, RowNumbers rows, RandomDraw draw) {
        int[] known = split.analysis();
        List<RowSplit> splits = RowDrawing.of(inner, rows.take(known), draw).splits();
        return new Folds(splits.stream().map(each -> each.within(known)).toList());
    }

    /**
     * Outer and inner splits of a nested resampling; all row numbers are those of the whole data.
     *
     * @param outer the splits that evaluate
     * @param inner for each outer split, the splits of its analysis rows
     */
    public record NestedFolds(Folds outer, List<Folds> inner) {
        /**
         * Creates nested folds from their splits.
         *
         * @param outer the splits that evaluate
         * @param inner for each outer split, the splits of its analysis rows
         */
        public NestedFolds {
            Preconditions.notNull("NestedFolds", "outer", outer);
            inner = Preconditions.items("NestedFolds", "inner", inner);
            if (inner.size() != outer.size()) {
                throw new IllegalArgumentException("NestedFolds: inner must be " + outer.size()
                        + " folds, one per outer split, got " + inner.size());
            }
        }

        /** {@return a summary, as in {@code NestedFolds 5 outer, 25 inner}} */
        @Override
        public String toString() {
            int count = inner.stream().mapToInt(Folds::size).sum();
            return "NestedFolds " + outer.size() + " outer, " + count + " inner";
        }
    }
}
