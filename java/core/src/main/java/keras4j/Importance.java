package keras4j;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import keras4j.measure.Measure;
import keras4j.plot.Chart;
import keras4j.plot.Charts;
import keras4j.plot.Table;
import keras4j.text.Figures;
import keras4j.text.Nearest;
import org.dflib.DataFrame;
import org.dflib.Series;

/**
 * How much worse a model predicts when what one column says of its rows is shuffled: permutation importance. L. Breiman:
 * <a href="https://doi.org/10.1023/A:1010933404324">Random forests</a>, Machine Learning 45, 2001. Near 0 for a column that the
 * model does not need; columns that say the same share what they matter.
 *
 * @param measure what tells how good predictions are
 * @param baseline what it says of the rows as they are
 * @param losses by how much it is worse, in units of the measure, at each repeat; by column, in the order of the fit
 */
public record Importance(Measure measure, double baseline, Map<String, List<Double>> losses) {
    public Importance {
        Map<String, List<Double>> copy = new LinkedHashMap<>();
        losses.forEach((column, each) -> copy.put(column, List.copyOf(each)));
        losses = Collections.unmodifiableMap(copy);
    }

    /**
     * How much a column matters: the mean over repeats.
     *
     * @throws IllegalArgumentException if there is no such column
     */
    public double mean(String column) {
        return of(column).stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }

    /** How far repeats differ: the root of the mean squared distance from the mean. */
    public double deviation(String column) {
        double mean = mean(column);
        return Math.sqrt(of(column).stream()
                .mapToDouble(loss -> (loss - mean) * (loss - mean))
                .average()
                .orElse(Double.NaN));
    }

    private List<Double> of(String column) {
        List<Double> each = losses.get(column);
        if (each == null) {
            throw new IllegalArgumentException("Importance: column must be one of " + losses.keySet() + ", got '"
                    + column + "'" + Nearest.quotedHint(column, losses.keySet()));
        }
        return each;
    }

    /** The columns, the one that matters most first. */
    public List<String> columns() {
        return losses.keySet().stream()
                .sorted(Comparator.comparingDouble((String column) -> -mean(column)))
                .toList();
    }

    /** Columns {@code variable}, {@code importance} (the mean) and {@code std_dev}, the most important first. */
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

    /** The same as text: a line for each column of the data, aligned. */
    public String table() {
        return rows().text();
    }

    /** The same as a part of an HTML page, as notebooks show it. */
    public String toHtml() {
        return rows().toHtml();
    }

    private Table rows() {
        return new Table(
                List.of("variable", "importance", "std_dev"),
                columns().stream()
                        .map(column -> List.of(column, Figures.of(mean(column)), Figures.of(deviation(column))))
                        .toList());
    }

    /** The same as a picture: a bar for each column, with a whisker of one deviation. */
    public Chart plot() {
        return Charts.importance(columns(), all(this::mean), all(this::deviation))
                .x("loss of " + measure + " when shuffled");
    }

    /** As in {@code Importance by rmse: wt 2.1341, hp 0.8120, 8 more}. */
    @Override
    public String toString() {
        String first = columns().stream()
                .limit(2)
                .map(column -> column + " " + Figures.of(mean(column)))
                .collect(Collectors.joining(", "));
        int more = losses.size() - 2;
        return "Importance by " + measure + ": " + first + (more > 0 ? ", " + more + " more" : "");
    }
}
