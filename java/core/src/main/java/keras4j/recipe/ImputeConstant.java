package keras4j.recipe;

import java.util.LinkedHashMap;
import java.util.Map;
import org.dflib.DataFrame;

/** Fills missing numbers with one number of the user's. */
record ImputeConstant(Selector columns, double value) implements Step {
    @Override
    public Fitted learn(Table training) {
        Map<String, Double> values = new LinkedHashMap<>();
        columns.in(training).forEach(name -> values.put(name, value));
        return new Fitted(values);
    }

    record Fitted(Map<String, Double> values) implements FittedStep {
        @Override
        public Table apply(Table rows) {
            return Filling.numbers(rows, values);
        }

        @Override
        public DataFrame tidy() {
            return Tidy.of("terms", "value", values);
        }
    }
}
