package keras4j.measure;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Several measures of the same cases; the first is the one that a search looks at. What yardstick calls a metric set. */
public record Measures(@JsonValue List<Measure> list) {
    /**
     * These measures, in order.
     *
     * @throws IllegalArgumentException if there is none, or one is there twice
     */
    @JsonCreator
    public Measures {
        list = List.copyOf(list);
        if (list.isEmpty() || list.stream().distinct().count() < list.size()) {
            throw new IllegalArgumentException("Measures: measures must be distinct and at least one, got " + list);
        }
    }

    /** These measures, in order. */
    public static Measures of(Measure... measures) {
        return new Measures(List.of(measures));
    }

    /** The measures by which a search judges numbers: rmse, rsq. */
    public static Measures regression() {
        return of(Measure.RMSE, Measure.RSQ);
    }

    /** The measures by which a search judges classes: roc_auc, accuracy, brier_class. */
    public static Measures classification() {
        return of(Measure.ROC_AUC, Measure.ACCURACY, Measure.BRIER_CLASS);
    }

    /** What tells most of these cases: yardstick's {@code metrics()}. */
    static Measures usual(Cases cases) {
        if (cases instanceof NumberCases) {
            return of(Measure.RMSE, Measure.RSQ, Measure.MAE);
        }
        return Measure.ROC_AUC.suits(cases)
                ? of(Measure.ACCURACY, Measure.KAP, Measure.MN_LOG_LOSS, Measure.ROC_AUC)
                : of(Measure.ACCURACY, Measure.KAP);
    }

    /**
     * The scores of some cases, in the order of the measures.
     *
     * @throws IllegalArgumentException if a measure does not suit the cases
     */
    public Scores scores(Cases cases) {
        return Scores.of(Map.of("", cases), outcome -> this).logged();
    }

    /**
     * The scores of each outcome, by the measures that suit it.
     *
     * @throws IllegalArgumentException if an outcome has none
     */
    public Scores scores(Map<String, Cases> outcomes) {
        return quietly(outcomes).logged();
    }

    /** The same, but why a score is undefined is said by its notes alone, not by the log too. */
    public Scores quietly(Map<String, Cases> outcomes) {
        return Scores.of(outcomes, this::suitable);
    }

    private Measures suitable(Map.Entry<String, Cases> outcome) {
        List<Measure> suitable = list.stream()
                .filter(measure -> measure.suits(outcome.getValue()))
                .toList();
        if (suitable.isEmpty()) {
            throw new IllegalArgumentException("Measures: outcome '" + outcome.getKey() + "' must suit one of " + list
                    + ", got " + outcome.getValue());
        }
        return new Measures(suitable);
    }

    /** As in {@code Measures rmse, rsq}. */
    @Override
    public String toString() {
        return list.stream().map(Measure::toString).collect(Collectors.joining(", ", "Measures ", ""));
    }
}
