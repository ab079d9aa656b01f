package keras4j.tune;

import java.util.stream.Stream;
import keras4j.expr.Point;
import keras4j.expr.Space;
import keras4j.internal.resample.RandomDraw;

/**
 * Points drawn independently and uniformly from each range; duplicates are dropped.
 *
 * @param size the number of draws, at least 1
 */
record RandomPoints(int size) implements NonAdaptiveSearch {
    /**
     * Checks the size.
     *
     * @param size the number of draws, at least 1
     */
    public RandomPoints {
        UnitCubePoints.requireSize("random", size);
    }

    @Override
    public Stream<Point> points(Space space, long seed) {
        RandomDraw draw = new RandomDraw(seed);
        return Stream.generate(() -> UnitCubePoints.point(space, axis -> draw.share()))
                .limit(size)
                .distinct();
    }

    @Override
    public String toString() {
        return "random " + size;
    }
}
