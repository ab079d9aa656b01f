package keras4j.tune;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import keras4j.expr.Point;
import keras4j.internal.text.Preconditions;
import org.jspecify.annotations.Nullable;

/** Results of the trials so far, in the order of the requests. */
public final class Results {
    private final Map<Point, Map<Integer, TrialResult>> outcomes = new LinkedHashMap<>();

    /** Records the request of a trial. */
    Trial asked(Trial trial) {
        outcomes.computeIfAbsent(trial.point(), any -> new TreeMap<>());
        return trial;
    }

    void put(Trial trial, TrialResult outcome) {
        outcomes.computeIfAbsent(trial.point(), any -> new TreeMap<>()).put(trial.fold(), outcome);
    }

    /**
     * Returns the points that were tried, in the order of the requests.
     *
     * @return the points with at least one outcome
     */
    public List<Point> points() {
        return outcomes.keySet().stream().filter(point -> !of(point).isEmpty()).toList();
    }

    /**
     * Returns the outcomes of a point by the number of the fold; empty if it was not tried.
     *
     * @param point the point
     * @return an unmodifiable view of the outcomes
     */
    public Map<Integer, TrialResult> of(Point point) {
        Preconditions.notNull("Results", "point", point);
        return Collections.unmodifiableMap(outcomes.getOrDefault(point, Map.of()));
    }

    /**
     * Returns the outcome of one trial; null if it was not made.
     *
     * @param trial the trial
     * @return the outcome of its point in its fold, or null
     */
    public @Nullable TrialResult of(Trial trial) {
        Preconditions.notNull("Results", "trial", trial);
        return of(trial.point()).get(trial.fold());
    }

    /**
     * Returns the mean of a criterion over the folds where it is defined; NaN if there is none.
     *
     * @param point the point
     * @param criterion the criterion
     * @return the mean
     */
    public double mean(Point point, Criterion criterion) {
        Preconditions.notNull("Results", "point", point);
        Preconditions.notNull("Results", "criterion", criterion);
        return summary(point, criterion).mean();
    }

    ScoreSummary summary(Point point, Criterion criterion) {
        return ScoreSummary.of(criterion, of(point).values());
    }
}
