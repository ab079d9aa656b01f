package keras4j.tune;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import keras4j.expr.Point;

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
        outcomes = Collections.unmodifiableMap(new TreeMap<>(outcomes));
    }

    ScoreSummary of(Criterion criterion) {
        return ScoreSummary.of(criterion, outcomes.values());
    }
}
