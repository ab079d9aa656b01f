package keras4j.internal.prediction;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.dflib.DataFrame;
import org.dflib.Series;
import org.jspecify.annotations.Nullable;

/** Frame of predictions beside their rows. */
public final class AugmentedFrame {
    private final DataFrame rows;
    private final Set<String> transformed;
    private final Map<String, Series<?>> columns = new LinkedHashMap<>();

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
    public void add(OutputPredictions head, String suffix) {
        requireRows(head.output().rows());
        if (head.outcome().classifies()) {
            columns.put(".pred_class" + suffix, Series.ofIterable(head.labels()));
            head.probabilities(columns, ".pred", suffix);
            return;
        }
        head.values(columns, ".pred", suffix);
        List<String> outcomes = head.outcome().columns();
        for (int at = 0; head.output().rowSize() == outcomes.size() && at < outcomes.size(); at++) {
            if (rows.getColumnsIndex().contains(outcomes.get(at)) && !transformed.contains(outcomes.get(at))) {
                String name = outcomes.size() > 1 ? "_" + outcomes.get(at) : suffix;
                columns.put(
                        ".resid" + name,
                        residuals(outcomes.get(at), Objects.requireNonNull(columns.get(".pred" + name))));
            }
        }
    }

    private void requireRows(int predicted) {
        if (predicted != rows.height()) {
            throw new IllegalArgumentException("Predictions: frame must have the " + predicted
                    + " rows that were predicted, got " + rows.height());
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
            if (columns.putIfAbsent(name, rows.getColumn(name)) != null) {
                throw new IllegalArgumentException(
                        "Predictions: frame must have no column of a prediction, got '" + name + "'");
            }
        }
        return DataFrame.byColumn(columns.keySet().toArray(String[]::new))
                .of(columns.values().toArray(Series<?>[]::new));
    }
}
