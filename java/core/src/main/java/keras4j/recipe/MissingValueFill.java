package keras4j.recipe;

import java.util.Map;
import org.dflib.DataFrame;

/** Fitted half of the steps that replace missing numbers by one value for each column. */
interface MissingValueFill extends FittedStep {
    /** Returns the value for each column. */
    Map<String, Double> values();

    @Override
    default StepTable apply(StepTable rows) {
        return rows.map(ColumnMoments.functions(values().keySet(), name -> {
            double filling = ColumnMoments.at(values(), name);
            return value -> Double.isNaN(value) ? filling : value;
        }));
    }

    @Override
    default DataFrame tidy() {
        return TidyTable.of("terms", "value", values());
    }
}
