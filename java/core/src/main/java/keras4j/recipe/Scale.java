package keras4j.recipe;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dflib.DataFrame;

/** Divides by the standard deviation. */
record Scale(Selector columns) implements Step {
    @Override
    public Fitted learn(Table training) {
        return new Fitted(Moments.of(training, columns.in(training), Moments::scale));
    }

    record Fitted(Map<String, Double> sds) implements FittedStep {
        @Override
        public Table apply(Table rows) {
            return rows.map(Moments.functions(sds.keySet(), name -> {
                double sd = Moments.at(sds, name);
                return value -> value / sd;
            }));
        }

        @Override
        public Optional<List<InLayers>> inLayers() {
            var layer = InLayers.normalization(InLayers.times(sds.size(), 0), List.copyOf(sds.values()));
            return Optional.of(List.of(InLayers.of(List.copyOf(sds.keySet()), layer)));
        }

        @Override
        public DataFrame tidy() {
            return Tidy.of("terms", "value", sds);
        }
    }
}
