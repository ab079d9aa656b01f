package keras4j.recipe;

import java.util.List;
import org.dflib.DataFrame;

/** Row filter: drops the training rows in which a column is missing. */
record NaOmit(Selector columns) implements Step {
    @Override
    public Fitted learn(StepTable training) {
        return new Fitted(columns.in(training));
    }

    record Fitted(List<String> columns) implements FittedStep {
        @Override
        public StepTable apply(StepTable rows) {
            return rows.rows(rows.complete(columns));
        }

        @Override
        public boolean trainingOnly() {
            return true;
        }

        @Override
        public DataFrame tidy() {
            return TidyTable.of(columns);
        }
    }
}
