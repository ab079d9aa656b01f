package keras4j.recipe;

import java.util.List;

/** Zero-variance filter: removes columns of a single value. */
record Zv(Selector columns) implements Step {
    @Override
    public Fitted learn(StepTable training) {
        return new Fitted(columns.in(training).stream()
                .filter(name -> LevelFrequencies.constant(training, name))
                .toList());
    }

    record Fitted(List<String> removed) implements DroppedColumns {}
}
