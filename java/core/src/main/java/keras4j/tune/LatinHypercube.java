package keras4j.tune;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import keras4j.expr.Point;
import keras4j.expr.Space;
import keras4j.internal.resample.RandomDraw;

/**
 * Latin hypercube: each of {@code size} equal parts of each range has exactly one point. M. McKay, R. Beckman, W.
 * Conover, <a href="https://doi.org/10.2307/1268522">A comparison of three methods for selecting values of input
 * variables</a>, 1979. Duplicates, which occur for ranges with fewer values, are dropped.
 *
 * @param size the number of points, at least 1
 */
record LatinHypercube(int size) implements NonAdaptiveSearch {
    /**
     * Checks the size.
     *
     * @param size the number of points, at least 1
     */
    public LatinHypercube {
        UnitCubePoints.requireSize("latin hypercube", size);
    }

    @Override
    public Stream<Point> points(Space space, long seed) {
        RandomDraw draw = new RandomDraw(seed);
        int[] parts = IntStream.range(0, size).toArray();
        List<int[]> axes =
                space.values().stream().map(value -> draw.shuffled(parts)).toList();
        return IntStream.range(0, size)
                .mapToObj(row -> UnitCubePoints.point(space, axis -> (axes.get(axis)[row] + draw.share()) / size))
                .distinct();
    }

    @Override
    public String toString() {
        return "latin hypercube of " + size;
    }
}
