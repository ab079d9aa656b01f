package keras4j.recipe;

import java.util.List;

/** Takes out columns that are of nearly one value: one that is far more frequent than the next, and few distinct ones. */
record Nzv(Selector columns, double frequencyCut, double uniqueCut) implements Step {
    @Override
    public Fitted learn(Table training) {
        return new Fitted(columns.in(training).stream()
                .filter(name -> near(Frequencies.of(training, name)))
                .toList());
    }

    private boolean near(Frequencies found) {
        return found.constant() || (found.ratio() > frequencyCut && found.percentUnique() <= uniqueCut);
    }

    record Fitted(List<String> removed) implements Dropped {}
}
