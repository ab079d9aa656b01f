package keras4j.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import keras4j.internal.text.NearestName;
import keras4j.internal.text.Preconditions;
import keras4j.internal.text.ProgressNumbers;
import keras4j.internal.text.Quoted;

/** Evaluation of a fitted network by Keras: its loss and metrics on some rows, in Keras' order. */
public final class Evaluation {
    private final Map<String, Double> metrics;

    private Evaluation(Map<String, Double> metrics) {
        this.metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    }

    /**
     * Returns an evaluation with the given metrics.
     *
     * @param metrics name and value, in order
     * @return the evaluation
     */
    @JsonCreator
    public static Evaluation of(Map<String, Double> metrics) {
        Preconditions.entries("Evaluation", "metrics", metrics);
        return new Evaluation(metrics);
    }

    /** {@return the loss, averaged over rows} */
    public double loss() {
        return metric("loss");
    }

    /**
     * Returns one metric.
     *
     * @param name its Keras name, such as {@code accuracy}
     * @return the value
     * @throws IllegalArgumentException if there is no such metric
     */
    public double metric(String name) {
        Preconditions.notNull("Evaluation", "name", name);
        Double value = metrics.get(name);
        if (value == null) {
            throw new IllegalArgumentException("Evaluation: metric must be one of " + Quoted.cut(metrics.keySet())
                    + ", got '" + Quoted.cut(name) + "'" + NearestName.quotedHint(name, metrics.keySet()));
        }
        return value;
    }

    /** {@return all metrics including the loss, unmodifiable} */
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

    /** Returns one line, as in {@code Evaluation accuracy 0.9822, loss 0.0859}. */
    @Override
    public String toString() {
        return metrics.entrySet().stream()
                .map(metric -> metric.getKey() + " " + ProgressNumbers.of(metric.getValue()))
                .collect(Collectors.joining(", ", "Evaluation ", ""));
    }
}
