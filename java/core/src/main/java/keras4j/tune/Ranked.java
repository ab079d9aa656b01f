package keras4j.tune;

import java.util.Collection;
import java.util.Comparator;
import java.util.stream.Stream;
import keras4j.expr.Point;

/** Points by what they reached. */
final class Ranked {
    private Ranked() {}

    /** The points that have a result, the best first; equally good ones in the order given. */
    static Stream<Point> best(Collection<Point> points, Results results, Criterion goal) {
        return points.stream()
                .filter(point -> !Double.isNaN(results.mean(point, goal)))
                .sorted((one, other) -> compare(goal, results.mean(one, goal), results.mean(other, goal)));
    }

    /** Below 0 where the first number is better. */
    static int compare(Criterion goal, double one, double other) {
        if (goal.direction().better(one, other)) {
            return -1;
        }
        return goal.direction().better(other, one) && one != other ? 1 : 0;
    }

    /** The better number first; NaN last. */
    static Comparator<Double> numbers(Criterion goal) {
        return (one, other) -> Double.isNaN(one) && Double.isNaN(other) ? 0 : compare(goal, one, other);
    }
}
