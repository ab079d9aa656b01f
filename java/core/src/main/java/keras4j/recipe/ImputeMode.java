package keras4j.recipe;

import java.util.LinkedHashMap;
import java.util.Map;
import org.dflib.DataFrame;

/** Imputation of missing labels by the most frequent level. */
record ImputeMode(Selector columns) implements Step {
    @Override
    public Fitted learn(StepTable training) {
        Map<String, String> values = new LinkedHashMap<>();
        columns.in(training).forEach(name -> values.put(name, LevelSets.mode(training, name)));
        return new Fitted(values);
    }

    record Fitted(Map<String, String> values) implements FittedStep {
        @Override
        public StepTable apply(StepTable rows) {
            return rows.edited(table -> {
                for (String name : rows.present(values.keySet())) {
                    LevelSets.map(
                            table,
                            rows,
                            name,
                            rows.variable(name).levels(),
                            label -> label == null ? values.get(name) : label);
                }
            });
        }

        @Override
        public DataFrame tidy() {
            return TidyTable.of("terms", "value", values);
        }
    }
}
