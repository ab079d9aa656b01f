package keras4j.resample;

import java.util.List;

/**
 * Splits within splits; all row numbers are those of the whole data.
 *
 * @param outer what judges
 * @param inner for each outer split, the splits of its analysis rows
 */
public record NestedFolds(Folds outer, List<Folds> inner) {
    public NestedFolds {
        inner = List.copyOf(inner);
        if (inner.size() != outer.size()) {
            throw new IllegalArgumentException(
                    "NestedFolds: inner must be " + outer.size() + " folds, one an outer split, got " + inner.size());
        }
    }

    /** As in {@code NestedFolds 5 outer, 25 inner}. */
    @Override
    public String toString() {
        int count = inner.stream().mapToInt(Folds::size).sum();
        return "NestedFolds " + outer.size() + " outer, " + count + " inner";
    }
}
