package keras4j.recipe;

import java.util.List;
import java.util.Optional;
import org.dflib.DataFrame;

/** The columns that a step takes out. */
interface Dropped extends FittedStep {
    List<String> removed();

    @Override
    default Table apply(Table rows) {
        return rows.without(removed());
    }

    /** Nothing: what is taken out goes nowhere. */
    @Override
    default Optional<List<InLayers>> inLayers() {
        return Optional.of(List.of());
    }

    @Override
    default DataFrame tidy() {
        return Tidy.of(removed());
    }
}
