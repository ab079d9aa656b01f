package keras4j.recipe;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dflib.DataFrame;

/** Step that keeps some columns and removes all others, except outcomes, case weights and ids. */
record Select(Selector columns) implements Step {
    @Override
    public Fitted learn(StepTable training) {
        Set<String> removed = new LinkedHashSet<>(Selectors.allPredictors().in(training));
        List<String> kept = columns.in(training);
        kept.forEach(removed::remove);
        return new Fitted(kept, List.copyOf(removed));
    }

    record Fitted(List<String> kept, List<String> removed) implements FittedStep {
        @Override
        public StepTable apply(StepTable rows) {
            return rows.without(removed);
        }

        @Override
        public Optional<List<PreprocessingLayers>> inLayers() {
            return Optional.of(List.of());
        }

        @Override
        public DataFrame tidy() {
            return TidyTable.of(kept);
        }
    }
}
