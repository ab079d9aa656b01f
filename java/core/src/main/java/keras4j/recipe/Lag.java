package keras4j.recipe;

import java.util.List;
import java.util.Map;
import keras4j.data.InvalidRowException;
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

    /** Returns the refusal of rows of which none has all the earlier rows. */
    static InvalidRowException mustHaveEarlierRows(List<FittedStep> steps, int rows) {
        int most = steps.stream()
                .filter(Fitted.class::isInstance)
                .flatMap(step -> ((Fitted) step).lags().stream())
                .max(Integer::compare)
                .orElse(0);
        return new InvalidRowException(
                        "lag: frame",
                        "have a row after the " + most + " rows that it looks back at, without missing values",
                        rows + " rows")
                .advice("; in a resampling rollingOrigin(…).lag(" + most + ") adds them");
    }

    record Fitted(List<String> columns, List<Integer> lags) implements FittedStep {
        private static final String PREFIX = "lag_";

        @Override
        public StepTable apply(StepTable rows) {
            return RowShift.add(rows, columns, lags, -1, PREFIX, Double.NaN, Role.PREDICTOR);
        }

        @Override
        public Map<String, List<String>> parts() {
            return RowShift.parts(columns, lags, PREFIX);
        }

        @Override
        public DataFrame tidy() {
            return RowShift.tidy(columns, lags);
        }
    }
}
