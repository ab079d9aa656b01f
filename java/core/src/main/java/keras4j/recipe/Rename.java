package keras4j.recipe;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dflib.DataFrame;

/** Another name for a column. */
record Rename(String column, String to) implements Step {
    @Override
    public Fitted learn(Table training) {
        training.variable(column);
        return new Fitted(column, training.free(to));
    }

    record Fitted(String column, String to) implements FittedStep {
        @Override
        public Table apply(Table rows) {
            return rows.rename(Map.of(column, to));
        }

        @Override
        public Optional<List<InLayers>> inLayers() {
            return Optional.of(List.of(new InLayers(List.of(column), List.of(), List.of(to))));
        }

        @Override
        public DataFrame tidy() {
            return Tidy.of("terms", "value", Map.of(column, to));
        }
    }
}
