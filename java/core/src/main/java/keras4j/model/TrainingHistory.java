package keras4j.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import keras4j.internal.text.NearestName;
import keras4j.internal.text.Preconditions;
import keras4j.internal.text.ProgressNumbers;
import keras4j.internal.text.Quoted;
import keras4j.plot.Chart;
import keras4j.plot.ChartTable;
import keras4j.plot.Charts;
import org.dflib.DataFrame;
import org.dflib.Series;

/**
 * Training history: the loss and every metric of each epoch, those of the validation rows prefixed with {@code val_}.
 * See <a href="https://keras.io/api/models/model_training_apis/">Keras' fit</a>.
 */
public final class TrainingHistory {
    private final Map<String, List<Double>> metrics;

    private TrainingHistory(Map<String, List<Double>> metrics) {
        this.metrics = metrics;
    }

    /**
     * Returns a history of the given metrics.
     *
     * @param metrics one number an epoch for each metric, in order
     * @return the history
     * @throws IllegalArgumentException if a metric has more or fewer epochs than the first
     */
    @JsonCreator
    public static TrainingHistory of(Map<String, List<Double>> metrics) {
        Map<String, List<Double>> copy = Preconditions.lists("TrainingHistory", "metrics", metrics);
        copy.forEach((name, values) -> {
            int epochs = copy.values().iterator().next().size();
            if (values.size() != epochs) {
                throw new IllegalArgumentException("TrainingHistory: metric '" + Quoted.cut(name) + "' must have "
                        + epochs + " epochs like the others, got " + values.size());
            }
        });
        return new TrainingHistory(copy);
    }

    /** {@return the number of epochs that ran} */
    public int epochs() {
        return metrics.values().stream().findFirst().map(List::size).orElse(0);
    }

    /** {@return the metrics' names, in Keras' order} */
    public List<String> names() {
        return List.copyOf(metrics.keySet());
    }

    /**
     * Returns one metric.
     *
     * @param name its Keras name, such as {@code val_loss}
     * @return one number an epoch
     * @throws IllegalArgumentException if there is no such metric
     */
    public double[] metric(String name) {
        Preconditions.notNull("TrainingHistory", "name", name);
        List<Double> values = metrics.get(name);
        if (values == null) {
            throw new IllegalArgumentException("TrainingHistory: metric must be one of " + Quoted.cut(metrics.keySet())
                    + ", got '" + Quoted.cut(name) + "'" + NearestName.quotedHint(name, metrics.keySet()));
        }
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** {@return all metrics, unmodifiable} */
    @JsonValue
    public Map<String, List<Double>> asMap() {
        return metrics;
    }

    /**
     * Returns the history as a frame with column {@code epoch}, from 1, and one column for each metric.
     *
     * @return one row an epoch
     */
    public DataFrame toFrame() {
        Stream<Series<?>> columns = Stream.concat(
                Stream.of(Series.ofInt(IntStream.rangeClosed(1, epochs()).toArray())),
                metrics.keySet().stream().map(name -> Series.ofDouble(metric(name))));
        return DataFrame.byColumn(header().toArray(String[]::new)).of(columns.toArray(Series<?>[]::new));
    }

    /**
     * Returns the history as an aligned text table.
     *
     * @return one line an epoch
     */
    public String table() {
        return rows().text();
    }

    /**
     * Returns the history as an HTML table, for notebooks.
     *
     * @return a part of an HTML page
     */
    public String toHtml() {
        return rows().toHtml();
    }

    private ChartTable rows() {
        return new ChartTable(
                header(), IntStream.range(0, epochs()).mapToObj(this::line).toList());
    }

    /**
     * Returns a chart of the history: a panel for each metric, with the validation rows beside the training rows.
     *
     * @return the chart
     * @throws IllegalArgumentException if there is no epoch
     */
    public Chart plot() {
        return Charts.history(metrics);
    }

    private List<String> header() {
        return Stream.concat(Stream.of("epoch"), metrics.keySet().stream()).toList();
    }

    private List<String> line(int epoch) {
        Stream<String> figures = metrics.values().stream().map(values -> ProgressNumbers.of(values.get(epoch)));
        return Stream.concat(Stream.of(String.valueOf(epoch + 1)), figures).toList();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TrainingHistory that && metrics.equals(that.metrics);
    }

    @Override
    public int hashCode() {
        return metrics.hashCode();
    }

    /** Returns one line, as in {@code History 30 epochs, last: accuracy 0.9822, loss 0.0859}. */
    @Override
    public String toString() {
        int last = epochs() - 1;
        String end = last < 0
                ? ""
                : metrics.entrySet().stream()
                        .map(metric -> metric.getKey() + " "
                                + ProgressNumbers.of(metric.getValue().get(last)))
                        .collect(Collectors.joining(", ", ", last: ", ""));
        return "History " + epochs() + " epochs" + end;
    }
}
