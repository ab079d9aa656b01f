package keras4j.tune;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import keras4j.expr.Point;

/**
 * A point that was tried.
 *
 * @param config its name in the tables, as tune gives it
 * @param point what was chosen
 * @param outcomes what came of it, by the number of the fold
 */
public record Candidate(
        @JsonProperty("config") String config,
        @JsonProperty("point") Point point,
        @JsonProperty("outcomes") Map<Integer, Outcome> outcomes) {
    public Candidate {
        outcomes = Collections.unmodifiableMap(new TreeMap<>(outcomes));
    }

    Summary of(Criterion criterion) {
        return Summary.of(criterion, outcomes.values());
    }
}
