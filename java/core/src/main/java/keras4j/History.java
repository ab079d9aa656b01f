package keras4j;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import keras4j.plot.Chart;
import keras4j.plot.Charts;
import keras4j.plot.Table;
import keras4j.text.Figures;
import keras4j.text.Nearest;
import org.dflib.DataFrame;
import org.dflib.Series;

/**
 * How a fit went: for each epoch the loss and every metric, those of the validation rows with {@code val_} before the name.
 * See <a href="https://keras.io/api/models/model_training_apis/">Keras' fit</a>.
 */
public final class History {
    private final Map<String, List<Double>> metrics;

    private History(Map<String, List<Double>> metrics) {
        this.metrics = metrics;
    }

    /**
     * A history of these metrics, in the map's order: one number an epoch.
     *
     * @throws IllegalArgumentException if a metric has more or fewer epochs than the first
     */
    @JsonCreator
    public static History of(Map<String, List<Double>> metrics) {
        Map<String, List<Double>> copy = new LinkedHashMap<>();
        metrics.forEach((name, values) -> {
            int epochs = copy.isEmpty()
                    ? values.size()
                    : copy.values().iterator().next().size();
            if (values.size() != epochs) {
                throw new IllegalArgumentException("History: metric '" + name + "' must have " + epochs
                        + " epochs like the others, got " + values.size());
            }
            copy.put(name, List.copyOf(values));
        });
        return new History(Collections.unmodifiableMap(copy));
    }

    /** Number of epochs that ran. */
    public int epochs() {
        return metrics.values().stream().findFirst().map(List::size).orElse(0);
    }

    /** The metrics' names, in Keras' order. */
    public List<String> names() {
        return List.copyOf(metrics.keySet());
    }

    /**
     * One metric, a number an epoch.
     *
     * @throws IllegalArgumentException if there is no such metric
     */
    public double[] metric(String name) {
        List<Double> values = metrics.get(name);
        if (values == null) {
            throw new IllegalArgumentException("History: metric must be one of " + metrics.keySet() + ", got '" + name
                    + "'" + Nearest.quotedHint(name, metrics.keySet()));
        }
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** All metrics, unmodifiable. */
    @JsonValue
    public Map<String, List<Double>> asMap() {
        return metrics;
    }

    /** Column {@code epoch}, from 1, and one column a metric. */
    public DataFrame toFrame() {
        Stream<Series<?>> columns = Stream.concat(
                Stream.of(Series.ofInt(IntStream.rangeClosed(1, epochs()).toArray())),
                metrics.keySet().stream().map(name -> Series.ofDouble(metric(name))));
        return DataFrame.byColumn(header().toArray(String[]::new)).of(columns.toArray(Series<?>[]::new));
    }

    /** The same as text: a line an epoch, columns aligned. */
    public String table() {
        return rows().text();
    }

    /** The same as a part of an HTML page, as notebooks show it. */
    public String toHtml() {
        return rows().toHtml();
    }

    private Table rows() {
        return new Table(
                header(), IntStream.range(0, epochs()).mapToObj(this::line).toList());
    }

    /**
     * The history as a picture: a panel a metric, that of the validation rows beside it.
     *
     * @throws IllegalArgumentException if there is no epoch
     */
    public Chart plot() {
        return Charts.history(metrics);
    }

    private List<String> header() {
        return Stream.concat(Stream.of("epoch"), metrics.keySet().stream()).toList();
    }

    private List<String> line(int epoch) {
        Stream<String> figures = metrics.values().stream().map(values -> Figures.of(values.get(epoch)));
        return Stream.concat(Stream.of(String.valueOf(epoch + 1)), figures).toList();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof History that && metrics.equals(that.metrics);
    }

    @Override
    public int hashCode() {
        return metrics.hashCode();
    }

    /** As in {@code History 30 epochs, last: accuracy 0.9822, loss 0.0859}. */
    @Override
    public String toString() {
        int last = epochs() - 1;
        String end = last < 0
                ? ""
                : metrics.entrySet().stream()
                        .map(metric -> metric.getKey() + " "
                                + Figures.of(metric.getValue().get(last)))
                        .collect(Collectors.joining(", ", ", last: ", ""));
        return "History " + epochs() + " epochs" + end;
    }
}
