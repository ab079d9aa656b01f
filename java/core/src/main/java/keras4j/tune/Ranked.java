package keras4j.tune;

import java.util.Collection;
import java.util.Comparator;
import java.util.stream.Stream;
import keras4j.expr.Point;

/** Points by what they reached: a mean over more folds comes first, as means over other folds do not compare. */
final class Ranked {
    private Ranked() {}

    /** The points that have a result, the best first; equally good ones in the order given. */
    static Stream<Point> best(Collection<Point> points, Results results, Criterion goal) {
        return points.stream()
                .filter(point -> results.summary(point, goal).n() > 0)
                .sorted(Comparator.comparing(point -> results.summary(point, goal), summaries(goal)));
    }

    /** Those over most folds first, of these the better mean. */
    static Comparator<Summary> summaries(Criterion goal) {
        return Comparator.comparingInt(Summary::n).reversed().thenComparing(Summary::mean, numbers(goal));
    }

    /** Whether one ranks before another. */
    static boolean better(Criterion goal, Summary one, Summary other) {
        return summaries(goal).compare(one, other) < 0;
    }

    /** Over how many folds the means are that compare: the most that any has. */
    static int most(Collection<Summary> summaries) {
        return summaries.stream().mapToInt(Summary::n).max().orElse(0);
    }

    /** The better number first; NaN last. */
    static Comparator<Double> numbers(Criterion goal) {
        return (one, other) ->
                goal.direction().better(one, other) ? -1 : goal.direction().better(other, one) ? 1 : 0;
    }
}
