package keras4j.recipe;

import java.util.List;
import java.util.Map;
import org.dflib.DataFrame;

/** Computed column: an expression of other columns in each row. */
record Mutate(String column, MutateExpression expression) implements Step {
    @Override
    public Fitted learn(StepTable training) {
        expression.columns().forEach(training::variable);
        return new Fitted(column, expression);
    }

    record Fitted(String column, MutateExpression expression) implements FittedStep {
        @Override
        public StepTable apply(StepTable rows) {
            if (rows.present(expression.columns()).size() < expression.columns().size()) {
                return rows;
            }
            Role role = rows.has(column) ? rows.variable(column).role() : Role.PREDICTOR;
            return rows.with(column, role, expression.values(rows));
        }

        @Override
        public Map<String, List<String>> parts() {
            return Map.of(column, List.copyOf(expression.columns()));
        }

        @Override
        public DataFrame tidy() {
            return TidyTable.of("terms", "value", Map.of(column, expression.toString()));
        }
    }
}
