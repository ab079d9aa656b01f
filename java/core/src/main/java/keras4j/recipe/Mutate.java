package keras4j.recipe;

import java.util.Map;
import org.dflib.DataFrame;

/** A column computed from others in the same row. */
record Mutate(String column, Expression expression) implements Step {
    @Override
    public Fitted learn(Table training) {
        expression.columns().forEach(training::variable);
        return new Fitted(column, expression);
    }

    record Fitted(String column, Expression expression) implements FittedStep {
        @Override
        public Table apply(Table rows) {
            if (rows.present(expression.columns()).size() < expression.columns().size()) {
                return rows;
            }
            Role role = rows.has(column) ? rows.variable(column).role() : Role.PREDICTOR;
            return rows.with(column, role, expression.values(rows));
        }

        @Override
        public DataFrame tidy() {
            return Tidy.of("terms", "value", Map.of(column, expression.toString()));
        }
    }
}
