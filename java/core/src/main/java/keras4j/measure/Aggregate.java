package keras4j.measure;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import keras4j.internal.text.Preconditions;
import keras4j.internal.text.Quoted;

/**
 * A single score for several outcomes: the weighted mean of a measure of each.
 *
 * @param measures outcome to measure; all have one direction
 * @param weights outcome to weight
 */
public record Aggregate(
        @JsonProperty("measures") Map<String, Measure> measures,
        @JsonProperty("weights") Map<String, Double> weights) {
    /**
     * Checks and copies the measures and weights.
     *
     * @param measures outcome to measure; all have one direction
     * @param weights outcome to weight
     * @throws IllegalArgumentException if there is no outcome, the measures differ in direction, or the weights are not
     *     one number of 0 or more for each outcome, with a sum above 0
     */
    @JsonCreator
    public Aggregate {
        Preconditions.entries("Aggregate", "weights", weights);
        measures = Preconditions.entries("Aggregate", "measures", measures);
        weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
        if (measures.values().stream().map(Measure::direction).distinct().count() != 1) {
            throw must("measures", "not be empty and must share one direction", measures);
        }
        boolean positive =
                weights.values().stream().allMatch(weight -> weight >= 0 && weight < Double.POSITIVE_INFINITY);
        if (!weights.keySet().equals(measures.keySet()) || !positive || sum(weights) <= 0) {
            throw must("weights", "be 0 or more for each of " + Quoted.cut(measures.keySet()) + ", not all 0", weights);
        }
    }

    private static double sum(Map<String, Double> weights) {
        return weights.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /**
     * Returns the mean of one measure over these outcomes, all with weight 1.
     *
     * @param measure the measure
     * @param outcomes the names of the outcomes
     * @return the aggregate
     */
    public static Aggregate mean(Measure measure, String... outcomes) {
        Preconditions.notNull("Aggregate", "measure", measure);
        Preconditions.notNull("Aggregate", "outcomes", outcomes);
        Map<String, Measure> measures = new LinkedHashMap<>();
        Arrays.stream(outcomes).forEach(outcome -> measures.put(outcome, measure));
        return mean(measures);
    }

    /**
     * Returns the mean of a measure for each outcome, all with weight 1.
     *
     * @param measures outcome to measure; all have one direction
     * @return the aggregate
     */
    public static Aggregate mean(Map<String, Measure> measures) {
        Preconditions.entries("Aggregate", "measures", measures);
        Map<String, Double> ones = new LinkedHashMap<>();
        measures.keySet().forEach(outcome -> ones.put(outcome, 1.0));
        return new Aggregate(measures, ones);
    }

    /**
     * Returns a copy with other weights.
     *
     * @param weights outcome to weight, 0 or more
     * @return the aggregate with these weights
     */
    public Aggregate weights(Map<String, Double> weights) {
        Preconditions.entries("Aggregate", "weights", weights);
        return new Aggregate(measures, weights);
    }

    /** {@return the direction of all measures} */
    public Direction direction() {
        return measures.values().iterator().next().direction();
    }

    /**
     * Returns the weighted mean for these cases; NaN if a measure is undefined for its outcome.
     *
     * @param outcomes outcome to cases
     * @return the mean
     * @throws IllegalArgumentException if an outcome is missing, or its cases do not suit its measure
     */
    public double score(Map<String, TruthEstimates> outcomes) {
        Preconditions.entries("Aggregate", "outcomes", outcomes);
        double sum = 0;
        for (Map.Entry<String, Measure> each : measures.entrySet()) {
            TruthEstimates cases = outcomes.get(each.getKey());
            if (cases == null) {
                throw must("cases", "cover outcomes " + Quoted.cut(measures.keySet()), List.copyOf(outcomes.keySet()));
            }
            sum += weight(each.getKey()) * each.getValue().score(cases).value();
        }
        return sum / sum(weights);
    }

    private double weight(String outcome) {
        return Objects.requireNonNull(weights.get(outcome));
    }

    private static IllegalArgumentException must(String what, String accepted, Object got) {
        return new IllegalArgumentException("Aggregate: " + what + " must " + accepted + ", got " + Quoted.cut(got));
    }

    /** Returns text such as {@code mean of rmse of price, 2 × rmse of area}. */
    @Override
    public String toString() {
        return measures.entrySet().stream()
                .map(each -> factor(weight(each.getKey())) + each.getValue() + " of " + each.getKey())
                .collect(Collectors.joining(", ", "mean of ", ""));
    }

    private static String factor(double weight) {
        return weight == 1 ? "" : Score.plain(weight) + " × ";
    }
}
