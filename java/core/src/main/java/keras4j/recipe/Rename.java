package keras4j.recipe;

import java.util.Map;
import org.dflib.DataFrame;

/** Another name for a column. */
record Rename(String column, String to) implements Step {
    @Override
    public Fitted learn(Table training) {
        training.variable(column);
        return new Fitted(column, training.free(to));
    }

    record Fitted(String column, String to) implements FittedStep {
        @Override
        public Table apply(Table rows) {
            return rows.rename(Map.of(column, to));
        }

        @Override
        public DataFrame tidy() {
            return Tidy.of("terms", "value", Map.of(column, to));
        }
    }
}
