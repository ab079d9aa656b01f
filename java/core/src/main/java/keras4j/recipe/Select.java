package keras4j.recipe;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dflib.DataFrame;

/** Keeps some columns and takes out all others, but for outcomes, case weights and ids. */
record Select(Selector columns) implements Step {
    @Override
    public Fitted learn(Table training) {
        Set<String> removed = new LinkedHashSet<>(Selectors.allPredictors().in(training));
        List<String> kept = columns.in(training);
        kept.forEach(removed::remove);
        return new Fitted(kept, List.copyOf(removed));
    }

    record Fitted(List<String> kept, List<String> removed) implements FittedStep {
        @Override
        public Table apply(Table rows) {
            return rows.without(removed);
        }

        @Override
        public Optional<List<InLayers>> inLayers() {
            return Optional.of(List.of());
        }

        @Override
        public DataFrame tidy() {
            return Tidy.of(kept);
        }
    }
}
