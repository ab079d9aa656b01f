package keras4j.recipe;

import java.util.LinkedHashMap;
import java.util.Map;
import org.dflib.DataFrame;

/** Fills missing labels with the most frequent level. */
record ImputeMode(Selector columns) implements Step {
    @Override
    public Fitted learn(Table training) {
        Map<String, String> values = new LinkedHashMap<>();
        columns.in(training).forEach(name -> values.put(name, Levels.mode(training, name)));
        return new Fitted(values);
    }

    record Fitted(Map<String, String> values) implements FittedStep {
        @Override
        public Table apply(Table rows) {
            Table filled = rows;
            for (String name : rows.present(values.keySet())) {
                filled = Levels.map(
                        filled, name, rows.variable(name).levels(), label -> label == null ? values.get(name) : label);
            }
            return filled;
        }

        @Override
        public DataFrame tidy() {
            return Tidy.of("terms", "value", values);
        }
    }
}
