package keras4j.recipe;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.dflib.DataFrame;
import org.dflib.Series;
import org.jspecify.annotations.Nullable;

/**
 * Integer encoding of levels. Codes start at 1 and an unseen level is 0, or they start at 0 and an unseen level is the
 * number of levels.
 */
record IntegerCodes(Selector columns, boolean zeroBased) implements Step {
    @Override
    public Fitted learn(StepTable training) {
        return new Fitted(zeroBased, DummyColumns.learn(training, columns));
    }

    record Fitted(boolean zeroBased, Map<String, List<String>> levels) implements FittedStep {
        @Override
        public StepTable apply(StepTable rows) {
            return rows.edited(table -> {
                for (String name : rows.present(levels.keySet())) {
                    Map<String, Integer> codes = LevelSets.codes(Objects.requireNonNull(levels.get(name)));
                    @Nullable String[] labels = rows.labels(name);
                    double[] numbers = new double[labels.length];
                    Arrays.setAll(numbers, row -> code(codes, labels[row]));
                    table.put(RecipeVariable.number(name, rows.variable(name).role()), Series.ofDouble(numbers));
                }
            });
        }

        private double code(Map<String, Integer> codes, @Nullable String label) {
            if (label == null) {
                return Double.NaN;
            }
            Integer code = codes.get(label);
            return code == null ? (zeroBased ? codes.size() : 0) : code + (zeroBased ? 0 : 1);
        }

        @Override
        public Optional<List<PreprocessingLayers>> inLayers() {
            return Optional.of(levels.keySet().stream()
                    .map(name ->
                            PreprocessingLayers.of(List.of(name), PreprocessingLayers.rescaling(1, zeroBased ? 0 : 1)))
                    .toList());
        }

        @Override
        public DataFrame tidy() {
            return TidyTable.each("terms", "value", levels);
        }
    }
}
