package keras4j.tune;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import keras4j.expr.Point;
import keras4j.internal.text.Preconditions;

/**
 * Tried point with its results on each fold.
 *
 * @param config its name in the tables, as in tune
 * @param point the point
 * @param outcomes the results by the number of the fold
 */
public record Candidate(
        @JsonProperty("config") String config,
        @JsonProperty("point") Point point,
        @JsonProperty("outcomes") Map<Integer, TrialResult> outcomes) {
    /**
     * Copies the results.
     *
     * @param config its name in the tables, as in tune
     * @param point the point
     * @param outcomes the results by the number of the fold
     */
    public Candidate {
        Preconditions.notNull("Candidate", "config", config);
        Preconditions.notNull("Candidate", "point", point);
        Preconditions.entries("Candidate", "outcomes", outcomes);
        outcomes = Collections.unmodifiableMap(new TreeMap<>(outcomes));
    }

    ScoreSummary of(Criterion criterion) {
        return ScoreSummary.of(criterion, outcomes.values());
    }

    /** Returns one line, such as {@code Candidate Model2: units=64, rate=0.1; 3 folds, 1 failed}. */
    @Override
    public String toString() {
        long failed = outcomes.values().stream()
                .filter(outcome -> outcome.failure() != null)
                .count();
        return "Candidate " + config + ": " + (point.values().isEmpty() ? "no hyperparameters" : point) + "; "
                + outcomes.size() + (outcomes.size() == 1 ? " fold" : " folds")
                + (failed == 0 ? "" : ", " + failed + " failed");
    }
}
