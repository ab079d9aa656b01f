package keras4j.tune;

import java.util.List;
import keras4j.expr.Point;
import keras4j.expr.Space;
import keras4j.internal.text.Preconditions;
import keras4j.measure.Direction;

/** Strategy that suggests promising points, given the results so far. */
@FunctionalInterface
public interface Sampler {
    /**
     * Tried point with its mean result.
     *
     * @param point the point
     * @param result the mean over its folds; NaN if all failed
     */
    record Tried(Point point, double result) {
        /**
         * Checks the components.
         *
         * @param point the point
         * @param result the mean over its folds; NaN if all failed
         */
        public Tried {
            Preconditions.notNull("Tried", "point", point);
        }
    }

    /**
     * Suggests untried points, as a function of its arguments alone.
     *
     * @param space the hyperparameters
     * @param direction whether larger or smaller results are better
     * @param tried the results so far, in the order of the requests
     * @param count the number of points
     * @param seed the seed of all randomness, 0 to 4294967295
     * @return the points; fewer if no others are found
     */
    List<Point> suggest(Space space, Direction direction, List<Tried> tried, int count, long seed);
}
