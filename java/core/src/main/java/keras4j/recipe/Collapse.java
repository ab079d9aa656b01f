package keras4j.recipe;

import java.util.List;
import java.util.Map;
import keras4j.data.Tensor;
import keras4j.data.TensorSeries;
import org.dflib.DataFrame;

/** Step that replaces columns of numbers by one array column with cells of shape {@code (columns)}. */
record Collapse(Selector columns, String newColumn) implements Step {
    @Override
    public Fitted learn(StepTable training) {
        return new Fitted(columns.in(training), newColumn);
    }

    record Fitted(List<String> columns, String newColumn) implements FittedStep {
        @Override
        public StepTable apply(StepTable rows) {
            if (columns.isEmpty()) {
                return rows;
            }
            StepTable left = rows.without(columns);
            Tensor tensor = Tensor.of(Sequence.interleaved(rows, columns), rows.height(), columns.size());
            return left.with(
                    new RecipeVariable(left.free(newColumn), Kind.ARRAY, Role.PREDICTOR, List.of()),
                    TensorSeries.of(tensor));
        }

        @Override
        public Map<String, List<String>> parts() {
            return Map.of(newColumn, columns);
        }

        @Override
        public DataFrame tidy() {
            return TidyTable.of(columns);
        }
    }
}
