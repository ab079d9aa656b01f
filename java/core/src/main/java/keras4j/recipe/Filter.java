package keras4j.recipe;

import java.util.List;
import java.util.stream.IntStream;
import org.dflib.DataFrame;

/** Row filter: keeps the training rows for which a condition holds. */
record Filter(MutateExpression condition) implements Step {
    @Override
    public Fitted learn(StepTable training) {
        condition.columns().forEach(training::variable);
        return new Fitted(condition);
    }

    record Fitted(MutateExpression condition) implements FittedStep {
        @Override
        public StepTable apply(StepTable rows) {
            double[] holds = condition.values(rows);
            return rows.rows(IntStream.range(0, holds.length)
                    .filter(row -> holds[row] != 0 && !Double.isNaN(holds[row]))
                    .toArray());
        }

        @Override
        public boolean trainingOnly() {
            return true;
        }

        @Override
        public DataFrame tidy() {
            return TidyTable.of(List.of(condition.toString()));
        }
    }
}
