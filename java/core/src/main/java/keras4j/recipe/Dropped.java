package keras4j.recipe;

import java.util.List;
import org.dflib.DataFrame;

/** The columns that a step takes out. */
interface Dropped extends FittedStep {
    List<String> removed();

    @Override
    default Table apply(Table rows) {
        return rows.without(removed());
    }

    @Override
    default DataFrame tidy() {
        return Tidy.of(removed());
    }
}
