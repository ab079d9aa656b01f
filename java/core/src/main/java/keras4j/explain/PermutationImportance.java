package keras4j.explain;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import keras4j.internal.text.NearestName;
import keras4j.internal.text.Preconditions;
import keras4j.internal.text.ProgressNumbers;
import keras4j.internal.text.Quoted;
import keras4j.measure.Measure;
import keras4j.plot.Chart;
import keras4j.plot.ChartTable;
import keras4j.plot.Charts;
import org.dflib.DataFrame;
import org.dflib.Series;

/**
 * Permutation importance: the loss of predictive performance when one column is shuffled. L. Breiman: <a
 * href="https://doi.org/10.1023/A:1010933404324">Random forests</a>, Machine Learning 45, 2001. It is near 0 for a
 * column that the model does not need; correlated columns share their importance.
 *
 * @param measure the measure of the predictions
 * @param baseline its value on the rows as they are
 * @param losses the loss at each repeat, in units of the measure; by column, in the order of the fit
 */
public record PermutationImportance(Measure measure, double baseline, Map<String, List<Double>> losses) {
    /**
     * Creates the importance and copies the losses.
     *
     * @param measure the measure of the predictions
     * @param baseline its value on the rows as they are
     * @param losses the loss at each repeat, in units of the measure; by column, in the order of the fit
     */
    public PermutationImportance {
        Preconditions.notNull("PermutationImportance", "measure", measure);
        losses = Preconditions.lists("PermutationImportance", "losses", losses);
    }

    /**
     * Returns the importance of a column: the mean loss over the repeats.
     *
     * @param column the column
     * @return the mean, in units of the measure
     * @throws IllegalArgumentException if there is no such column
     */
    public double mean(String column) {
        Preconditions.notNull("PermutationImportance", "column", column);
        return of(column).stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }

    /**
     * Returns the standard deviation of a column's loss over the repeats.
     *
     * @param column the column
     * @return the root of the mean squared distance from the mean
     * @throws IllegalArgumentException if there is no such column
     */
    public double deviation(String column) {
        Preconditions.notNull("PermutationImportance", "column", column);
        double mean = mean(column);
        return Math.sqrt(of(column).stream()
                .mapToDouble(loss -> (loss - mean) * (loss - mean))
                .average()
                .orElse(Double.NaN));
    }

    private List<Double> of(String column) {
        List<Double> each = losses.get(column);
        if (each == null) {
            throw new IllegalArgumentException(
                    "PermutationImportance: column must be one of " + Quoted.cut(losses.keySet()) + ", got '"
                            + Quoted.cut(column) + "'" + NearestName.quotedHint(column, losses.keySet()));
        }
        return each;
    }

    /** {@return the columns, the most important first} */
    public List<String> columns() {
        return losses.keySet().stream()
                .sorted(Comparator.comparingDouble((String column) -> -mean(column)))
                .toList();
    }

    /**
     * Returns the importance as a frame with columns {@code variable}, {@code importance} (the mean) and {@code
     * std_dev}.
     *
     * @return one row for each column, the most important first
     */
    public DataFrame toFrame() {
        return DataFrame.byColumn("variable", "importance", "std_dev")
                .of(
                        Series.ofIterable(columns()),
                        Series.ofDouble(all(this::mean)),
                        Series.ofDouble(all(this::deviation)));
    }

    private double[] all(ToDoubleFunction<String> figure) {
        return columns().stream().mapToDouble(figure).toArray();
    }

    /**
     * Returns the importance as an aligned text table.
     *
     * @return one line for each column of the data
     */
    public String table() {
        return rows().text();
    }

    /**
     * Returns the importance as an HTML table, for notebooks.
     *
     * @return a part of an HTML page
     */
    public String toHtml() {
        return rows().toHtml();
    }

    private ChartTable rows() {
        return new ChartTable(
                List.of("variable", "importance", "std_dev"),
                columns().stream()
                        .map(column -> List.of(
                                column, ProgressNumbers.of(mean(column)), ProgressNumbers.of(deviation(column))))
                        .toList());
    }

    /**
     * Returns a bar chart of the importance, with a whisker of one standard deviation.
     *
     * @return the chart
     */
    public Chart plot() {
        return Charts.importance(columns(), all(this::mean), all(this::deviation))
                .x("loss of " + measure + " when shuffled");
    }

    /** Returns one line, as in {@code Importance by rmse: wt 2.1341, hp 0.8120, 8 more}. */
    @Override
    public String toString() {
        String first = columns().stream()
                .limit(2)
                .map(column -> column + " " + ProgressNumbers.of(mean(column)))
                .collect(Collectors.joining(", "));
        int more = losses.size() - 2;
        return "Importance by " + measure + ": " + first + (more > 0 ? ", " + more + " more" : "");
    }
}
