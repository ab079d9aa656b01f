package keras4j;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import keras4j.text.Figures;
import keras4j.text.Nearest;

/** How good a fitted network is on some rows: its loss and its metrics, in Keras' order. */
public final class Evaluation {
    private final Map<String, Double> metrics;

    private Evaluation(Map<String, Double> metrics) {
        this.metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    }

    /** An evaluation of these metrics, in the map's order. */
    @JsonCreator
    public static Evaluation of(Map<String, Double> metrics) {
        return new Evaluation(metrics);
    }

    /** The loss, averaged over rows. */
    public double loss() {
        return metric("loss");
    }

    /**
     * One metric by its Keras name, such as {@code accuracy}.
     *
     * @throws IllegalArgumentException if there is no such metric
     */
    public double metric(String name) {
        Double value = metrics.get(name);
        if (value == null) {
            throw new IllegalArgumentException("Evaluation: metric must be one of " + metrics.keySet() + ", got '"
                    + name + "'" + Nearest.quotedHint(name, metrics.keySet()));
        }
        return value;
    }

    /** All metrics, the loss among them, unmodifiable. */
    @JsonValue
    public Map<String, Double> asMap() {
        return metrics;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Evaluation that && metrics.equals(that.metrics);
    }

    @Override
    public int hashCode() {
        return metrics.hashCode();
    }

    /** As in {@code Evaluation accuracy 0.9822, loss 0.0859}. */
    @Override
    public String toString() {
        return metrics.entrySet().stream()
                .map(metric -> metric.getKey() + " " + Figures.of(metric.getValue()))
                .collect(Collectors.joining(", ", "Evaluation ", ""));
    }
}
