package keras4j.recipe;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dflib.DataFrame;

/** Step that renames a column. */
record Rename(String column, String to) implements Step {
    @Override
    public Fitted learn(StepTable training) {
        training.variable(column);
        return new Fitted(column, training.free(to));
    }

    record Fitted(String column, String to) implements FittedStep {
        @Override
        public StepTable apply(StepTable rows) {
            return rows.rename(Map.of(column, to));
        }

        @Override
        public Optional<List<PreprocessingLayers>> inLayers() {
            return Optional.of(List.of(new PreprocessingLayers(List.of(column), List.of(), List.of(to))));
        }

        @Override
        public Map<String, List<String>> parts() {
            return Map.of(to, List.of(column));
        }

        @Override
        public DataFrame tidy() {
            return TidyTable.of("terms", "value", Map.of(column, to));
        }
    }
}
