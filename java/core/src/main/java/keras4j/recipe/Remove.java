package keras4j.recipe;

import java.util.List;

/** Takes columns out. */
record Remove(Selector columns) implements Step {
    @Override
    public Fitted learn(Table training) {
        return new Fitted(columns.in(training));
    }

    record Fitted(List<String> removed) implements Dropped {}
}
