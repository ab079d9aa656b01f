package keras4j.recipe;

import java.util.List;
import org.dflib.DataFrame;

/** Leaves out the training rows in which a column is missing. */
record NaOmit(Selector columns) implements Step {
    @Override
    public Fitted learn(Table training) {
        return new Fitted(columns.in(training));
    }

    record Fitted(List<String> columns) implements FittedStep {
        @Override
        public Table apply(Table rows) {
            return rows.rows(rows.complete(columns));
        }

        @Override
        public boolean trainingOnly() {
            return true;
        }

        @Override
        public DataFrame tidy() {
            return Tidy.of(columns);
        }
    }
}
