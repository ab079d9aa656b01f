package keras4j.recipe;

import java.util.List;
import keras4j.data.Tensor;
import keras4j.data.TensorSeries;
import org.dflib.DataFrame;

/** One array column in place of columns of numbers: cells of shape {@code (columns)}. */
record Collapse(Selector columns, String newColumn) implements Step {
    @Override
    public Fitted learn(Table training) {
        return new Fitted(columns.in(training), newColumn);
    }

    record Fitted(List<String> columns, String newColumn) implements FittedStep {
        @Override
        public Table apply(Table rows) {
            if (columns.isEmpty()) {
                return rows;
            }
            Table left = rows.without(columns);
            Tensor tensor = Tensor.of(Sequence.interleaved(rows, columns), rows.height(), columns.size());
            return left.with(
                    new Variable(left.free(newColumn), Kind.ARRAY, Role.PREDICTOR, List.of()), TensorSeries.of(tensor));
        }

        @Override
        public DataFrame tidy() {
            return Tidy.of(columns);
        }
    }
}
