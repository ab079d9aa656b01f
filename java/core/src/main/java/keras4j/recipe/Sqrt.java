package keras4j.recipe;

import java.util.List;
import org.dflib.DataFrame;

/** The square root; that of a negative number is missing. */
record Sqrt(Selector columns) implements Step {
    @Override
    public Fitted learn(Table training) {
        return new Fitted(columns.in(training));
    }

    record Fitted(List<String> columns) implements FittedStep {
        @Override
        public Table apply(Table rows) {
            return rows.map(Moments.functions(columns, name -> Math::sqrt));
        }

        @Override
        public DataFrame tidy() {
            return Tidy.of(columns);
        }
    }
}
