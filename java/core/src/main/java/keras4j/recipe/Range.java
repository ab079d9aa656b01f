package keras4j.recipe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dflib.DataFrame;

/** Maps the smallest value that was learned to {@code min}, the largest to {@code max}; what lies beyond is cut off. */
record Range(Selector columns, double min, double max, boolean clipping) implements Step {
    Range {
        if (!(min < max)) {
            throw new IllegalArgumentException("range: min must be below max, got " + min + " and " + max);
        }
    }

    @Override
    public Fitted learn(Table training) {
        List<String> names = columns.in(training);
        return new Fitted(
                min,
                max,
                clipping,
                Moments.of(training, names, Moments::min),
                Moments.of(training, names, Moments::max));
    }

    record Fitted(double min, double max, boolean clipping, Map<String, Double> lows, Map<String, Double> highs)
            implements FittedStep {
        @Override
        public Table apply(Table rows) {
            return rows.map(Moments.functions(lows.keySet(), name -> {
                double low = Moments.at(lows, name);
                double high = Moments.at(highs, name);
                double factor = high > low ? (max - min) / (high - low) : 0;
                return value -> cut((value - low) * factor + min);
            }));
        }

        private double cut(double value) {
            return clipping ? Math.max(min, Math.min(max, value)) : value;
        }

        /** From 0 to 1, cut off there, then to the range; a column of one value has no width to divide by. */
        @Override
        public Optional<List<InLayers>> inLayers() {
            List<Double> widths = lows.keySet().stream()
                    .map(name -> Moments.at(highs, name) - Moments.at(lows, name))
                    .toList();
            if (widths.contains(0.0)) {
                return Optional.empty();
            }
            List<InLayers.Layer> layers = new ArrayList<>();
            layers.add(InLayers.normalization(List.copyOf(lows.values()), widths));
            if (clipping) {
                layers.add(new InLayers.Layer("ReLU", Map.of("max_value", 1.0)));
            }
            layers.add(InLayers.rescaling(max - min, min));
            List<String> names = List.copyOf(lows.keySet());
            return Optional.of(List.of(new InLayers(names, layers, names)));
        }

        @Override
        public DataFrame tidy() {
            Map<String, Map<String, Double>> statistics = new LinkedHashMap<>();
            statistics.put("min", lows);
            statistics.put("max", highs);
            return Tidy.statistics(statistics);
        }
    }
}
