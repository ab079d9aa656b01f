package keras4j.recipe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dflib.DataFrame;

/**
 * Min-max scaling: maps the smallest learned value to {@code min} and the largest to {@code max}, and clips values
 * beyond.
 */
record Range(Selector columns, double min, double max, boolean clipping) implements Step {
    Range {
        if (!(min < max)) {
            throw new IllegalArgumentException("range: min must be below max, got " + min + " and " + max);
        }
    }

    @Override
    public Fitted learn(StepTable training) {
        List<String> names = columns.in(training);
        return new Fitted(
                min,
                max,
                clipping,
                ColumnMoments.of(training, names, ColumnMoments::min),
                ColumnMoments.of(training, names, Range::high));
    }

    /** Returns the largest number; of a constant column the smallest, so that rounding is not stretched to a range. */
    private static double high(double[] values) {
        double min = ColumnMoments.min(values);
        double max = ColumnMoments.max(values);
        return ColumnMoments.isConstant(min, max) ? min : max;
    }

    record Fitted(double min, double max, boolean clipping, Map<String, Double> lows, Map<String, Double> highs)
            implements FittedStep {
        @Override
        public StepTable apply(StepTable rows) {
            return rows.map(ColumnMoments.functions(lows.keySet(), name -> {
                double low = ColumnMoments.at(lows, name);
                double high = ColumnMoments.at(highs, name);
                double factor = high > low ? (max - min) / (high - low) : 0;
                return value -> cut((value - low) * factor + min);
            }));
        }

        private double cut(double value) {
            return clipping ? Math.max(min, Math.min(max, value)) : value;
        }

        @Override
        public double layerError(String column, double before) {
            if (!lows.containsKey(column)) {
                return before;
            }
            double low = ColumnMoments.at(lows, column);
            double high = ColumnMoments.at(highs, column);
            double largest = Math.max(Math.abs(low), Math.abs(high));
            return PreprocessingLayers.scaledError(before, largest, high - low) * (max - min);
        }

        /**
         * Returns layers that scale to 0 to 1, clip, and scale to the range. Empty if a column is constant, which has
         * no width to divide by.
         */
        @Override
        public Optional<List<PreprocessingLayers>> inLayers() {
            List<Double> widths = lows.keySet().stream()
                    .map(name -> ColumnMoments.at(highs, name) - ColumnMoments.at(lows, name))
                    .toList();
            if (widths.contains(0.0)) {
                return Optional.empty();
            }
            List<PreprocessingLayers.Layer> layers = new ArrayList<>();
            layers.add(PreprocessingLayers.normalization(List.copyOf(lows.values()), widths));
            if (clipping) {
                layers.add(new PreprocessingLayers.Layer("ReLU", Map.of("max_value", 1.0)));
            }
            layers.add(PreprocessingLayers.rescaling(max - min, min));
            List<String> names = List.copyOf(lows.keySet());
            return Optional.of(List.of(new PreprocessingLayers(names, layers, names)));
        }

        @Override
        public DataFrame tidy() {
            Map<String, Map<String, Double>> statistics = new LinkedHashMap<>();
            statistics.put("min", lows);
            statistics.put("max", highs);
            return TidyTable.statistics(statistics);
        }
    }
}
