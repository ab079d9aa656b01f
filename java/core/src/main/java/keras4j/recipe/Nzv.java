package keras4j.recipe;

import java.util.List;

/**
 * Near-zero-variance filter: removes columns with few distinct values, one of which is far more frequent than the next.
 */
record Nzv(Selector columns, double frequencyCut, double uniqueCut) implements Step {
    @Override
    public Fitted learn(StepTable training) {
        return new Fitted(columns.in(training).stream()
                .filter(name -> near(LevelFrequencies.of(training, name)))
                .toList());
    }

    private boolean near(LevelFrequencies found) {
        return found.constant() || (found.ratio() > frequencyCut && found.percentUnique() <= uniqueCut);
    }

    record Fitted(List<String> removed) implements DroppedColumns {}
}
