package keras4j.tune;

import java.util.Collection;
import java.util.Comparator;
import java.util.stream.Stream;
import keras4j.expr.Point;

/** Ranking of points: means over more folds come first, since means over different folds do not compare. */
final class CandidateOrder {
    private CandidateOrder() {}

    /** Returns the points that have a result, the best first; equal ones in the given order. */
    static Stream<Point> best(Collection<Point> points, Results results, Criterion goal) {
        return points.stream()
                .filter(point -> results.summary(point, goal).n() > 0)
                .sorted(Comparator.comparing(point -> results.summary(point, goal), summaries(goal)));
    }

    /** Returns the order of summaries: by the number of folds, then by the mean. */
    static Comparator<ScoreSummary> summaries(Criterion goal) {
        return Comparator.comparingInt(ScoreSummary::n).reversed().thenComparing(ScoreSummary::mean, numbers(goal));
    }

    /** Returns true if one ranks before another. */
    static boolean better(Criterion goal, ScoreSummary one, ScoreSummary other) {
        return summaries(goal).compare(one, other) < 0;
    }

    /** Returns the largest number of folds that a mean has; only such means compare. */
    static int most(Collection<ScoreSummary> summaries) {
        return summaries.stream().mapToInt(ScoreSummary::n).max().orElse(0);
    }

    /** Returns the order of numbers: the better first, NaN last. */
    static Comparator<Double> numbers(Criterion goal) {
        return (one, other) ->
                goal.direction().better(one, other) ? -1 : goal.direction().better(other, one) ? 1 : 0;
    }
}
