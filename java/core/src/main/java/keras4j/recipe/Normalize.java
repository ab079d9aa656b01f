package keras4j.recipe;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dflib.DataFrame;

/** Standardization step: subtracts the mean and divides by the standard deviation. */
record Normalize(Selector columns) implements Step {
    @Override
    public Fitted learn(StepTable training) {
        List<String> names = columns.in(training);
        return new Fitted(
                ColumnMoments.of(training, names, ColumnMoments::mean),
                ColumnMoments.of(training, names, ColumnMoments::scale));
    }

    record Fitted(Map<String, Double> means, Map<String, Double> sds) implements LinearScaling {
        @Override
        public DataFrame tidy() {
            Map<String, Map<String, Double>> statistics = new LinkedHashMap<>();
            statistics.put("mean", means);
            statistics.put("sd", sds);
            return TidyTable.statistics(statistics);
        }
    }
}
