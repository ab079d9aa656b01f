package keras4j.recipe;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

        @Override
        public DataFrame tidy() {
            Map<String, Map<String, Double>> statistics = new LinkedHashMap<>();
            statistics.put("min", lows);
            statistics.put("max", highs);
            return Tidy.statistics(statistics);
        }
    }
}
