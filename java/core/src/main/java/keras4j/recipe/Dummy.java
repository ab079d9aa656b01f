package keras4j.recipe;

import java.util.List;
import java.util.Map;

/**
 * Dummy coding: replaces a nominal column by a column of 0 and 1 for each level but the first,
 * {@code <column>_<level>}.
 */
record Dummy(Selector columns) implements Step {
    @Override
    public Fitted learn(StepTable training) {
        return new Fitted(DummyColumns.learn(training, columns));
    }

    record Fitted(Map<String, List<String>> levels) implements DummyColumns {
        @Override
        public int first() {
            return 1;
        }
    }
}
