package keras4j.resample;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;

/**
 * Splits that were made before: by hand, or such as {@link ThreeWaySplit#validation()}.
 *
 * @param folds the splits
 */
public record GivenSplits(Folds folds) implements Resampling {
    @Override
    @JsonIgnore
    public @Nullable Long seed() {
        return null;
    }

    @Override
    public GivenSplits seed(long seed) {
        return this;
    }

    Folds draw(Rows rows) {
        folds.splits().forEach(split -> split.requireRows(rows.count()));
        return folds;
    }
}
