package keras4j.recipe;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dflib.DataFrame;

/** Takes the mean away. */
record Center(Selector columns) implements Step {
    @Override
    public Fitted learn(Table training) {
        return new Fitted(Moments.of(training, columns.in(training), Moments::mean));
    }

    record Fitted(Map<String, Double> means) implements FittedStep {
        @Override
        public Table apply(Table rows) {
            return rows.map(Moments.functions(means.keySet(), name -> {
                double mean = Moments.at(means, name);
                return value -> value - mean;
            }));
        }

        @Override
        public Optional<List<InLayers>> inLayers() {
            var layer = InLayers.normalization(List.copyOf(means.values()), InLayers.times(means.size(), 1));
            return Optional.of(List.of(InLayers.of(List.copyOf(means.keySet()), layer)));
        }

        @Override
        public DataFrame tidy() {
            return Tidy.of("terms", "value", means);
        }
    }
}
