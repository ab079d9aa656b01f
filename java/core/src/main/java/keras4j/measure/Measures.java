package keras4j.measure;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import keras4j.internal.text.Preconditions;
import keras4j.internal.text.Quoted;

/**
 * A metric set: several measures of the same cases. A search optimizes the first one.
 *
 * @param list the measures, in order
 */
public record Measures(@JsonValue List<Measure> list) {
    /**
     * Checks and copies the measures.
     *
     * @param list the measures, in order
     * @throws IllegalArgumentException if there is none, or one is there twice
     */
    @JsonCreator
    public Measures {
        list = Preconditions.items("Measures", "list", list);
        if (list.isEmpty() || list.stream().distinct().count() < list.size()) {
            throw new IllegalArgumentException(
                    "Measures: measures must be distinct and not empty, got " + Quoted.cut(list));
        }
    }

    /**
     * Returns these measures, in order.
     *
     * @param measures the measures, distinct and at least one
     * @return the metric set
     */
    public static Measures of(Measure... measures) {
        Preconditions.array("Measures", "measures", measures);
        return new Measures(List.of(measures));
    }

    /** {@return the default measures of a search for numbers: rmse, rsq} */
    public static Measures regression() {
        return of(Measure.RMSE, Measure.RSQ);
    }

    /** {@return the default measures of a search for classes: roc_auc, accuracy, brier_class} */
    public static Measures classification() {
        return of(Measure.ROC_AUC, Measure.ACCURACY, Measure.BRIER_CLASS);
    }

    /** Returns the default measures of these cases: yardstick's {@code metrics()}. */
    static Measures usual(TruthEstimates cases) {
        if (cases instanceof NumberCases) {
            return of(Measure.RMSE, Measure.RSQ, Measure.MAE);
        }
        return Measure.ROC_AUC.suits(cases)
                ? of(Measure.ACCURACY, Measure.KAP, Measure.MN_LOG_LOSS, Measure.ROC_AUC)
                : of(Measure.ACCURACY, Measure.KAP);
    }

    /**
     * Computes the scores of some cases, in the order of the measures.
     *
     * @param cases the cases
     * @return the scores
     * @throws IllegalArgumentException if a measure does not suit the cases
     */
    public Scores scores(TruthEstimates cases) {
        Preconditions.notNull("Measures", "cases", cases);
        return Scores.of(Map.of("", cases), outcome -> this).logged();
    }

    /**
     * Computes the scores of each outcome by the measures that suit it, and logs why some are undefined.
     *
     * @param outcomes outcome to cases
     * @return the scores
     * @throws IllegalArgumentException if no measure suits an outcome
     */
    public Scores scores(Map<String, TruthEstimates> outcomes) {
        Preconditions.entries("Measures", "outcomes", outcomes);
        return quietly(outcomes).logged();
    }

    /**
     * Computes the scores like {@link #scores(Map)} but without logging; undefined scores are explained by their notes
     * only.
     *
     * @param outcomes outcome to cases
     * @return the scores
     */
    public Scores quietly(Map<String, TruthEstimates> outcomes) {
        Preconditions.entries("Measures", "outcomes", outcomes);
        return Scores.of(outcomes, this::suitable);
    }

    private Measures suitable(Map.Entry<String, TruthEstimates> outcome) {
        List<Measure> suitable = list.stream()
                .filter(measure -> measure.suits(outcome.getValue()))
                .toList();
        if (suitable.isEmpty()) {
            throw new IllegalArgumentException("Measures: outcome '" + Quoted.cut(outcome.getKey())
                    + "' must suit one of " + list + ", got " + outcome.getValue());
        }
        return new Measures(suitable);
    }

    /** Returns text such as {@code Measures rmse, rsq}. */
    @Override
    public String toString() {
        return list.stream().map(Measure::toString).collect(Collectors.joining(", ", "Measures ", ""));
    }
}
