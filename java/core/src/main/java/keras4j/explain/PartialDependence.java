package keras4j.explain;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import keras4j.internal.text.Preconditions;
import keras4j.internal.text.Quoted;
import keras4j.plot.Chart;
import keras4j.plot.ChartPoints;
import keras4j.plot.Charts;
import org.dflib.DataFrame;
import org.dflib.Series;

/**
 * Partial dependence: the mean prediction of a model as a function of one column, which has each value in all rows in
 * turn. J. Friedman: <a href="https://doi.org/10.1214/aos/1013203451">Greedy function approximation: a gradient
 * boosting machine</a>, Annals of Statistics 29, 2001.
 *
 * @param column the column
 * @param values the values given to the column: numbers, ascending, or levels
 * @param means the mean prediction for each value, by the column of the predictions: {@code .pred}, or {@code
 *     .pred_<level>}
 */
public record PartialDependence(String column, List<Object> values, Map<String, List<Double>> means) {
    /**
     * Creates the dependence and copies values and means.
     *
     * @param column the column
     * @param values the values given to the column: numbers, ascending, or levels
     * @param means the mean prediction for each value, by the column of the predictions: {@code .pred}, or {@code
     *     .pred_<level>}
     */
    public PartialDependence {
        Preconditions.notNull("PartialDependence", "column", column);
        values = Preconditions.items("PartialDependence", "values", values);
        means = Preconditions.lists("PartialDependence", "means", means);
        for (Map.Entry<String, List<Double>> each : means.entrySet()) {
            Preconditions.sameSize(
                    "PartialDependence",
                    "values",
                    values.size(),
                    Quoted.cut(each.getKey()),
                    each.getValue().size());
        }
    }

    /** {@return whether the values are numbers} */
    public boolean numeric() {
        return values.stream().allMatch(value -> value instanceof Number);
    }

    /**
     * Returns the values and means as a frame.
     *
     * @return one row for each value: the value in a column of that name, and the mean of each column of the
     *     predictions
     */
    public DataFrame toFrame() {
        String[] names =
                Stream.concat(Stream.of(column), means.keySet().stream()).toArray(String[]::new);
        Stream<Series<?>> columns = Stream.concat(
                Stream.of(numeric() ? Series.ofDouble(numbers()) : Series.ofIterable(values)),
                means.values().stream().map(each -> Series.ofDouble(doubles(each))));
        return DataFrame.byColumn(names).of(columns.toArray(Series<?>[]::new));
    }

    private double[] numbers() {
        return values.stream()
                .mapToDouble(value -> ((Number) value).doubleValue())
                .toArray();
    }

    private static double[] doubles(List<Double> each) {
        return each.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /**
     * Returns a chart of the means: a line over numbers or bars over levels, for each column of the predictions.
     *
     * @return the chart
     */
    public Chart plot() {
        return (numeric() ? lines() : bars()).x(column).y("mean prediction");
    }

    private Chart lines() {
        return Charts.line(means.entrySet().stream()
                .map(each -> ChartPoints.of(legend(each.getKey()), numbers(), doubles(each.getValue())))
                .toArray(ChartPoints[]::new));
    }

    private Chart bars() {
        Map<String, List<Double>> series = new LinkedHashMap<>();
        means.forEach((prediction, each) -> series.put(legend(prediction), each));
        return Charts.bars(values.stream().map(Object::toString).toList(), series);
    }

    private static String legend(String prediction) {
        return prediction.startsWith(".pred_") ? prediction.substring(".pred_".length()) : "";
    }

    /** Returns one line, as in {@code Dependence of .pred on wt: 29 values from 1.513 to 5.424}. */
    @Override
    public String toString() {
        String ends = values.isEmpty() ? "" : " from " + values.get(0) + " to " + values.get(values.size() - 1);
        return "Dependence of " + String.join(", ", means.keySet()) + " on " + column + ": " + values.size() + " values"
                + (numeric() ? ends : " " + Arrays.toString(values.toArray()));
    }
}
