package keras4j;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import keras4j.plot.Chart;
import keras4j.plot.Charts;
import keras4j.plot.Points;
import org.dflib.DataFrame;
import org.dflib.Series;

/**
 * What a model predicts on average when one column has a value in all rows: partial dependence. J. Friedman:
 * <a href="https://doi.org/10.1214/aos/1013203451">Greedy function approximation: a gradient boosting machine</a>, Annals of
 * Statistics 29, 2001.
 *
 * @param column the column
 * @param values the values that it was given: numbers, ascending, or levels
 * @param means the mean prediction for each value, by the column of the predictions: {@code .pred}, or {@code .pred_<level>}
 */
public record Dependence(String column, List<Object> values, Map<String, List<Double>> means) {
    public Dependence {
        values = List.copyOf(values);
        Map<String, List<Double>> copy = new LinkedHashMap<>();
        means.forEach((prediction, each) -> copy.put(prediction, List.copyOf(each)));
        means = Collections.unmodifiableMap(copy);
    }

    /** Whether the values are numbers. */
    public boolean numeric() {
        return values.stream().allMatch(value -> value instanceof Number);
    }

    /** A column with the values, of the name of the column in question, and one for each column of the predictions. */
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

    /** The same as a picture: a line over numbers, bars over levels, for each column of the predictions. */
    public Chart plot() {
        return (numeric() ? lines() : bars()).x(column).y("mean prediction");
    }

    private Chart lines() {
        return Charts.line(means.entrySet().stream()
                .map(each -> Points.of(legend(each.getKey()), numbers(), doubles(each.getValue())))
                .toArray(Points[]::new));
    }

    private Chart bars() {
        Map<String, List<Double>> series = new LinkedHashMap<>();
        means.forEach((prediction, each) -> series.put(legend(prediction), each));
        return Charts.bars(values.stream().map(Object::toString).toList(), series);
    }

    private static String legend(String prediction) {
        return prediction.startsWith(".pred_") ? prediction.substring(".pred_".length()) : "";
    }

    /** As in {@code Dependence of .pred on wt: 29 values from 1.513 to 5.424}. */
    @Override
    public String toString() {
        String ends = values.isEmpty() ? "" : " from " + values.get(0) + " to " + values.get(values.size() - 1);
        return "Dependence of " + String.join(", ", means.keySet()) + " on " + column + ": " + values.size() + " values"
                + (numeric() ? ends : " " + Arrays.toString(values.toArray()));
    }
}
