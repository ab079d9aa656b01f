package keras4j.recipe;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dflib.DataFrame;

/** Ratio step: adds columns divided by others, {@code <column>_o_<denominator>}. */
record Ratio(Selector columns, Selector denominators) implements Step {
    @Override
    public Fitted learn(StepTable training) {
        Map<String, List<String>> pairs = new LinkedHashMap<>();
        for (String column : columns.in(training)) {
            for (String denominator : denominators.in(training)) {
                if (!column.equals(denominator)) {
                    StepTable.put(pairs, column + "_o_" + denominator, List.of(column, denominator));
                }
            }
        }
        return new Fitted(pairs);
    }

    record Fitted(Map<String, List<String>> pairs) implements FittedStep {
        @Override
        public StepTable apply(StepTable rows) {
            Map<String, double[]> made = new LinkedHashMap<>();
            pairs.forEach((name, pair) -> {
                if (rows.present(pair).size() == pair.size()) {
                    made.put(rows.free(name), ratio(rows.numbers(pair.get(0)), rows.numbers(pair.get(1))));
                }
            });
            return rows.with(made, Role.PREDICTOR);
        }

        private static double[] ratio(double[] numbers, double[] denominators) {
            for (int row = 0; row < numbers.length; row++) {
                numbers[row] /= denominators[row];
            }
            return numbers;
        }

        @Override
        public Map<String, List<String>> parts() {
            return pairs;
        }

        @Override
        public DataFrame tidy() {
            return TidyTable.each("terms", "parts", pairs);
        }
    }
}
