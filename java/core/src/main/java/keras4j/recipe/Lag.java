package keras4j.recipe;

import java.util.List;
import org.dflib.DataFrame;

/** Lag step: adds values of earlier rows as {@code lag_<k>_<column>}, which are missing before the first row. */
record Lag(Selector columns, List<Integer> lags) implements Step {
    Lag {
        lags = RowShift.checked("lag: lags", lags);
    }

    @Override
    public Fitted learn(StepTable training) {
        return new Fitted(columns.in(training), lags);
    }

    record Fitted(List<String> columns, List<Integer> lags) implements FittedStep {
        @Override
        public StepTable apply(StepTable rows) {
            return RowShift.add(rows, columns, lags, -1, "lag_", Double.NaN, Role.PREDICTOR);
        }

        @Override
        public DataFrame tidy() {
            return RowShift.tidy(columns, lags);
        }
    }
}
