package keras4j.recipe;

import java.util.LinkedHashMap;
import java.util.Map;

/** Imputation of missing numbers by a given constant. */
record ImputeConstant(Selector columns, double value) implements Step {
    @Override
    public Fitted learn(StepTable training) {
        Map<String, Double> values = new LinkedHashMap<>();
        columns.in(training).forEach(name -> values.put(name, value));
        return new Fitted(values);
    }

    record Fitted(Map<String, Double> values) implements MissingValueFill {}
}
