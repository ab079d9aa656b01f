package keras4j.recipe;

import java.util.Map;
import org.dflib.DataFrame;

/** Centering step: subtracts the mean. */
record Center(Selector columns) implements Step {
    @Override
    public Fitted learn(StepTable training) {
        return new Fitted(ColumnMoments.of(training, columns.in(training), ColumnMoments::mean));
    }

    record Fitted(Map<String, Double> means) implements LinearScaling {
        @Override
        public Map<String, Double> sds() {
            return LinearScaling.constant(means, 1);
        }

        @Override
        public DataFrame tidy() {
            return TidyTable.of("terms", "value", means);
        }
    }
}
