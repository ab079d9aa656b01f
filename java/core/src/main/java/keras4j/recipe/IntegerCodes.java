package keras4j.recipe;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.dflib.DataFrame;
import org.jspecify.annotations.Nullable;

/** Levels as whole numbers: from 1, a level never seen is 0; or from 0, and it is the number of levels. */
record IntegerCodes(Selector columns, boolean zeroBased) implements Step {
    @Override
    public Fitted learn(Table training) {
        return new Fitted(zeroBased, Indicators.learn(training, columns));
    }

    record Fitted(boolean zeroBased, Map<String, List<String>> levels) implements FittedStep {
        @Override
        public Table apply(Table rows) {
            Table table = rows;
            for (String name : rows.present(levels.keySet())) {
                Map<String, Integer> codes = Levels.codes(Objects.requireNonNull(levels.get(name)));
                @Nullable String[] labels = rows.labels(name);
                double[] numbers = new double[labels.length];
                for (int row = 0; row < numbers.length; row++) {
                    numbers[row] = code(codes, labels[row]);
                }
                table = table.with(name, rows.variable(name).role(), numbers);
            }
            return table;
        }

        private double code(Map<String, Integer> codes, @Nullable String label) {
            if (label == null) {
                return Double.NaN;
            }
            Integer code = codes.get(label);
            return code == null ? (zeroBased ? codes.size() : 0) : code + (zeroBased ? 0 : 1);
        }

        @Override
        public Optional<List<InLayers>> inLayers() {
            return Optional.of(levels.keySet().stream()
                    .map(name -> InLayers.of(List.of(name), InLayers.rescaling(1, zeroBased ? 0 : 1)))
                    .toList());
        }

        @Override
        public DataFrame tidy() {
            return Tidy.each("terms", "value", levels);
        }
    }
}
