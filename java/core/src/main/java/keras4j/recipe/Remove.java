package keras4j.recipe;

import java.util.List;

/** Step that removes columns. */
record Remove(Selector columns) implements Step {
    @Override
    public Fitted learn(StepTable training) {
        return new Fitted(columns.in(training));
    }

    record Fitted(List<String> removed) implements DroppedColumns {}
}
