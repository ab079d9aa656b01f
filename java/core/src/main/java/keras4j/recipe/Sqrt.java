package keras4j.recipe;

import java.util.List;
import org.dflib.DataFrame;

/** Square root; that of a negative number is missing. */
record Sqrt(Selector columns) implements Step {
    @Override
    public Fitted learn(StepTable training) {
        return new Fitted(columns.in(training));
    }

    record Fitted(List<String> columns) implements FittedStep {
        @Override
        public StepTable apply(StepTable rows) {
            return rows.map(ColumnMoments.functions(columns, name -> Math::sqrt));
        }

        @Override
        public DataFrame tidy() {
            return TidyTable.of(columns);
        }
    }
}
