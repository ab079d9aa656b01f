package keras4j.recipe;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dflib.DataFrame;

/** Takes the mean away and divides by the standard deviation. */
record Normalize(Selector columns) implements Step {
    @Override
    public Fitted learn(Table training) {
        List<String> names = columns.in(training);
        return new Fitted(Moments.of(training, names, Moments::mean), Moments.of(training, names, Moments::scale));
    }

    record Fitted(Map<String, Double> means, Map<String, Double> sds) implements FittedStep {
        @Override
        public Table apply(Table rows) {
            return rows.map(Moments.functions(means.keySet(), name -> {
                double mean = Moments.at(means, name);
                double sd = Moments.at(sds, name);
                return value -> (value - mean) / sd;
            }));
        }

        @Override
        public Optional<List<InLayers>> inLayers() {
            var layer = InLayers.normalization(List.copyOf(means.values()), List.copyOf(sds.values()));
            return Optional.of(List.of(InLayers.of(List.copyOf(means.keySet()), layer)));
        }

        @Override
        public DataFrame tidy() {
            Map<String, Map<String, Double>> statistics = new LinkedHashMap<>();
            statistics.put("mean", means);
            statistics.put("sd", sds);
            return Tidy.statistics(statistics);
        }
    }
}
