package keras4j.resample;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Leave-one-out cross-validation: as many splits as rows, each with one assessment row, in the order of the data. */
record LeaveOneOut() implements Resampling {
    @Override
    @JsonIgnore
    public @Nullable Long seed() {
        return null;
    }

    @Override
    public LeaveOneOut seed(long seed) {
        return this;
    }

    Folds draw(RowNumbers rows) {
        List<String> ids = Folds.ids("Resample", rows.count());
        return new Folds(IntStream.range(0, rows.count())
                .mapToObj(row -> RowSplit.without(ids.get(row), new int[] {row}, rows.count()))
                .toList());
    }
}
