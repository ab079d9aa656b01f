package keras4j.recipe;

import java.util.Map;

/** Imputation of missing numbers by the median. */
record ImputeMedian(Selector columns) implements Step {
    @Override
    public Fitted learn(StepTable training) {
        return new Fitted(ColumnMoments.of(training, columns.in(training), ColumnMoments::median));
    }

    record Fitted(Map<String, Double> values) implements MissingValueFill {}
}
