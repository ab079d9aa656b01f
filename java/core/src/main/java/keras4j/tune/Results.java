package keras4j.tune;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import keras4j.expr.Point;
import org.jspecify.annotations.Nullable;

/** What came of the trials so far, in the order in which they were asked for. */
public final class Results {
    private final Map<Point, Map<Integer, Outcome>> outcomes = new LinkedHashMap<>();

    /** Gives a trial's point its place. */
    Trial asked(Trial trial) {
        outcomes.computeIfAbsent(trial.point(), any -> new TreeMap<>());
        return trial;
    }

    void put(Trial trial, Outcome outcome) {
        outcomes.computeIfAbsent(trial.point(), any -> new TreeMap<>()).put(trial.fold(), outcome);
    }

    /** The points that were tried, in the order in which they were asked for. */
    public List<Point> points() {
        return outcomes.keySet().stream().filter(point -> !of(point).isEmpty()).toList();
    }

    /** What came of a point, by the number of the fold; empty if it was not tried. */
    public Map<Integer, Outcome> of(Point point) {
        return Collections.unmodifiableMap(outcomes.getOrDefault(point, Map.of()));
    }

    /** What came of one trial; null if it was not made. */
    public @Nullable Outcome of(Trial trial) {
        return of(trial.point()).get(trial.fold());
    }

    /** What a criterion says of a point: the mean over the folds where it is defined; NaN where it is nowhere. */
    public double mean(Point point, Criterion criterion) {
        return summary(point, criterion).mean();
    }

    Summary summary(Point point, Criterion criterion) {
        return Summary.of(criterion, of(point).values());
    }
}
