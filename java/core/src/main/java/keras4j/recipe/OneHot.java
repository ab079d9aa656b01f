package keras4j.recipe;

import java.util.List;
import java.util.Map;

/** One-hot encoding: replaces a nominal column by a column of 0 and 1 for each level, {@code <column>_<level>}. */
record OneHot(Selector columns) implements Step {
    @Override
    public Fitted learn(StepTable training) {
        return new Fitted(DummyColumns.learn(training, columns));
    }

    record Fitted(Map<String, List<String>> levels) implements DummyColumns {
        @Override
        public int first() {
            return 0;
        }
    }
}
