package keras4j.tune;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import keras4j.internal.text.JsonText;
import keras4j.internal.text.Preconditions;
import keras4j.internal.text.ProgressNumbers;
import keras4j.measure.Aggregate;
import keras4j.measure.TruthEstimates;
import org.jspecify.annotations.Nullable;

/**
 * Result of one trial.
 *
 * @param scores a score for each criterion; none if the trial failed
 * @param notes remarks, such as the reason for an undefined score
 * @param failure the reason for the failure; null if there are scores
 * @param predictions columns of the predictions for the fold's assessment rows, if they are saved
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record TrialResult(
        @JsonProperty("scores") List<CriterionScore> scores,
        @JsonProperty("notes") List<String> notes,
        @JsonProperty("failure") @Nullable String failure,
        @JsonProperty("predictions") Map<String, List<@Nullable Object>> predictions) {
    /**
     * Copies the scores, the notes and the predictions.
     *
     * @param scores a score for each criterion; none if the trial failed
     * @param notes remarks, such as the reason for an undefined score
     * @param failure the reason for the failure; null if there are scores
     * @param predictions columns of the predictions for the fold's assessment rows, if they are saved
     */
    public TrialResult {
        scores = Preconditions.items("TrialResult", "scores", scores);
        notes = Preconditions.items("TrialResult", "notes", notes);
        predictions = ResultCells.plain(predictions);
    }

    /** Reads the JSON, which has no empty values. */
    @JsonCreator
    private static TrialResult read(
            @JsonProperty("scores") @Nullable List<CriterionScore> scores,
            @JsonProperty("notes") @Nullable List<String> notes,
            @JsonProperty("failure") @Nullable String failure,
            @JsonProperty("predictions") @Nullable Map<String, List<@Nullable Object>> predictions) {
        return new TrialResult(
                scores == null ? List.of() : scores,
                notes == null ? List.of() : notes,
                failure,
                predictions == null ? Map.of() : predictions);
    }

    /**
     * {@return a result of one score}
     *
     * @param criterion the criterion
     * @param value the score
     */
    public static TrialResult of(Criterion criterion, double value) {
        Preconditions.notNull("TrialResult", "criterion", criterion);
        return new TrialResult(
                List.of(new CriterionScore(criterion.name(), "standard", value)), List.of(), null, Map.of());
    }

    /**
     * {@return a failure}
     *
     * @param why the reason
     */
    public static TrialResult failed(String why) {
        Preconditions.notNull("TrialResult", "why", why);
        return new TrialResult(List.of(), List.of(), why, Map.of());
    }

    /**
     * {@return a copy with one more score}
     *
     * @param score the score
     */
    public TrialResult and(CriterionScore score) {
        Preconditions.notNull("TrialResult", "score", score);
        List<CriterionScore> more = new ArrayList<>(scores);
        more.add(score);
        return new TrialResult(more, notes, failure, predictions);
    }

    /**
     * {@return a copy with columns of predictions, such as {@code .row} and {@code .pred}}
     *
     * @param columns numbers, texts or null; a number that is not finite becomes null
     */
    public TrialResult predictions(Map<String, List<@Nullable Object>> columns) {
        Preconditions.entries("TrialResult", "columns", columns);
        return new TrialResult(scores, notes, failure, columns);
    }

    /**
     * {@return the score of a criterion; NaN if it is undefined}
     *
     * @param criterion the criterion
     */
    public double value(Criterion criterion) {
        Preconditions.notNull("TrialResult", "criterion", criterion);
        return scores.stream()
                .filter(score -> score.criterion().equals(criterion.name()))
                .mapToDouble(CriterionScore::value)
                .findFirst()
                .orElse(Double.NaN);
    }

    /**
     * Returns the value as JSON, so that it can be sent to another process.
     *
     * @return JSON that {@link #fromJson} reads
     */
    public String json() {
        return JsonText.write(this);
    }

    /**
     * Reads the JSON of {@link #json}.
     *
     * @param json the text
     * @return the result
     * @throws IllegalArgumentException if the text is other JSON, or none
     */
    public static TrialResult fromJson(String json) {
        Preconditions.notNull("TrialResult", "json", json);
        return JsonText.read(json, TrialResult.class);
    }

    /** Returns one line, such as {@code TrialResult accuracy 0.9, rmse 1.2} or {@code TrialResult failed: …}. */
    @Override
    public String toString() {
        return failure != null
                ? "TrialResult failed: " + failure
                : scores.stream()
                        .map(score -> score.criterion() + " " + ProgressNumbers.of(score.value()))
                        .collect(Collectors.joining(", ", "TrialResult ", ""));
    }

    /**
     * Score of one trial by one criterion.
     *
     * @param criterion the criterion's name
     * @param estimator the averaging over classes in yardstick's terms: {@code standard}, {@code binary}, {@code
     *     multiclass}
     * @param value the score; NaN if it is undefined
     */
    public record CriterionScore(String criterion, String estimator, double value) {
        /**
         * Checks the components.
         *
         * @param criterion the criterion's name
         * @param estimator the averaging over classes in yardstick's terms: {@code standard}, {@code binary}, {@code
         *     multiclass}
         * @param value the score; NaN if it is undefined
         */
        public CriterionScore {
            Preconditions.notNull("CriterionScore", "criterion", criterion);
            Preconditions.notNull("CriterionScore", "estimator", estimator);
        }

        /**
         * Returns one score for several outcomes, from the cases of each; its criterion is {@link Criterion#of(Aggregate)}.
         *
         * @param aggregate the measure of several outcomes
         * @param outcomes the cases by the name of the outcome
         * @return the score
         */
        public static CriterionScore of(Aggregate aggregate, Map<String, TruthEstimates> outcomes) {
            Preconditions.notNull("CriterionScore", "aggregate", aggregate);
            Preconditions.entries("CriterionScore", "outcomes", outcomes);
            return new CriterionScore(aggregate.toString(), "aggregate", aggregate.score(outcomes));
        }
    }
}
