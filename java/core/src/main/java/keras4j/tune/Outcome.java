package keras4j.tune;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came of one trial.
 *
 * @param scores a score for each criterion; none where the trial failed
 * @param notes what is worth to know, such as why a score is undefined
 * @param failure why there are no scores; null where there are
 * @param predictions columns of the predictions for the fold's assessment rows, where they were asked for
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Outcome(
        @JsonProperty("scores") List<Scored> scores,
        @JsonProperty("notes") List<String> notes,
        @JsonProperty("failure") @Nullable String failure,
        @JsonProperty("predictions") Map<String, List<@Nullable Object>> predictions) {
    public Outcome {
        scores = scores == null ? List.of() : List.copyOf(scores);
        notes = notes == null ? List.of() : List.copyOf(notes);
        predictions = predictions == null ? Map.of() : Cells.plain(predictions);
    }

    /** One score. */
    public static Outcome of(Criterion criterion, double value) {
        return new Outcome(List.of(new Scored(criterion.name(), "standard", value)), List.of(), null, Map.of());
    }

    /** No score, and why. */
    public static Outcome failed(String why) {
        return new Outcome(List.of(), List.of(), why, Map.of());
    }

    /** The same with one more score. */
    public Outcome and(Scored score) {
        List<Scored> more = new ArrayList<>(scores);
        more.add(score);
        return new Outcome(more, notes, failure, predictions);
    }

    /**
     * The same with columns of predictions, such as {@code .row} and {@code .pred}: numbers, texts or
     * null. A number that is not finite becomes null.
     */
    public Outcome predictions(Map<String, List<@Nullable Object>> columns) {
        return new Outcome(scores, notes, failure, columns);
    }

    /** What a criterion says; NaN where nothing is defined. */
    public double value(Criterion criterion) {
        return scores.stream()
                .filter(score -> score.criterion().equals(criterion.name()))
                .mapToDouble(Scored::value)
                .findFirst()
                .orElse(Double.NaN);
    }
}
