package keras4j.recipe;

import java.util.Map;
import org.dflib.DataFrame;

/** Fills missing numbers with the mean. */
record ImputeMean(Selector columns) implements Step {
    @Override
    public Fitted learn(Table training) {
        return new Fitted(Moments.of(training, columns.in(training), Moments::mean));
    }

    record Fitted(Map<String, Double> values) implements FittedStep {
        @Override
        public Table apply(Table rows) {
            return Filling.numbers(rows, values);
        }

        @Override
        public DataFrame tidy() {
            return Tidy.of("terms", "value", values);
        }
    }
}
