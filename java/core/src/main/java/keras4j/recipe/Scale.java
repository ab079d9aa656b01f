package keras4j.recipe;

import java.util.Map;
import org.dflib.DataFrame;

/** Scaling step: divides by the standard deviation. */
record Scale(Selector columns) implements Step {
    @Override
    public Fitted learn(StepTable training) {
        return new Fitted(ColumnMoments.of(training, columns.in(training), ColumnMoments::scale));
    }

    record Fitted(Map<String, Double> sds) implements LinearScaling {
        @Override
        public Map<String, Double> means() {
            return LinearScaling.constant(sds, 0);
        }

        @Override
        public DataFrame tidy() {
            return TidyTable.of("terms", "value", sds);
        }
    }
}
