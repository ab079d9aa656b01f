package keras4j.recipe;

import java.util.List;
import java.util.stream.IntStream;
import org.dflib.DataFrame;

/** Keeps the training rows for which a condition holds. */
record Filter(Expression condition) implements Step {
    @Override
    public Fitted learn(Table training) {
        condition.columns().forEach(training::variable);
        return new Fitted(condition);
    }

    record Fitted(Expression condition) implements FittedStep {
        @Override
        public Table apply(Table rows) {
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
            return Tidy.of(List.of(condition.toString()));
        }
    }
}
