package keras4j.recipe;

import java.util.List;
import java.util.Optional;
import org.dflib.DataFrame;

/** Fitted step that removes columns. */
interface DroppedColumns extends FittedStep {
    List<String> removed();

    @Override
    default StepTable apply(StepTable rows) {
        return rows.without(removed());
    }

    /** Returns an empty list, because removed columns need no layer. */
    @Override
    default Optional<List<PreprocessingLayers>> inLayers() {
        return Optional.of(List.of());
    }

    @Override
    default DataFrame tidy() {
        return TidyTable.of(removed());
    }
}
