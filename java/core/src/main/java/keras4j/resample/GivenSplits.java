package keras4j.resample;

import com.fasterxml.jackson.annotation.JsonIgnore;
import keras4j.resample.ThreeWay.ThreeWaySplit;
import org.jspecify.annotations.Nullable;

/**
 * Predefined splits: made by hand, or taken from {@link ThreeWaySplit#validation()}.
 *
 * @param folds the splits
 */
record GivenSplits(Folds folds) implements Resampling {
    @Override
    @JsonIgnore
    public @Nullable Long seed() {
        return null;
    }

    @Override
    public GivenSplits seed(long seed) {
        return this;
    }

    Folds draw(RowNumbers rows) {
        folds.splits().forEach(split -> split.requireRows(rows.count()));
        return folds;
    }
}
