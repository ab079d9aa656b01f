package keras4j.recipe;

import java.util.List;
import org.dflib.DataFrame;

/** Earlier rows beside each row: {@code lag_<k>_<column>}; before the first row it is missing. */
record Lag(Selector columns, List<Integer> lags) implements Step {
    Lag {
        lags = Shifts.checked("lag: lags", lags);
    }

    @Override
    public Fitted learn(Table training) {
        return new Fitted(columns.in(training), lags);
    }

    record Fitted(List<String> columns, List<Integer> lags) implements FittedStep {
        @Override
        public Table apply(Table rows) {
            return Shifts.add(rows, columns, lags, -1, "lag_", Double.NaN, Role.PREDICTOR);
        }

        @Override
        public DataFrame tidy() {
            return Shifts.tidy(columns, lags);
        }
    }
}
