package keras4j.tune;

import java.util.List;
import keras4j.expr.Point;
import keras4j.expr.Space;
import keras4j.measure.Direction;

/** Suggests points where results are likely to be good, by those that are known. */
@FunctionalInterface
public interface Sampler {
    /**
     * A point that was tried.
     *
     * @param result the mean over its folds; NaN where all failed
     */
    record Tried(Point point, double result) {}

    /**
     * Suggests some points, none of them tried, depending on nothing but what it is given.
     *
     * @param space what is open
     * @param direction whether larger or smaller results are better
     * @param tried what is known, in the order in which it was asked for
     * @param count how many points
     * @param seed where everything random begins, 0 to 4294967295
     * @return fewer where no others are found
     */
    List<Point> suggest(Space space, Direction direction, List<Tried> tried, int count, long seed);
}
