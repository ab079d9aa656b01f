package keras4j.internal.prediction;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import keras4j.data.InvalidRowException;
import keras4j.internal.text.Quoted;
import org.dflib.DataFrame;
import org.dflib.Series;
import org.jspecify.annotations.Nullable;

/** Frame of predictions beside their rows. */
public final class AugmentedFrame {
    private final DataFrame rows;
    private final Set<String> transformed;
    private final PredictionColumns columns = new PredictionColumns();

    /**
     * Creates a frame without predictions.
     *
     * @param transformed the outcomes whose predictions are in other units than the rows
     */
    public AugmentedFrame(DataFrame rows, Set<String> transformed) {
        this.rows = rows;
        this.transformed = transformed;
    }

    /** Adds the predictions of one output, with residuals if the truth is known. */
    public void add(OutputPredictions head, PredictionNames names) {
        requireRows(head.output().rows());
        head.all(columns, names);
        List<String> outcomes = head.outcome().columns();
        if (head.outcome().classifies() || head.output().rowSize() != outcomes.size()) {
            return;
        }
        for (int at = 0; at < outcomes.size(); at++) {
            if (rows.getColumnsIndex().contains(outcomes.get(at)) && !transformed.contains(outcomes.get(at))) {
                Series<?> predicted = columns.get(names.values(".pred").get(at));
                columns.add(
                        names.values(".resid").get(at), residuals(outcomes.get(at), Objects.requireNonNull(predicted)));
            }
        }
    }

    private void requireRows(int predicted) {
        if (predicted != rows.height()) {
            throw new InvalidRowException(
                    "Predictions: frame", "have the " + predicted + " rows that were predicted", rows.height());
        }
    }

    private Series<?> residuals(String outcome, Series<?> predicted) {
        Series<?> observed = rows.getColumn(outcome);
        double[] residuals = new double[observed.size()];
        for (int row = 0; row < residuals.length; row++) {
            residuals[row] = number(observed.get(row)) - number(predicted.get(row));
        }
        return Series.ofDouble(residuals);
    }

    private static double number(@Nullable Object cell) {
        return cell instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    /** Returns the predictions' columns, then those of the rows. */
    public DataFrame frame() {
        for (String name : rows.getColumnsIndex()) {
            if (columns.get(name) != null) {
                throw new InvalidRowException(
                                "Predictions: frame", "have no column of a prediction", "'" + Quoted.cut(name) + "'")
                        .in(name);
            }
            columns.add(name, rows.getColumn(name));
        }
        return columns.frame();
    }
}
